// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace habeas {

bool is_utf8(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    if (static_cast<unsigned char>(text[offset]) < 0x80) {
      ++offset;
      continue;
    }
    const std::size_t before = offset;
    if (next_character(text, offset) == kReplacement && offset - before != 3) return false;
  }
  return true;
}

bool is_boundary(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return offset == text.size();
  return (static_cast<unsigned char>(text[offset]) & 0xC0U) != 0x80U;
}

char32_t next_character(std::string_view text, std::size_t& offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  if (bytes[offset] < 0x80) return bytes[offset++];
  const std::size_t begin = offset;
  // U8_NEXT counts in 32 bits; a window of four bytes holds any character.
  const auto window = static_cast<std::int32_t>(std::min<std::size_t>(4, text.size() - begin));
  std::int32_t i = 0;
  UChar32 character = 0;
  U8_NEXT(bytes + begin, i, window, character);
  offset = begin + static_cast<std::size_t>(i);
  if (character < 0) return kReplacement;
  return static_cast<char32_t>(character);
}

char32_t previous_character(std::string_view text, std::size_t& offset) {
  std::size_t begin = offset - 1;
  while (begin > 0 && offset - begin < 4 && !is_boundary(text, begin)) --begin;
  std::size_t end = begin;
  const char32_t character = next_character(text, end);
  if (end == offset) {
    offset = begin;
    return character;
  }
  --offset;
  return kReplacement;
}

void append_utf8(std::string& text, char32_t character) {
  if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) {
    character = kReplacement;
  }
  std::uint8_t bytes[4];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(character));
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::string to_utf8(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  std::size_t offset = 0;
  while (offset < bytes.size()) {
    const std::size_t begin = offset;
    const char32_t character = next_character(bytes, offset);
    if (character == kReplacement) {
      append_utf8(text, kReplacement);
    } else {
      text.append(bytes.substr(begin, offset - begin));
    }
  }
  return text;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
  }
  return count;
}

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }
bool is_white_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

bool is_upper(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) != 0 || u_istitle(static_cast<UChar32>(c)) != 0;
}

bool is_mark(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK;
}

bool is_invisible(char32_t c) {
  if (c >= 0xFE00 && c <= 0xFE0F) return true;
  return u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR;
}

char32_t to_lower(char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); }

char32_t to_upper(char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); }

Script script_of(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(character), &status)) {
    case USCRIPT_LATIN:
      return Script::Latin;
    case USCRIPT_CYRILLIC:
      return Script::Cyrillic;
    case USCRIPT_ARABIC:
      return Script::Arabic;
    case USCRIPT_GREEK:
      return Script::Greek;
    case USCRIPT_HEBREW:
      return Script::Hebrew;
    case USCRIPT_GEORGIAN:
      return Script::Georgian;
    case USCRIPT_ARMENIAN:
      return Script::Armenian;
    case USCRIPT_HAN:
      return Script::Han;
    default:
      return Script::Other;
  }
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!is_white_space(next_character(text, next))) break;
    begin = next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t previous = end;
    if (!is_white_space(previous_character(text, previous))) break;
    end = previous;
  }
  return text.substr(begin, end - begin);
}

std::string squash(std::string_view text) {
  std::string squashed;
  squashed.reserve(text.size());
  bool pending = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    if (is_white_space(next_character(text, offset))) {
      pending = !squashed.empty();
      continue;
    }
    if (pending) squashed += ' ';
    pending = false;
    squashed.append(text.substr(begin, offset - begin));
  }
  return squashed;
}

}  // namespace habeas
