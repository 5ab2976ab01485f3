// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>

namespace habeas {

/// A hash of a folded word (FNV-1a): the same on every machine. Computed once for each token, so
/// that the many sets of words a token is looked for in need not.
constexpr std::uint32_t hash_word(std::string_view folded) {
  std::uint32_t hash = 2166136261U;
  for (const char c : folded) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  return hash ^ (hash >> 15U);
}

/// Says quickly that a word is not in a set. What it lets through has to be looked up.
class WordFilter {
 public:
  void add(std::string_view folded) { bits_.set(hash_word(folded) % kBits); }
  bool may_have(std::uint32_t hash) const { return bits_.test(hash % kBits); }

 private:
  static constexpr std::size_t kBits = 1U << 14U;
  std::bitset<kBits> bits_;
};

}  // namespace habeas
