// SPDX-License-Identifier: AGPL-3.0-or-later
#include "know/gazetteer.h"

#include <algorithm>

#include "text/romanise.h"

namespace habeas {
namespace {

constexpr std::size_t kIndexHeaderWords = 5;

bool is_code(std::string_view text) {
  return (text.size() == 2 || text.size() == 3) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// True if a byte of `text` begins a letter of U+0400 to U+04FF.
bool has_cyrillic(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xD0 && byte <= 0xD3;
  });
}

bool continues(std::string_view name, std::string_view begin) {
  return name.size() > begin.size() && name.starts_with(begin) && name[begin.size()] == ' ';
}

}  // namespace

std::size_t NameIndex::lower_bound(std::string_view wanted) const {
  std::size_t begin = 0;
  std::size_t count = count_;
  while (count > 0) {
    const std::size_t half = count / 2;
    if (key(begin + half) < wanted) {
      begin += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return begin;
}

std::span<const std::uint32_t> NameIndex::find(std::string_view wanted) const {
  const std::size_t position = lower_bound(wanted);
  if (position == count_ || key(position) != wanted) return {};
  return postings(position);
}

Gazetteer::Gazetteer(const Blob& blob) {
  const std::uint32_t* header = blob.words(blob.gazetteer_offset());
  strings_ = blob.bytes().data() + header[0];
  places_ = {reinterpret_cast<const PlaceRecord*>(blob.words(header[2])), header[1]};
  const std::span countries(reinterpret_cast<const CountryRecord*>(blob.words(header[4])),
                            header[3]);
  const auto string = [&](CountryRecord::Text text) {
    return std::string_view(strings_ + text.offset, text.bytes);
  };
  for (const CountryRecord& record : countries) {
    countries_.push_back({.alpha3 = string(record.alpha3),
                          .alpha2 = string(record.alpha2),
                          .name = string(record.name),
                          .capital = string(record.capital),
                          .latitude_e5 = record.latitude_e5,
                          .longitude_e5 = record.longitude_e5,
                          .population = record.population});
  }
  names_ = NameIndex(blob, header + 5);
  country_names_ = NameIndex(blob, header + 5 + kIndexHeaderWords);
  adjectives_ = NameIndex(blob, header + 5 + 2 * kIndexHeaderWords);
}

Place Gazetteer::make_place(std::uint32_t posting) const {
  const PlaceRecord& record = places_[posting & kPostingPosition];
  return {.name = {strings_ + record.name_offset, record.name_bytes},
          .country = countries_[record.country].alpha3,
          .kind = static_cast<PlaceKind>(record.kind & ~kRoughPosition),
          .latitude_e5 = record.latitude_e5,
          .longitude_e5 = record.longitude_e5,
          .population = record.population,
          .id = record.id,
          .needs_context = (posting & kPostingNeedsContext) != 0,
          .has_rough_position = (record.kind & kRoughPosition) != 0,
          .is_inflected = (posting & kPostingInflected) != 0};
}

bool Gazetteer::is_replaced(const Place& place, std::span<const Place> found) const {
  if (overlay_places_.empty()) return false;
  const auto is_same = [&](const Place& other) { return other.id == place.id; };
  if (std::any_of(found.begin(), found.end(), is_same)) return true;
  // A row of ours is replaced with all its names; a place of GeoNames keeps those it had.
  return place.id >= kOwnIdsBegin &&
         std::any_of(overlay_places_.begin(), overlay_places_.end(),
                     [&](const auto& overlay) { return is_same(overlay->place); });
}

std::vector<Place> Gazetteer::find_places(std::string_view name) const {
  if (name.size() > kPlaceNameBytesMax) return {};
  const std::string key = fold_name(name);
  if (key.empty()) return {};
  std::vector<Place> found;
  const auto overlay = overlay_names_.find(key);
  if (overlay != overlay_names_.end()) {
    for (const OverlayPlace* each : overlay->second) found.push_back(each->place);
  }
  const bool is_cyrillic = has_cyrillic(name);
  std::vector<Place> last;
  for (const std::uint32_t posting : names_.find(key)) {
    const Place place = make_place(posting);
    if (place.is_inflected && !is_cyrillic) continue;
    if (is_replaced(place, found)) continue;
    const bool is_last = !is_cyrillic && (posting & kPostingCyrillic) != 0;
    (is_last ? last : found).push_back(place);
  }
  if (overlay != overlay_names_.end()) {
    std::stable_sort(found.begin(), found.end(), [](const Place& a, const Place& b) {
      if (a.is_inflected != b.is_inflected) return b.is_inflected;
      return a.population != b.population ? a.population > b.population : a.id < b.id;
    });
  }
  found.insert(found.end(), last.begin(), last.end());
  if (found.size() > kPlacesFoundMax) found.resize(kPlacesFoundMax);
  return found;
}

bool Gazetteer::is_known(std::string_view key) const {
  return overlay_names_.contains(key) || !names_.find(key).empty();
}

bool Gazetteer::begins_a_name(std::string_view key) const {
  // A space sorts before every letter and digit, so longer names follow their beginning.
  std::string begin(key);
  begin += ' ';
  const std::size_t position = names_.lower_bound(begin);
  if (position < names_.size() && continues(names_.key(position), key)) return true;
  const auto overlay = overlay_names_.lower_bound(begin);
  return overlay != overlay_names_.end() && continues(overlay->first, key);
}

std::size_t Gazetteer::longest_match(std::span<const std::string_view> folded_words) const {
  std::string key;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < std::min(folded_words.size(), kPlaceWordsMax); ++i) {
    if (folded_words[i].empty() || key.size() + folded_words[i].size() > kPlaceNameBytesMax) break;
    if (i > 0) key += ' ';
    key += folded_words[i];
    if (is_known(key)) longest = i + 1;
    if (!begins_a_name(key)) break;
  }
  return longest;
}

std::optional<Place> Gazetteer::resolve(std::string_view name,
                                        std::string_view country_hint) const {
  const std::vector<Place> found = find_places(name);
  if (found.empty()) return std::nullopt;
  const auto in_country = std::find_if(found.begin(), found.end(), [&](const Place& place) {
    return place.country == country_hint && place.kind != PlaceKind::Country;
  });
  return in_country != found.end() ? *in_country : found.front();
}

const Country* Gazetteer::find_country_by_alpha3(std::string_view alpha3) const {
  const auto place = std::lower_bound(
      countries_.begin(), countries_.end(), alpha3,
      [](const Country& country, std::string_view code) { return country.alpha3 < code; });
  return place != countries_.end() && place->alpha3 == alpha3 ? &*place : nullptr;
}

const Country* Gazetteer::find_country(std::string_view name_or_code) const {
  if (is_code(name_or_code)) {
    for (const Country& country : countries_) {
      if (country.alpha3 == name_or_code || country.alpha2 == name_or_code) return &country;
    }
  }
  const auto found = countries_under(country_names_, name_or_code);
  return found.empty() ? nullptr : found.front();
}

std::vector<const Country*> Gazetteer::countries_under(const NameIndex& index,
                                                       std::string_view name) const {
  std::vector<const Country*> found;
  if (name.size() > kPlaceNameBytesMax) return found;
  const bool is_cyrillic = has_cyrillic(name);
  for (const std::uint32_t posting : index.find(fold_name(name))) {
    if (!is_cyrillic && (posting & kPostingCyrillic) != 0) continue;
    found.push_back(&countries_[posting & kPostingPosition]);
  }
  return found;
}

std::vector<const Country*> Gazetteer::find_countries_of_adjective(std::string_view word) const {
  return countries_under(adjectives_, word);
}

const Country* Gazetteer::find_country_of_adjective(std::string_view word) const {
  const auto found = find_countries_of_adjective(word);
  return found.empty() ? nullptr : found.front();
}

}  // namespace habeas
