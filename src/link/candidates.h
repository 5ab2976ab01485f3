// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "link/name_book.h"
#include "link/report_view.h"

namespace habeas {

/// A key that more reports share counts only together with a second key.
inline constexpr std::size_t kKeyReportsMax = 1'000;

/// People of two reports that are compared.
inline constexpr std::size_t kPeopleComparedMax = 64;

/// Which reports are worth comparing: those that share a key. Keys are reference numbers, names of
/// people (two words, or one with the country), organisations, and the smallest shingles of the
/// body; country, city and month serve only as second keys. Work is bounded by the number of
/// reports times a constant, whatever the names.
class Candidates {
 public:
  Candidates(std::span<const ReportView> reports, const NameBook& names);

  /// The reports after `report` that share a key with it, sorted.
  std::vector<std::uint32_t> partners_after(std::uint32_t report) const;

  /// People of two reports that share a name key, as positions in ReportView::people; those that
  /// share most keys first, at most kPeopleComparedMax.
  struct PersonPair {
    std::uint32_t a = 0;
    std::uint32_t b = 0;

    friend auto operator<=>(const PersonPair&, const PersonPair&) = default;
  };
  std::vector<PersonPair> people_alike(std::uint32_t report, std::uint32_t other) const;

 private:
  struct PersonKey {
    std::uint32_t key = 0;
    std::uint32_t person = 0;

    friend auto operator<=>(const PersonKey&, const PersonKey&) = default;
  };

  std::vector<std::vector<std::uint32_t>> blocks_;        // reports of a key, sorted
  std::vector<std::vector<std::uint32_t>> report_blocks_; // [report] blocks it is in
  std::vector<std::vector<PersonKey>> person_keys_;       // [report] sorted
};

}  // namespace habeas
