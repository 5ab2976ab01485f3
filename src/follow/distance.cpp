// SPDX-License-Identifier: AGPL-3.0-or-later
#include "follow/distance.h"

#include <cmath>

#include <GeographicLib/Geodesic.hpp>

#include "text/romanise.h"

namespace habeas {

std::int64_t distance_km(Position a, Position b) {
  double metres = 0;
  GeographicLib::Geodesic::WGS84().Inverse(a.latitude_e5 / 1e5, a.longitude_e5 / 1e5,
                                           b.latitude_e5 / 1e5, b.longitude_e5 / 1e5, metres);
  return std::llround(metres / 1'000);
}

CityMap::CityMap(const CaseFacts& facts, const Tables& tables) : tables_(&tables) {
  for (std::uint32_t report = 0; report < facts.reports().size(); ++report) {
    countries_.insert(facts.reports()[report]->country);
    for (const auto& [position, fact] : facts.facts_of(report)) {
      const auto* place = std::get_if<PlaceValue>(&fact->value);
      if (place == nullptr || !place->located) continue;
      const bool is_city = fact->kind == FactKind::Place && place->type == "city";
      const std::string& name = is_city ? place->name : place->city;
      if (name.empty() || (fact->kind == FactKind::Place && !is_city)) continue;
      positions_.emplace(fold_name(name), Position{place->latitude_e5, place->longitude_e5});
    }
  }
  countries_.erase("");
}

std::optional<Position> CityMap::find(std::string_view city) const {
  if (city.empty()) return std::nullopt;
  if (const auto found = positions_.find(fold_name(city)); found != positions_.end()) {
    return found->second;
  }
  for (const Place& place : tables_->gazetteer().find_places(city)) {
    if (place.kind != PlaceKind::City || place.has_rough_position) continue;
    if (!countries_.contains(std::string(place.country))) continue;
    return Position{place.latitude_e5, place.longitude_e5};
  }
  return std::nullopt;
}

}  // namespace habeas
