// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "extract/phrase_set.h"
#include "extract/scan.h"
#include "know/tables.h"

namespace habeas {

/// A row of tables/quantities: what is counted.
struct UnitRow {
  std::string id;       ///< "quantity.km"
  std::string measure;  ///< "distance"
  std::string unit;     ///< "km"
};

/// tables/quantities and tables/number_words.
struct QuantityRules {
  PhraseSet units;  ///< Phrase::row is a position in `rows`
  std::vector<UnitRow> rows;
  PhraseSet qualifiers;                                   ///< Phrase::row is a QuantityQualifier
  std::unordered_map<std::string, std::int64_t> numbers;  ///< "five" -> 5
};

/// Errors: BadInput naming the row.
Result<QuantityRules> make_quantity_rules(const Tables& tables);

/// Distances with where from and where to, numbers of people, terms, sums of money. A term before
/// "old" is an age, one before "ago" a time: neither is stated here.
/// REQUIRES: references, dates, places and provisions came before.
void find_quantities(const Scan& scan, const QuantityRules& rules, FactDraft& draft);

}  // namespace habeas
