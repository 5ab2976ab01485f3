// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "text/utf8.h"

namespace habeas {
namespace {

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

bool is_dash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63;
}

bool is_quote(char32_t c) {
  return c == '\'' || c == '"' || c == '`' || c == 0xB4 || c == 0xAB || c == 0xBB ||
         (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A || c == 0x02BC || c == 0x02BB;
}

// Letters that Unicode decomposes although their alphabets count them as letters of their own.
bool keeps_its_mark(char32_t base, char32_t mark) {
  const bool short_i = (base == 0x0438 || base == 0x0443) && mark == 0x0306;
  const bool yi = base == 0x0456 && mark == 0x0308;
  return short_i || yi;
}

std::string fold_ascii(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (const char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      folded += ' ';
    } else if (c == '"' || c == '`') {
      folded += '\'';
    } else {
      folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  return folded;
}

std::string collapse_spaces(std::string_view text) {
  std::string collapsed;
  collapsed.reserve(text.size());
  for (const char c : text) {
    if (c == ' ' && !collapsed.empty() && collapsed.back() == ' ') continue;
    collapsed += c;
  }
  return collapsed;
}

}  // namespace

std::string fold(std::string_view text) {
  if (is_ascii(text)) return collapse_spaces(fold_ascii(text));
  UErrorCode status = U_ZERO_ERROR;
  const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* decompose = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status) != 0) return std::string(text);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  const icu::UnicodeString cased =
      casefold->normalize(icu::UnicodeString::fromUTF8(piece), status);
  const icu::UnicodeString apart = decompose->normalize(cased, status);
  std::string folded;
  folded.reserve(text.size());
  char32_t base = 0;
  for (std::int32_t i = 0; i < apart.length();) {
    const auto c = static_cast<char32_t>(apart.char32At(i));
    i = apart.moveIndex32(i, 1);
    if (is_mark(c)) {
      if (keeps_its_mark(base, c)) append_utf8(folded, c);
    } else if (is_dash(c)) {
      folded += '-';
    } else if (is_quote(c)) {
      folded += '\'';
    } else if (is_white_space(c)) {
      folded += ' ';
    } else if (!is_invisible(c)) {
      append_utf8(folded, c);
    }
    if (!is_mark(c)) base = c;
  }
  icu::UnicodeString composed = icu::UnicodeString::fromUTF8(folded);
  std::string result;
  icu::Normalizer2::getNFCInstance(status)->normalize(composed, status).toUTF8String(result);
  return collapse_spaces(result);
}


}  // namespace habeas
