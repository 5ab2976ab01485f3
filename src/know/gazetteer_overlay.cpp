// SPDX-License-Identifier: AGPL-3.0-or-later
// Places that a desk adds: the overlay rows of table `places`.
#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "know/gazetteer.h"
#include "text/romanise.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::array kNameColumns = {"name", "en", "ru", "kk", "fr", "es", "other"};

/// FNV-1a of the row's id, above all GeoNames ids; tools/tables/gazetteer.py does the same.
std::uint32_t own_id(std::string_view row_id) {
  std::uint32_t value = 0x811C9DC5;
  for (const char c : row_id) {
    value = (value ^ static_cast<unsigned char>(c)) * 0x01000193;
  }
  return value | kOwnIdsBegin;
}

/// "51.67" -> 5,167,000; nothing if that is no number of degrees up to `limit`. No floating point.
std::optional<std::int32_t> parse_degrees(std::string_view text, std::int32_t limit) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  std::int32_t value = 0;
  int decimals = -1;
  if (text.empty() || text.size() > 12) return std::nullopt;
  for (const char c : text) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
    } else if (c < '0' || c > '9') {
      return std::nullopt;
    } else if (decimals < 5) {
      if (value > 18'000'000) return std::nullopt;
      value = value * 10 + (c - '0');
      if (decimals >= 0) ++decimals;
    }
  }
  for (int i = std::max(decimals, 0); i < 5; ++i) {
    if (value > 18'000'000) return std::nullopt;
    value *= 10;
  }
  if (value > limit * 100'000) return std::nullopt;
  return is_negative ? -value : value;
}

std::optional<PlaceKind> parse_kind(std::string_view text) {
  if (text == "country") return PlaceKind::Country;
  if (text == "region") return PlaceKind::Region;
  if (text == "district") return PlaceKind::District;
  if (text == "city") return PlaceKind::City;
  return std::nullopt;
}

std::string_view cell_of(const Table& table, std::size_t row, std::string_view column) {
  const auto position = table.find_column(column);
  return position ? table.cell(row, *position) : std::string_view();
}

}  // namespace

Result<Gazetteer::OverlayPlace> Gazetteer::read_overlay_row(const Table& table,
                                                            std::size_t row) const {
  const auto refuse = [&](std::string_view message) {
    return fail(ErrorCode::BadInput, fmt::format("{}: {}", table.where(row), message));
  };
  OverlayPlace overlay{.name = std::string(cell_of(table, row, "name")), .place = {}};
  if (fold_name(overlay.name).empty()) return refuse("a place needs a name");
  Place& place = overlay.place;
  place.id = own_id(cell_of(table, row, "id"));
  const Country* country = find_country_by_alpha3(cell_of(table, row, "country"));
  if (country == nullptr) return refuse("country is no alpha-3 code: write it like KAZ");
  place.country = country->alpha3;
  const auto kind = parse_kind(cell_of(table, row, "kind"));
  if (!kind) return refuse("kind is none of region, district, city");
  place.kind = *kind;
  const std::string_view latitude = cell_of(table, row, "latitude");
  if (latitude.empty()) {
    std::string_view asked = cell_of(table, row, "seat");
    if (asked.empty()) asked = cell_of(table, row, "geonames");
    if (asked.empty()) asked = overlay.name;
    const auto known = resolve(asked, place.country);
    if (!known || known->country != place.country) {
      return refuse("no place of that name is known: fill latitude and longitude");
    }
    place.latitude_e5 = known->latitude_e5;
    place.longitude_e5 = known->longitude_e5;
    place.population = known->population;
    if (cell_of(table, row, "seat").empty()) place.id = known->id;
  } else {
    const auto north = parse_degrees(latitude, 90);
    const auto east = parse_degrees(cell_of(table, row, "longitude"), 180);
    if (!north || !east) return refuse("latitude or longitude is no number: write it like 51.67");
    place.latitude_e5 = *north;
    place.longitude_e5 = *east;
  }
  const std::string_view population = cell_of(table, row, "population");
  const auto parsed =
      std::from_chars(population.data(), population.data() + population.size(), place.population);
  if (!population.empty() && parsed.ptr != population.data() + population.size()) {
    return refuse("population is no number");
  }
  return overlay;
}

Result<void> Gazetteer::add_overlay(const Table& table) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (!table.is_overlay(row)) continue;
    TRY(OverlayPlace overlay, read_overlay_row(table, row));
    overlay_places_.push_back(std::make_unique<OverlayPlace>(std::move(overlay)));
    OverlayPlace& owned = *overlay_places_.back();
    owned.place.name = owned.name;
    for (const char* column : kNameColumns) {
      std::string_view cell = cell_of(table, row, column);
      while (!cell.empty()) {
        const std::size_t end = std::min(cell.find(';'), cell.size());
        const std::string key = fold_name(trim(cell.substr(0, end)));
        cell.remove_prefix(std::min(end + 1, cell.size()));
        auto& places = overlay_names_[key];
        const bool is_new = std::find(places.begin(), places.end(), &owned) == places.end();
        if (!key.empty() && is_new) places.push_back(&owned);
      }
    }
  }
  overlay_names_.erase("");
  return {};
}

}  // namespace habeas
