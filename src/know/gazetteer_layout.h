// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "know/blob.h"

namespace habeas {

// How tools/tables/gazetteer.py lays the gazetteer out in the blob. All words are little-endian.

/// A place, 24 bytes. `name` counts from the strings of the section.
struct PlaceRecord {
  std::uint32_t name_offset;
  std::uint16_t name_bytes;
  std::uint8_t kind;     ///< PlaceKind, and kRoughPosition
  std::uint8_t country;  ///< position among the countries
  std::int32_t latitude_e5;
  std::int32_t longitude_e5;
  std::uint32_t population;
  std::uint32_t id;
};
static_assert(sizeof(PlaceRecord) == 24);

/// A country: offset and bytes of alpha-3, alpha-2, name and capital; then its centre and people.
struct CountryRecord {
  struct Text {
    std::uint32_t offset;
    std::uint32_t bytes;
  };
  Text alpha3;
  Text alpha2;
  Text name;
  Text capital;
  std::int32_t latitude_e5;
  std::int32_t longitude_e5;
  std::uint32_t population;
};
static_assert(sizeof(CountryRecord) == 44);

/// Set in the kind of a place whose position is its country's.
inline constexpr std::uint8_t kRoughPosition = 0x80;

/// Set in a posting: the position of a place or country is in the other bits.
inline constexpr std::uint32_t kPostingNeedsContext = 0x80000000;
inline constexpr std::uint32_t kPostingInflected = 0x40000000;
/// Romanised from a Cyrillic name: the key is no name in Latin letters ("Тунис" is Tunisia).
inline constexpr std::uint32_t kPostingCyrillic = 0x20000000;
inline constexpr std::uint32_t kPostingPosition = 0x1FFFFFFF;

/// Folded names in the order of their bytes, each with its postings: positions of records.
class NameIndex {
 public:
  NameIndex() = default;
  /// `header` is five words: number of keys, then the offsets of their text, of its bounds
  /// (keys + 1), of the bounds of the postings (keys + 1) and of the postings.
  NameIndex(const Blob& blob, const std::uint32_t* header)
      : count_(header[0]),
        text_(blob.bytes().data() + header[1]),
        bounds_(blob.words(header[2])),
        posting_bounds_(blob.words(header[3])),
        postings_(blob.words(header[4])) {}

  /// Position of the first key that is not less than `key`; size() if all are.
  std::size_t lower_bound(std::string_view key) const;
  std::size_t size() const { return count_; }
  std::string_view key(std::size_t position) const {
    return {text_ + bounds_[position], bounds_[position + 1] - bounds_[position]};
  }
  std::span<const std::uint32_t> postings(std::size_t position) const {
    return {postings_ + posting_bounds_[position],
            posting_bounds_[position + 1] - posting_bounds_[position]};
  }
  /// The postings of `key`, none if it is not there.
  std::span<const std::uint32_t> find(std::string_view key) const;

 private:
  std::size_t count_ = 0;
  const char* text_ = nullptr;
  const std::uint32_t* bounds_ = nullptr;
  const std::uint32_t* posting_bounds_ = nullptr;
  const std::uint32_t* postings_ = nullptr;
};

}  // namespace habeas
