// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <set>
#include <span>
#include <utility>
#include <vector>

#include "link/name_book.h"
#include "link/report_view.h"
#include "model/case_file.h"

namespace habeas {

/// What people decided about mentions: they are one person, or two. The lower first.
struct MentionRules {
  std::set<std::pair<FactPlace, FactPlace>> same;
  std::set<std::pair<FactPlace, FactPlace>> different;
};

/// Joins the Person facts of one case into people: full names that match, best first; then names
/// that are only a part (a surname, initials) if they fit exactly one of them. Two people of one
/// document stay two unless their names sound the same or one is the surname alone. Affected
/// people first, then by name. A function of the set of reports; near-linear in the names.
std::vector<LinkedPerson> join_people(std::span<const ReportSummary* const> reports,
                                      const MentionRules& rules, const LinkWords& words,
                                      NameBook& names);

}  // namespace habeas
