// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/pair_words.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

namespace habeas {
namespace {

/// The first of two sorted lists' elements that `folded_of` makes equal; nullptr if none.
const FoldedName* first_shared(const std::vector<FoldedName>& a, const std::vector<FoldedName>& b) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].folded == b[j].folded) {
      if (!a[i].folded.empty()) return &a[i];
      ++i;
    } else {
      ++(a[i].folded < b[j].folded ? i : j);
    }
  }
  return nullptr;
}

std::string with_blanks(std::string type) {
  std::replace(type.begin(), type.end(), '_', ' ');
  return type;
}

}  // namespace

std::string time_apart(std::int32_t days) {
  if (days == 0) return "on the same day";
  if (days == 1) return "1 day apart";
  if (days < 60) return fmt::format("{} days apart", days);
  if (days < 730) return fmt::format("{} months apart", days / 30);
  return fmt::format("{} years apart", days / 365);
}

std::string country_name(const Tables& tables, std::string_view alpha3) {
  const Table* table = tables.find_table("countries");
  if (table == nullptr) return std::string(alpha3);
  const auto id = table->find_column("id");
  const auto name = table->find_column("en");
  for (std::size_t row = 0; id && name && row < table->row_count(); ++row) {
    if (table->cell(row, *id) == alpha3) return std::string(table->cell(row, *name));
  }
  return std::string(alpha3);
}

std::string both_spellings(const std::string& first, const std::string& second) {
  if (first == second) return first;
  return fmt::format("{} (written {})", first, second);
}

Circumstances compare_circumstances(const ReportView& a, const ReportView& b,
                                    const Tables& tables) {
  Circumstances found;
  const std::string& country = a.report->country;
  if (!country.empty() && !b.report->country.empty()) {
    found.same_country = country == b.report->country;
    found.other_country = !found.same_country;
  }
  if (found.same_country) found.supports.push_back("both in " + country_name(tables, country));
  if (const FoldedName* city = first_shared(a.cities, b.cities)) {
    found.same_city = true;
    found.supports.push_back("both name " + city->printed);
  }
  std::vector<DatedAct> acts;
  std::set_intersection(a.acts.begin(), a.acts.end(), b.acts.begin(), b.acts.end(),
                        std::back_inserter(acts));
  if (!acts.empty()) {
    found.same_act = true;
    found.supports.push_back(fmt::format("both report {} on {}", with_blanks(acts.front().type),
                                         to_iso(acts.front().day)));
  }
  for (const LinkReference& hint : a.hints) {
    const auto is_same = [&](const LinkReference& other) { return other.key == hint.key; };
    if (std::any_of(b.hints.begin(), b.hints.end(), is_same) ||
        std::any_of(b.references.begin(), b.references.end(), is_same)) {
      found.supports.push_back("both cite " + hint.number);
      break;
    }
  }
  if (a.published && b.published) {
    found.days_apart = std::abs(a.published->days - b.published->days);
  }
  return found;
}

}  // namespace habeas
