// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace habeas {

/// The folded words of a printed name without possessive ends: "Asan Bérik’s" -> {asan, berik}.
using NameParts = std::vector<std::string>;
NameParts name_parts(std::string_view printed);

/// `folded` without a possessive ending.
std::string without_possessive(std::string_view folded);

/// True if two words of names may be one word in another case, spelling or transliteration:
/// equal, one letter apart (two in long ones), an initial, Russian case endings, `-ov` dropped.
bool is_same_name_word(const std::string& a, const std::string& b);

/// What the forms of one word have in common: a Cyrillic word without its case ending, others
/// unchanged.
std::string name_key(const std::string& folded);

/// How two names of one document agree.
enum class NameAgreement {
  None,
  Word,  ///< one of them is a single word that the other has
  Full,  ///< two words or more agree and none disagrees
};
NameAgreement compare_names(const NameParts& a, const NameParts& b);

/// True if `bare` is the Cyrillic name `other` without case endings, word for word, and shorter.
bool is_without_ending(const NameParts& bare, const NameParts& other);

/// A Russian name in an oblique case as it stands in the nominative, as well as its endings tell:
/// "Асана Берикова" -> "Асан Бериков". `is_object` tells that it cannot be the subject here, which
/// decides between a man in the genitive and a woman. Other scripts come back unchanged.
std::string to_nominative(std::string_view printed, bool is_object);

}  // namespace habeas
