// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/language.h"

#include <array>
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kLookedAtBytesMax = 16U << 10U;

struct LetterClue {
  char32_t letter;
  std::string_view language;
};

// Letters that one of two near languages has and the other lacks (the alphabets in law:
// Kazakh 1940 and 2021, Russian 1918, Ukrainian 1990, Belarusian 1918, Kyrgyz 1940).
constexpr std::array<LetterClue, 10> kClues{{{0x04D9, "kk"},
                                             {0x0493, "kk"},
                                             {0x049B, "kk"},
                                             {0x04B1, "kk"},
                                             {0x04BB, "kk"},
                                             {0x0457, "uk"},
                                             {0x0454, "uk"},
                                             {0x0491, "uk"},
                                             {0x045E, "be"},
                                             {0x044B, "ru"}}};

std::string_view cut_at_boundary(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  while (bytes_max > 0 && !is_boundary(text, bytes_max)) --bytes_max;
  return text.substr(0, bytes_max);
}

/// The language whose own letters stand in the text; "" if none do. Kazakh letters outrank ы,
/// which Kazakh has too.
std::string_view language_by_letters(std::string_view text) {
  std::string_view found;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = to_lower(next_character(text, offset));
    if (c < 0x400) continue;
    for (const LetterClue& clue : kClues) {
      if (clue.letter == c && (found.empty() || found == "ru")) found = clue.language;
    }
  }
  return found;
}

std::size_t count_letters(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    if (is_letter(next_character(text, offset))) ++letters;
  }
  return letters;
}

bool is_mostly_cyrillic(std::string_view text) {
  std::size_t letters = 0;
  std::size_t cyrillic = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = next_character(text, offset);
    if (!is_letter(c)) continue;
    ++letters;
    if (c >= 0x400 && c < 0x530) ++cyrillic;
  }
  return letters > 0 && cyrillic * 2 > letters;
}

}  // namespace

std::string detect_language(std::string_view text, std::string_view hint) {
  text = cut_at_boundary(text, kLookedAtBytesMax);
  if (count_letters(text) < 3) return std::string();
  if (is_mostly_cyrillic(text)) {
    const std::string_view by_letters = language_by_letters(text);
    if (!by_letters.empty() && by_letters != "ru") return std::string(by_letters);
  }
  CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const std::string hint_text(hint);
  if (!hint.empty()) hints.language_hint = CLD2::GetLanguageFromName(hint_text.c_str());
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool is_reliable = false;
  int valid_bytes = 0;
  const CLD2::Language language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      text.data(), static_cast<int>(text.size()), true, &hints, 0, languages.data(),
      percents.data(), scores.data(), nullptr, &text_bytes, &is_reliable, &valid_bytes);
  if (is_reliable && language != CLD2::UNKNOWN_LANGUAGE) return CLD2::LanguageCode(language);
  if (is_mostly_cyrillic(text)) return hint == "kk" || hint == "ru" ? hint_text : "ru";
  return hint_text;
}

}  // namespace habeas
