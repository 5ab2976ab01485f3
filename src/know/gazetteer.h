// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "know/blob.h"
#include "know/gazetteer_layout.h"
#include "know/table.h"

namespace habeas {

enum class PlaceKind : std::uint8_t { Country, Region, District, City };

/// A place as the gazetteer has it. A view: lives as long as the Tables it came from.
struct Place {
  std::string_view name;     ///< the one to show, in English
  std::string_view country;  ///< ISO 3166-1 alpha-3; XKX is Kosovo
  PlaceKind kind = PlaceKind::City;
  std::int32_t latitude_e5 = 0;  ///< degrees times 100,000
  std::int32_t longitude_e5 = 0;
  std::uint32_t population = 0;  ///< 0 if not known
  std::uint32_t id = 0;          ///< GeoNames id, or from 2^31 on one of our own; lasting
  /// What was asked for is also an ordinary word or a given name ("Nice", "Victoria"), or the
  /// place has under 100,000 people and is no capital, no seat of a region and no row of
  /// tables/places: take it for a place only where the words around it say so.
  bool needs_context = false;
  /// The position is that of its country, because its own is not known: no distance is computed
  /// from it and no map shows it.
  bool has_rough_position = false;
  /// What was asked for is a case form of the name ("Атырауской области", "Алматыда").
  bool is_inflected = false;

  friend bool operator==(const Place&, const Place&) = default;
};

struct Country {
  std::string_view alpha3;
  std::string_view alpha2;
  std::string_view name;     ///< the one to show, in English
  std::string_view capital;  ///< may be empty
  std::int32_t latitude_e5 = 0;  ///< a point in its largest part
  std::int32_t longitude_e5 = 0;
  std::uint32_t population = 0;  ///< of its towns together: for ranking only
};

/// Place ids from here on are of rows of ours, those below are of GeoNames.
inline constexpr std::uint32_t kOwnIdsBegin = 0x80000000;

inline constexpr std::size_t kPlacesFoundMax = 64;
inline constexpr std::size_t kPlaceWordsMax = 8;
inline constexpr std::size_t kPlaceNameBytesMax = 200;

/// 135,000 places of GeoNames (CC BY 4.0), and ours: countries, regions, other names and other
/// scripts. Names are compared folded (text/romanise.h, `fold_name`): case, marks, hyphens,
/// apostrophes and Cyrillic do not matter. Cut off an English "'s" before asking.
///
/// Read in place out of the executable; immutable, for any number of threads.
class Gazetteer {
 public:
  /// Places of that name: exact names before inflected ones, then the most populous first; at
  /// most kPlacesFoundMax. Ask with the printed words: case forms are found only if `name` is in
  /// Cyrillic ("Лиме" is Lima, "lime" is not), and asked in Latin letters, what has that name only
  /// in Cyrillic comes last ("Tunis" is the city, "Тунис" the country too).
  std::vector<Place> find_places(std::string_view name) const;

  /// How many of `folded_words` the longest known name takes that starts at the first of them;
  /// 0 if there is none. Each word is `fold_name` of a token (it may hold spaces: "ust
  /// kamenogorsk"); an empty one ends the search, and no name is longer than kPlaceWordsMax.
  /// Case forms match too: `find_places` of the printed words then decides.
  std::size_t longest_match(std::span<const std::string_view> folded_words) const;

  /// The likeliest place of that name: in the hinted country (alpha-3, "" if none) if there is
  /// one, else the first of `find_places`. Regions and cities of the hinted country come before
  /// a country of that name ("Georgia" in USA).
  std::optional<Place> resolve(std::string_view name, std::string_view country_hint) const;

  /// By name in any of our languages, inflected or not, or by code in capitals ("KZ", "KAZ").
  const Country* find_country(std::string_view name_or_code) const;
  const Country* find_country_by_alpha3(std::string_view alpha3) const;
  /// "Kazakh", "Kazakhstani", "казахстанского", "kazajo" -> KAZ. The most populous country where
  /// a word serves two ("Congolese").
  const Country* find_country_of_adjective(std::string_view word) const;
  /// All of them, the most populous first.
  std::vector<const Country*> find_countries_of_adjective(std::string_view word) const;
  /// Sorted by alpha-3.
  std::span<const Country> countries() const { return countries_; }

 private:
  friend class Tables;

  /// A place out of an overlay of tables/places.
  struct OverlayPlace {
    std::string name;
    Place place;
  };
  using OverlayNames = std::map<std::string, std::vector<const OverlayPlace*>, std::less<>>;

  explicit Gazetteer(const Blob& blob);

  /// Adds the overlay rows of table `places`. Errors: BadInput, naming row and column.
  Result<void> add_overlay(const Table& table);
  Result<OverlayPlace> read_overlay_row(const Table& table, std::size_t row) const;
  std::vector<const Country*> countries_under(const NameIndex& index, std::string_view name) const;
  /// True if an overlay row stands for `place`, or if it is among `found` already.
  bool is_replaced(const Place& place, std::span<const Place> found) const;
  Place make_place(std::uint32_t posting) const;
  bool is_known(std::string_view key) const;
  bool begins_a_name(std::string_view key) const;

  const char* strings_ = nullptr;
  std::span<const PlaceRecord> places_;
  std::vector<Country> countries_;
  NameIndex names_;
  NameIndex country_names_;
  NameIndex adjectives_;
  std::vector<std::unique_ptr<OverlayPlace>> overlay_places_;
  OverlayNames overlay_names_;
};

}  // namespace habeas
