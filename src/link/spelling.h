// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "know/tables.h"

namespace habeas {

/// A row of tables/spelling; its README tells the kinds.
struct SpellingRow {
  std::string kind;
  std::string from;
  std::string to;
};
std::vector<SpellingRow> spelling_rows(const Tables& tables);

/// How words of names are compared: what they sound like, and what may be missing from them.
/// Words come in folded (`fold_name`, one word). Immutable; made once for many names.
class Spelling {
 public:
  /// `frequent` holds folded words that tell nobody apart.
  explicit Spelling(std::span<const SpellingRow> rows,
                    std::span<const std::string> frequent = {});
  explicit Spelling(const Tables& tables);

  /// The word in sounds: one letter each, `S` sh, `C` ch, `J` zh; no sound twice in a row.
  /// "bokayev" and "boqaev" -> "bokaev".
  std::string sound_of(std::string_view folded) const;
  /// `sound` without the ending of a family name, at least three sounds long; else all of it.
  std::string_view without_ending(std::string_view sound) const;
  /// True if one is the other's form for a woman: "ivanov", "ivanova".
  bool is_feminine_pair(std::string_view sound, std::string_view other) const;
  bool is_patronymic(std::string_view sound) const;
  bool is_particle(std::string_view folded) const;
  /// "first", "second", "" if the word says nothing of the kind.
  std::string_view generation_of(std::string_view folded) const;
  bool is_near(char a, char b) const;
  bool is_frequent(std::string_view sound) const { return frequent_.contains(sound); }
  /// The consonants of a sound word in six classes, at most eight: what candidates are looked up
  /// by. Vowels, `h` and surname endings do not count; "v" for a word without consonants.
  std::string skeleton_of(std::string_view sound) const;

 private:
  struct Change {
    std::string from;
    std::string to;
  };

  std::array<std::vector<Change>, 128> sounds_;  // by first letter, longest first
  std::vector<std::string> endings_;             // longest first
  std::vector<Change> feminine_;
  std::vector<std::string> patronymics_;
  std::set<std::string, std::less<>> particles_;
  std::map<std::string, std::string, std::less<>> generations_;
  std::set<std::pair<char, char>> near_;
  std::set<std::string, std::less<>> frequent_;
};

/// What it costs to write `a` as `b` (both in sounds): 100 for a consonant, 40 for a vowel in
/// place of another or two near sounds, 50 for a vowel and 30 for an `h` more or less. Over
/// `cost_max` any higher number. Words of up to kSoundsMax letters; longer ones are cut.
inline constexpr std::size_t kSoundsMax = 32;
int spelling_cost(const Spelling& spelling, std::string_view a, std::string_view b, int cost_max);

bool is_vowel(char sound);

}  // namespace habeas
