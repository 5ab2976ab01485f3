// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_characters.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "text/utf8.h"

namespace habeas {
namespace {

// Letters that stand in Unicode only because fonts have such shapes.
bool is_shape(char32_t c) { return (c >= 0xFB00 && c <= 0xFDFB) || (c >= 0xFE70 && c <= 0xFEFC); }

void append_letters(std::string& text, char32_t shape) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const normalizer = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString letters;
  if (U_SUCCESS(status)) {
    letters = normalizer->normalize(icu::UnicodeString(static_cast<UChar32>(shape)), status);
  }
  if (U_FAILURE(status) || letters.isEmpty()) return append_utf8(text, shape);
  letters.toUTF8String(text);
}

// Symbol and Wingdings paint their bullets from the private area of Unicode.
bool is_private_bullet(char32_t c) {
  return c == 0xF0B7 || c == 0xF0A7 || c == 0xF0D8 || c == 0xF0FC || c == 0xF076 || c == 0xF06E;
}

void append_character(std::string& text, char32_t c) {
  if (c < 0x80 && c > 0x20 && c != 0x7F) {
    text += static_cast<char>(c);
  } else if (is_white_space(c) || c == 0) {
    text += ' ';
  } else if (is_shape(c)) {
    append_letters(text, c);
  } else if (is_private_bullet(c)) {
    append_utf8(text, 0x2022);
  } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xE000 && c < 0xF900) || c >= 0xF0000) {
    append_utf8(text, kReplacement);
  } else {
    append_utf8(text, c);
  }
}

}  // namespace

std::string pdf_characters(const std::uint32_t* unicode, int length) {
  std::string text;
  for (int i = 0; unicode != nullptr && i < length; ++i) append_character(text, unicode[i]);
  if (text.empty()) append_utf8(text, kReplacement);
  const std::string_view words = trim(text);
  return words.empty() ? " " : std::string(words);
}

std::string pdf_words(std::string_view words) {
  std::string text;
  for (std::size_t at = 0; at < words.size();) append_character(text, next_character(words, at));
  return squash(text);
}

}  // namespace habeas
