// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <string_view>

namespace habeas {

/// A hash of a folded word (FNV-1a): the same on every machine. Computed once for each token, so
/// that the many sets of words a token is looked for in need not.
class WordHash {
 public:
  constexpr void add(char c) { hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 16777619U; }
  constexpr std::uint32_t finish() const { return hash_ ^ (hash_ >> 15U); }

 private:
  std::uint32_t hash_ = 2166136261U;
};

constexpr std::uint32_t hash_word(std::string_view folded) {
  WordHash hash;
  for (const char c : folded) hash.add(c);
  return hash.finish();
}

/// For maps by word that are looked up without a string of one's own.
struct WordMapHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const {
    return std::hash<std::string_view>{}(word);
  }
};

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
