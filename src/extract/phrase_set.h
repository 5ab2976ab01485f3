// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "extract/scan.h"
#include "extract/word_filter.h"
#include "know/tables.h"

namespace habeas {

/// One phrase of a table: the row it came from and its folded words.
struct Phrase {
  std::uint32_t row = 0;
  std::vector<std::string> words;
};

/// Phrases of whole words, looked up by where they begin or end. For lists of words; patterns are
/// extract/token_pattern.h. Immutable; may be shared between threads.
class PhraseSet {
 public:
  /// Adds each of `phrases` (parted by `;`) as `row`.
  void add(std::string_view phrases, std::uint32_t row);

  /// The longest phrase that begins at token `at`; its words take as many tokens as it has words
  /// (a hyphen, a full stop are tokens). Nothing if there is none.
  const Phrase* longest_at(const ScannedPassage& passage, std::uint32_t at) const;
  /// The longest phrase that ends before token `end`.
  const Phrase* longest_before(const ScannedPassage& passage, std::uint32_t end) const;

  bool empty() const { return by_first_.empty(); }

 private:
  std::unordered_map<std::string, std::vector<Phrase>> by_first_;  // longest first
  std::unordered_map<std::string, std::vector<Phrase>> by_last_;
  WordFilter first_;
  WordFilter last_;
};

inline std::uint32_t size_of(const Phrase& phrase) {
  return static_cast<std::uint32_t>(phrase.words.size());
}

/// `word` without an English possessive ending: "atyrau's" -> "atyrau".
std::string_view without_possessive(std::string_view folded);

}  // namespace habeas
