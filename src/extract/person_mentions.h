// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extract/name_forms.h"
#include "extract/person_rules.h"
#include "extract/scan.h"

namespace habeas {

/// One place where a person is named.
struct NameMention {
  TokenPlace name;      ///< without title
  TokenPlace whole;     ///< with the title that stands before it
  std::string printed;  ///< the name's words, squashed, without possessive ending
  NameParts parts;
  std::string title;    ///< as printed: "Mr."
  Sex sex = Sex::Unstated;
  std::string role;     ///< "" where none stands with it
  std::string organisation;
  std::string home_place;
  std::string rule;     ///< "person.title", "person.role", ...
  bool closes_list = false;  ///< what stands behind it is said of the whole list before it
  std::int32_t confidence = 0;
  std::vector<std::string> other_names;  ///< aliases printed with it
};

/// Of two roles stated for one person the one that tells more: a profession before "defender",
/// that before "member".
std::string tell_more(const std::string& first, const std::string& second);

/// What stands in a passage besides people, and patterns that were run over it once.
struct PassageView {
  std::uint32_t position = 0;
  const ScannedPassage* passage = nullptr;
  const PersonLanguage* language = nullptr;
  bool bare_names = true;  ///< false: no words of its language are known to tell names from others
  std::vector<PatternMatch> titles;   ///< longest, in order
  std::vector<PatternMatch> roles;    ///< longest, in order
  std::vector<std::uint8_t> taken;    ///< [token] bits of `Taken`
  std::vector<ClassSpan> spans;       ///< organisations and places
};

enum Taken : std::uint8_t { kTakenByPlace = 1, kTakenByName = 2, kTakenByBody = 4 };

PassageView make_view(const Scan& scan, std::uint32_t position, const PersonRules& rules,
                      const FactDraft& draft);

/// Words that the document prints in lower case, and how often each capitalised pair stands.
struct DocumentWords {
  WordSet lower;
};
DocumentWords find_document_words(const Scan& scan);

/// People named with a title, after a role, or bare where the words around tell that a person
/// is meant; in text order. Marks their tokens in `view.taken`.
std::vector<NameMention> find_names(PassageView& view, const DocumentWords& words);

/// The words of the names of `people`, by name_key().
WordSet find_known_words(const std::vector<NameMention>& people);

/// Words of known names that stand alone: "Ospan said".
std::vector<NameMention> find_short_names(PassageView& view, const WordSet& known);

}  // namespace habeas
