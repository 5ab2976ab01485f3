// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "link/link.h"
#include "link/name_book.h"
#include "link/pair_judge.h"
#include "link/report_view.h"

namespace habeas {

/// A proposal to put two reports together; `a` < `b` are positions in the sorted reports.
struct JoinProposal {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  PairJudgement judgement;
};

/// A person of a report, by position of the report and in ReportView::people.
struct PersonSeat {
  std::uint32_t report = 0;
  std::uint32_t person = 0;

  friend auto operator<=>(const PersonSeat&, const PersonSeat&) = default;
};

/// What people decided, by position. Pairs have the lower position first.
struct JoinRules {
  std::set<std::pair<std::uint32_t, std::uint32_t>> together;
  std::set<std::pair<std::uint32_t, std::uint32_t>> apart;
  std::set<std::pair<PersonSeat, PersonSeat>> different;
};

struct Joined {
  std::vector<std::uint32_t> cluster;     ///< [report] the lowest report of its cluster
  std::vector<std::uint32_t> accepted;    ///< positions in `proposals` that joined two clusters
  std::vector<std::pair<std::uint32_t, std::uint32_t>> decided;  ///< `together` that did
};

/// Joins best first (score, then positions): decisions, then proposals. A join is refused if it
/// would bring together what was decided apart, or if the people by whom it is proposed contradict
/// others already held to be the same. A function of the sets given, not of their order.
Joined join_reports(std::span<const ReportView> reports, std::span<const JoinProposal> proposals,
                    const JoinRules& rules, NameBook& names);

}  // namespace habeas
