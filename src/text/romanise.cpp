// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/romanise.h"

#include <algorithm>
#include <span>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "text/fold.h"
#include "text/romanisation_rows.h"
#include "text/utf8.h"

namespace habeas {
namespace {

using Rows = std::span<const RomanisationRow>;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// A mark after its letter joined to it: "и" and a breve are the letter "й".
std::string compose(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) != 0) return std::string(text);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  std::string composed;
  normalizer->normalize(icu::UnicodeString::fromUTF8(piece), status).toUTF8String(composed);
  return composed;
}

/// The rows whose letters begin with `first`.
Rows rows_of(char32_t first) {
  const Rows all(kRomanisationRows);
  const auto begin = std::lower_bound(
      all.begin(), all.end(), first,
      [](const RomanisationRow& row, char32_t letter) { return row.letters.front() < letter; });
  auto end = begin;
  while (end != all.end() && end->letters.front() == first) ++end;
  return Rows(begin, end);
}

bool is_vowel(char32_t letter) {
  constexpr std::u32string_view kVowels = U"аеёиоуыэюяәөұүіїєўaeiouy";
  return kVowels.find(letter) != std::u32string_view::npos;
}

/// A word, in the letters it has and in lower case.
struct Word {
  std::vector<char32_t> printed;
  std::u32string lower;
};

RomanisationLanguage language_of(const Word& word) {
  const auto has_any = [&](std::u32string_view letters) {
    return word.lower.find_first_of(letters) != std::u32string::npos;
  };
  if (has_any(U"їєґ")) return RomanisationLanguage::Ukrainian;
  if (has_any(U"ў") && has_any(U"іы")) return RomanisationLanguage::Belarusian;
  return RomanisationLanguage::Any;
}

bool applies(const RomanisationRow& row, const Word& word, std::size_t position,
             RomanisationLanguage language) {
  if (row.language != RomanisationLanguage::Any && row.language != language) return false;
  if (word.lower.compare(position, row.letters.size(), row.letters) != 0) return false;
  switch (row.context) {
    case RomanisationContext::Any:
      return true;
    case RomanisationContext::Start:
      return position == 0;
    case RomanisationContext::End:
      return position + row.letters.size() == word.lower.size();
    case RomanisationContext::AfterVowel:
      return position > 0 && is_vowel(word.lower[position - 1]);
  }
  return false;
}

/// "Щ" is "Shch" in "Щербаков" and "SHCH" in "ЩЕРБАКОВ".
void append_latin(std::string& text, std::string_view latin, const Word& word, std::size_t position,
                  std::size_t count) {
  if (!is_upper(word.printed[position]) || latin.empty()) {
    text += latin;
    return;
  }
  const std::size_t next = position + count;
  const bool all_upper = next < word.printed.size()
                             ? is_upper(word.printed[next])
                             : position > 0 && is_upper(word.printed[position - 1]);
  for (std::size_t i = 0; i < latin.size(); ++i) {
    const char c = latin[i];
    const bool raise = (i == 0 || all_upper) && c >= 'a' && c <= 'z';
    text += raise ? static_cast<char>(c - 32) : c;
  }
}

void append_word(std::string& text, const Word& word) {
  const RomanisationLanguage language = language_of(word);
  for (std::size_t position = 0; position < word.lower.size();) {
    const Rows rows = rows_of(word.lower[position]);
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const RomanisationRow& each) {
      return applies(each, word, position, language);
    });
    if (row == rows.end()) {
      append_utf8(text, word.printed[position]);
      ++position;
      continue;
    }
    append_latin(text, row->latin, word, position, row->letters.size());
    position += row->letters.size();
  }
}

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02B9 || c == 0x02BA ||
         (c >= 0x02BB && c <= 0x02BF) || c == 0xB4 || c == '`' || c == 0x2032;
}

}  // namespace

std::string romanise(std::string_view utf8) {
  if (is_ascii(utf8)) return std::string(utf8);
  const std::string composed = compose(utf8);
  std::string romanised;
  romanised.reserve(composed.size());
  Word word;
  for (std::size_t offset = 0; offset < composed.size();) {
    const char32_t c = next_character(composed, offset);
    if (is_letter(c)) {
      word.printed.push_back(c);
      word.lower += to_lower(c);
      continue;
    }
    append_word(romanised, word);
    word = {};
    append_utf8(romanised, c);
  }
  append_word(romanised, word);
  return romanised;
}

std::string fold_name(std::string_view utf8) {
  std::string marked = romanise(utf8);
  std::string without_apostrophes;
  without_apostrophes.reserve(marked.size());
  for (std::size_t offset = 0; offset < marked.size();) {
    const std::size_t begin = offset;
    const char32_t c = next_character(marked, offset);
    if (!is_apostrophe(c)) without_apostrophes.append(marked, begin, offset - begin);
  }
  const std::string folded = fold(without_apostrophes);
  std::string key;
  key.reserve(folded.size());
  for (std::size_t offset = 0; offset < folded.size();) {
    const char32_t c = next_character(folded, offset);
    if (is_letter(c) || is_digit(c) || is_mark(c)) {
      append_utf8(key, c);
    } else if (!key.empty() && key.back() != ' ') {
      key += ' ';
    }
  }
  if (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

}  // namespace habeas
