// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "follow/case_facts.h"
#include "know/tables.h"

namespace habeas {

struct Position {
  std::int32_t latitude_e5 = 0;
  std::int32_t longitude_e5 = 0;

  friend bool operator==(const Position&, const Position&) = default;
};

/// Geodesic distance on WGS 84 (GeographicLib), in whole kilometres. For display, never for a
/// decision.
std::int64_t distance_km(Position a, Position b);

/// Where the cities of a case lie: as its documents' facts are located, else by the gazetteer in
/// the countries that the reports are about.
class CityMap {
 public:
  CityMap(const CaseFacts& facts, const Tables& tables);

  std::optional<Position> find(std::string_view city) const;

 private:
  const Tables* tables_;
  std::map<std::string, Position> positions_;  // by folded name
  std::set<std::string> countries_;
};

}  // namespace habeas
