// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <string>

#include "base/result.h"
#include "extract/phrase_set.h"
#include "extract/scan.h"
#include "know/tables.h"

namespace habeas {

enum class PlaceContext : std::uint8_t {
  Preposition,
  CityOf,
  Region,
  Direction,
  NotAPlace,
  PersonBefore
};

/// The gazetteer and tables/place_contexts. Borrows the Tables it was made of.
struct PlaceRules {
  const Gazetteer* gazetteer = nullptr;
  std::array<PhraseSet, 6> contexts;  // [PlaceContext]

  const PhraseSet& of(PlaceContext kind) const { return contexts[static_cast<std::size_t>(kind)]; }
};

/// Errors: BadInput naming the row. `tables` must outlive the rules.
Result<PlaceRules> make_place_rules(const Tables& tables);

/// The country that the report is about (alpha-3), "" if it cannot be told: by the title's prefix
/// ("Kazakhstan: ..."), its reference number, or what is named most.
std::string find_country_of_report(const Scan& scan, const PlaceRules& rules,
                                   const FactDraft& draft);

/// Countries, regions, cities: one fact for each place, all mentions joined. Names that are also
/// words or given names count only with words around them that say so.
void find_places(const Scan& scan, const PlaceRules& rules, FactDraft& draft);

}  // namespace habeas
