// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/civil_day.h"
#include "know/tables.h"
#include "link/name_book.h"
#include "model/case_file.h"

namespace habeas {

/// A person of a report as linking sees them.
struct LinkPerson {
  std::uint32_t fact = 0;       ///< position in ReportSummary::facts
  std::uint32_t name = 0;       ///< in the NameBook
  bool affected = false;
  bool joins = true;            ///< false for judges, officials and others of tables/never_link
  std::string role;
  std::string organisation;     ///< folded
  std::string home_place;       ///< folded
};

struct LinkReference {
  std::string key;
  std::string number;  ///< without update, as printed
  std::optional<std::int32_t> update;

  friend auto operator<=>(const LinkReference&, const LinkReference&) = default;
};

struct DatedAct {
  std::string type;
  CivilDay day;

  friend auto operator<=>(const DatedAct&, const DatedAct&) = default;
};

/// A name with the folded form by which it is compared.
struct FoldedName {
  std::string folded;
  std::string printed;

  friend auto operator<=>(const FoldedName&, const FoldedName&) = default;
};

/// What linking compares of a report, prepared once. Borrows the report. Lists are sorted.
struct ReportView {
  const ReportSummary* report = nullptr;
  std::vector<LinkPerson> people;       ///< at most kLinkPeopleMax, affected first, in text order
  std::size_t affected_count = 0;       ///< of all, also those beyond the limit
  std::vector<LinkReference> references;  ///< its own number: makes a case
  std::vector<LinkReference> hints;       ///< numbers it cites, and those of tables/weak_references
  std::vector<FoldedName> cities;
  std::vector<FoldedName> targets;        ///< organisations to which something is done
  std::vector<DatedAct> acts;             ///< with a day
  std::optional<CivilDay> published;
  std::set<std::string> title_sounds;  ///< of the words of title and address
};

inline constexpr std::size_t kLinkPeopleMax = 48;
inline constexpr std::size_t kOwnReferencesMax = 3;  ///< a page with more is an index, not a report
inline constexpr std::size_t kLinkListMax = 64;      ///< cities, targets, acts, hints
inline constexpr std::size_t kTitleWordsMax = 40;

/// Words that decide what counts, from tables.
struct LinkWords {
  std::set<std::string, std::less<>> never_link;
  std::set<std::string, std::less<>> weak_references;
};
LinkWords link_words(const Tables& tables);

/// Facts without evidence were rejected; those a reader would not see join nothing: both are
/// passed over.
ReportView view_report(const ReportSummary& report, const LinkWords& words, NameBook& names);

}  // namespace habeas
