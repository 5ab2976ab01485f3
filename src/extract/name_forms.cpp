// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/name_forms.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kNameWordCharactersMax = 40;

std::u32string characters_of(std::string_view word) {
  std::u32string characters;
  for (std::size_t offset = 0; offset < word.size();) {
    characters.push_back(next_character(word, offset));
  }
  return characters;
}

bool is_cyrillic(std::u32string_view word) {
  return !word.empty() && script_of(word.front()) == Script::Cyrillic;
}

// Longest first: what a case adds to a Russian or Kazakh name.
constexpr std::array<std::u32string_view, 21> kCaseEndings{
    U"ого", U"ому", U"тың", U"тің", U"ның", U"нің", U"дың", U"дің", U"ой", U"ым", U"ом", U"ем",
    U"ға", U"қа", U"ні", U"ті", U"ді", U"а", U"у", U"е", U"ю"};

std::u32string_view stem_of(std::u32string_view word) {
  for (const std::u32string_view ending : kCaseEndings) {
    if (word.size() >= ending.size() + 3 && word.ends_with(ending)) {
      return word.substr(0, word.size() - ending.size());
    }
  }
  return word;
}

// Levenshtein distance, at most `limit` + 1.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t diagonal = row[0];
    row[0] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[i];
      row[i] = std::min({row[i] + 1, row[i - 1] + 1, changed});
    }
  }
  return row[a.size()];
}

// The consonants of a Latin word, doubled ones once: nabil and nabeel are both "nbl".
std::u32string skeleton_of(std::u32string_view word) {
  std::u32string consonants;
  for (const char32_t c : word) {
    const bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
    if (!vowel && (consonants.empty() || consonants.back() != c)) consonants.push_back(c);
  }
  return consonants;
}

bool is_shortened_family(std::u32string_view brief, std::u32string_view full) {
  if (brief.size() < 4 || !full.starts_with(brief)) return false;
  const std::u32string_view rest = full.substr(brief.size());
  return rest == U"ov" || rest == U"ova" || rest == U"ev" || rest == U"eva" || rest == U"ов" ||
         rest == U"ова" || rest == U"ев" || rest == U"ева";
}

// An initial stands for a word only beside another word that agrees.
bool is_same_long_word(const std::string& a, const std::string& b) {
  return a.size() > 1 && b.size() > 1 && is_same_name_word(a, b);
}

bool is_part_of(const NameParts& brief, const NameParts& full) {
  return std::all_of(brief.begin(), brief.end(), [&](const std::string& word) {
    return std::any_of(full.begin(), full.end(),
                       [&](const std::string& other) { return is_same_name_word(word, other); });
  });
}

}  // namespace

std::string without_possessive(std::string_view folded) {
  if (folded.ends_with("'s")) folded.remove_suffix(2);
  while (folded.ends_with('\'') || folded.ends_with('.')) folded.remove_suffix(1);
  return std::string(folded);
}

std::string name_key(const std::string& folded) {
  const std::u32string word = characters_of(folded);
  if (!is_cyrillic(word)) return folded;
  std::string key;
  for (const char32_t c : stem_of(word)) append_utf8(key, c);
  return key;
}

NameParts name_parts(std::string_view printed) {
  NameParts parts;
  const std::string folded = fold(printed);
  std::size_t begin = 0;
  while (begin < folded.size()) {
    const std::size_t end = std::min(folded.find_first_of(" -", begin), folded.size());
    std::string part = without_possessive(std::string_view(folded).substr(begin, end - begin));
    if (!part.empty()) parts.push_back(std::move(part));
    begin = end + 1;
  }
  return parts;
}

bool is_same_name_word(const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (a.size() > kNameWordCharactersMax * 4 || b.size() > kNameWordCharactersMax * 4) return false;
  const std::u32string one = characters_of(a);
  const std::u32string two = characters_of(b);
  if (one.empty() || two.empty() || one.front() != two.front()) return false;
  if (one.size() == 1 || two.size() == 1) return true;
  if (is_cyrillic(one) && stem_of(one) == stem_of(two)) return true;
  if (is_shortened_family(one, two) || is_shortened_family(two, one)) return true;
  const std::size_t shorter = std::min(one.size(), two.size());
  if (shorter < 5) return false;
  constexpr std::size_t kTellingConsonants = 3;
  const std::u32string skeleton = skeleton_of(one);
  if (skeleton.size() >= kTellingConsonants && skeleton == skeleton_of(two)) return true;
  const std::size_t limit = shorter >= 8 ? 2 : 1;
  return edit_distance(one, two, limit) <= limit;
}

NameAgreement compare_names(const NameParts& a, const NameParts& b) {
  const NameParts& brief = a.size() <= b.size() ? a : b;
  const NameParts& full = a.size() <= b.size() ? b : a;
  if (brief.empty()) return NameAgreement::None;
  if (brief.size() == 1) {
    if (brief.front().size() < 2) return NameAgreement::None;
    const bool agrees = std::any_of(full.begin(), full.end(), [&](const std::string& word) {
      return is_same_long_word(brief.front(), word);
    });
    if (!agrees) return NameAgreement::None;
    return full.size() == 1 ? NameAgreement::Full : NameAgreement::Word;
  }
  return is_part_of(brief, full) ? NameAgreement::Full : NameAgreement::None;
}

namespace {

struct Ending {
  std::string_view oblique;
  std::string_view nominative;
};

// Of family names of men, and of women, after what stays.
constexpr std::array<Ending, 12> kMaleFamily{{{"ова", "ов"}, {"ева", "ев"}, {"ину", "ин"},
                                              {"ову", "ов"}, {"еву", "ев"}, {"овым", "ов"},
                                              {"евым", "ев"}, {"ина", "ин"}, {"ского", "ский"},
                                              {"скому", "ский"}, {"ове", "ов"}, {"еве", "ев"}}};
constexpr std::array<Ending, 3> kFemaleFamily{{{"овой", "ова"}, {"евой", "ева"},
                                               {"ской", "ская"}}};
constexpr std::array<Ending, 8> kFemaleGiven{{{"ии", "ия"}, {"ьи", "ья"}, {"ией", "ия"},
                                              {"ьей", "ья"}, {"ой", "а"}, {"ей", "я"},
                                              {"ы", "а"}, {"е", "а"}}};

bool replace_ending(std::string& word, Ending ending) {
  if (!word.ends_with(ending.oblique) || word.size() < ending.oblique.size() + 4) return false;
  word.replace(word.size() - ending.oblique.size(), std::string::npos, ending.nominative);
  return true;
}

bool ends_in(std::string_view word, std::string_view ending) { return word.ends_with(ending); }

/// Given name and patronymic, each word by itself: "Алии Маратовны" -> "Алия Маратовна".
std::string to_nominative_of_woman(std::string_view given) {
  std::string words;
  while (!given.empty()) {
    const std::size_t end = std::min(given.find(' '), given.size());
    std::string word(given.substr(0, end));
    given.remove_prefix(std::min(end + 1, given.size()));
    for (const Ending& ending : kFemaleGiven) {
      if (replace_ending(word, ending)) break;
    }
    if (!words.empty()) words += ' ';
    words += word;
  }
  return words;
}

}  // namespace

bool is_without_ending(const NameParts& bare, const NameParts& other) {
  if (bare.size() != other.size() || bare == other) return false;
  for (std::size_t i = 0; i < bare.size(); ++i) {
    if (!is_cyrillic(characters_of(bare[i])) || bare[i].size() > other[i].size()) return false;
    if (name_key(bare[i]) != name_key(other[i])) return false;
  }
  return true;
}

std::string to_nominative(std::string_view printed, bool is_object) {
  const std::string name = squash(printed);
  const std::size_t gap = name.rfind(' ');
  if (gap == std::string::npos || !is_cyrillic(characters_of(name))) return name;
  std::string given = name.substr(0, gap);
  std::string family = name.substr(gap + 1);
  for (const Ending& ending : kFemaleFamily) {
    if (!replace_ending(family, ending)) continue;
    return to_nominative_of_woman(given) + ' ' + family;
  }
  const bool oblique_given = ends_in(given, "у") || ends_in(given, "ом") || ends_in(given, "а");
  if (!oblique_given || (ends_in(given, "а") && !is_object)) return name;
  if (family.size() < 6) return name;
  bool changed = std::any_of(kMaleFamily.begin(), kMaleFamily.end(), [&](const Ending& ending) {
    return replace_ending(family, ending);
  });
  if (!changed && (ends_in(family, "а") || ends_in(family, "у"))) {
    family.erase(family.size() - 2);
    changed = true;
  }
  if (!changed) return name;
  given.erase(given.size() - std::min<std::size_t>(given.size(), ends_in(given, "ом") ? 4 : 2));
  return given + ' ' + family;
}

}  // namespace habeas
