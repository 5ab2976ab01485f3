// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "link/spelling.h"
#include "model/fact.h"

namespace habeas {

/// One word of a name, made ready for comparing.
struct NameWord {
  std::string folded;         ///< "haddad"
  std::string sound;          ///< "hadad"
  std::string glued;          ///< with the particles before it: "alhadad"
  bool is_initial = false;    ///< "A."
  bool is_family = false;     ///< told by the document, or the last of a Latin or Cyrillic name
  bool is_patronymic = false;
  bool is_bare = false;       ///< from a script that leaves vowels out: only consonants compare
  bool is_frequent = false;
  std::uint8_t written_words = 1;  ///< 2 where the other name writes two words for it
};

/// A name made ready for comparing: at most kNameWordsMax words; more are left out.
struct PreparedName {
  std::string printed;
  std::string folded;                ///< all words, as fold_name gives them
  std::vector<NameWord> words;
  std::string generation;            ///< "first", "second", "" if not said
  bool has_stated_family = false;
};
inline constexpr std::size_t kNameWordsMax = 8;
inline constexpr std::size_t kNameBytesMax = 512;  ///< longer names are cut

/// `family` as stated by the document, "" if it is not told which word that is.
PreparedName prepare_name(const Spelling& spelling, std::string_view name,
                          std::string_view family = {});

enum class NameRelation : std::uint8_t {
  Unlike,         ///< nothing in common that counts
  Contradiction,  ///< alike, and yet two people: other given name, other patronymic, father and son
  Partial,        ///< could be one: a surname alone, initials, many words of which some differ
  Same,           ///< two words or more agree and none speaks against it
};

/// How far two names are one person's. Symmetric; depends on the two names and tables only.
struct NameMatch {
  NameRelation relation = NameRelation::Unlike;
  std::int32_t score = 0;    ///< millionths
  bool is_frequent = false;  ///< every word that agrees is borne by many
  std::string words;         ///< why, in words: "one sound: Bokashev, Boqashev"
};

NameMatch match_names(const Spelling& spelling, const PreparedName& a, const PreparedName& b);

/// What is compared of a person: names in every spelling of the document, and sex.
struct PreparedPerson {
  PreparedName name;
  std::vector<PreparedName> other_names;  ///< at most kOtherNamesMax
  Sex sex = Sex::Unstated;
};
inline constexpr std::size_t kOtherNamesMax = 6;

PreparedPerson prepare_person(const Spelling& spelling, const PersonValue& person);

/// The best match of any spelling of one with any of the other. Two people of different stated sex
/// are one only if a full name is spelled the same.
NameMatch match_people(const Spelling& spelling, const PreparedPerson& a, const PreparedPerson& b);

}  // namespace habeas
