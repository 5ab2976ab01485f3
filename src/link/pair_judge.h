// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "know/tables.h"
#include "link/candidates.h"
#include "link/name_book.h"
#include "link/pair_words.h"
#include "link/report_view.h"

namespace habeas {

/// What speaks for two reports being of one case.
struct PairJudgement {
  /// "same_reference", "copy", "two_people", "same_person", "named_in", "same_attack", "decided"
  std::string rule;
  std::string words;       ///< "both carry KAZ 003/0419/OBS 027"
  std::int32_t score = 0;  ///< millionths
  bool is_copy = false;    ///< one source: the same words, or the same number and update
  /// Who is whom, as positions in ReportView::people.
  std::vector<Candidates::PersonPair> people;
};

inline constexpr std::int32_t kJoinScoreMin = 720'000;
/// Share of shingles from which two texts are copies, and the fewest that tell anything.
inline constexpr std::int32_t kCopyShareMin = 800'000;
inline constexpr std::size_t kCopyShinglesMin = 12;

/// What people decided about two people of the two reports: they are one, or they are two.
struct DecidedPeople {
  std::set<Candidates::PersonPair> same;
  std::set<Candidates::PersonPair> different;
};

/// Judges pairs of reports by the two alone, tables and decisions. Used by one thread.
class PairJudge {
 public:
  PairJudge(NameBook& names, const Tables& tables) : names_(&names), tables_(&tables) {}

  /// Nothing if they are not proposed as one case. `alike` are the people worth comparing.
  std::optional<PairJudgement> judge(const ReportView& a, const ReportView& b,
                                     const std::vector<Candidates::PersonPair>& alike,
                                     const DecidedPeople& decided);

 private:
  struct Match;
  std::vector<Match> match_people_of(const ReportView& a, const ReportView& b,
                                     const std::vector<Candidates::PersonPair>& alike,
                                     const DecidedPeople& decided);
  std::optional<PairJudgement> judge_people(const ReportView& a, const ReportView& b,
                                            const std::vector<Match>& matches);
  std::optional<PairJudgement> judge_two(const ReportView& a, const ReportView& b,
                                         const std::vector<Match>& shared,
                                         const Circumstances& found) const;
  std::optional<PairJudgement> judge_one(const ReportView& a, const ReportView& b,
                                         const Match& match, const Circumstances& found) const;
  std::int32_t loss_of(const ReportView& a, const ReportView& b, const std::vector<Match>& shared,
                       const Circumstances& found) const;
  bool is_titled(const ReportView& view, const LinkPerson& person) const;
  /// Its title names an affected person, and none of `shared` (positions in its people).
  bool is_titled_otherwise(const ReportView& view, const std::vector<std::uint32_t>& shared) const;
  std::vector<std::string> support_for(const ReportView& a, const ReportView& b,
                                       const Match& match, const Circumstances& found) const;
  std::string printed(const ReportView& a, const ReportView& b, const Match& match) const;

  NameBook* names_;
  const Tables* tables_;
};

/// Millionths of the shingles of two bodies that both have, as far as their sketches tell.
std::int32_t shared_share(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

}  // namespace habeas
