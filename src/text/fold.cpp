// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/fold.h"

#include <optional>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "text/utf8.h"

namespace habeas {
namespace {

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

/// One ASCII character folded.
char fold_ascii(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + 32);
  if (c >= '\t' && c <= '\r') return ' ';
  return c == '"' || c == '`' ? '\'' : c;
}

/// A Latin-1 letter or sign by itself folded; 0 for what becomes more than one ASCII character.
char32_t fold_latin(char32_t c) {
  if (c == 0xA0) return ' ';
  if (c == 0xAB || c == 0xBB) return '\'';
  if (c < 0xC0) return 0;
  constexpr std::string_view kBases = "aaaaaa.ceeeeiiii.nooooo..uuuuy..";
  static_assert(kBases.size() == 32);
  const char base = kBases[(c - 0xC0) % kBases.size()];
  return base == '.' ? 0 : static_cast<char32_t>(base);
}

/// A letter of Russian or Kazakh by itself folded; 0 for the others of the block.
char32_t fold_cyrillic(char32_t c) {
  if (c >= 0x0430 && c <= 0x044F) return c;
  if (c >= 0x0410 && c <= 0x042F) return c + 0x20;
  if (c == 0x0401 || c == 0x0451) return 0x0435;
  if (c == 0x0406 || c == 0x0456) return 0x0456;
  switch (c & ~char32_t{1}) {  // a capital of these is even, its small letter follows it
    case 0x0492:
    case 0x049A:
    case 0x04A2:
    case 0x04AE:
    case 0x04B0:
    case 0x04BA:
    case 0x04D8:
    case 0x04E8:
      return c | 1U;
    default:
      return 0;
  }
}

/// `c` folded, if that is one character whatever stands beside it; 0 otherwise.
char32_t fold_alone(char32_t c) {
  if (c < 0x100) return fold_latin(c);
  if (c >= 0x0400 && c < 0x0500) return fold_cyrillic(c);
  if (c >= 0x2010 && c <= 0x2015) return '-';
  return c >= 0x2018 && c <= 0x201F ? '\'' : 0;
}

/// Nearly every word is made of characters that fold alone: no Unicode machinery for these, and
/// the same outcome. Nothing if `text` has others.
std::optional<std::string> fold_each(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) {
      c = static_cast<unsigned char>(fold_ascii(text[at++]));
    } else if (c = fold_alone(next_character(text, at)); c == 0) {
      return std::nullopt;
    }
    if (c == ' ' && !folded.empty() && folded.back() == ' ') continue;
    if (c < 0x80) {
      folded += static_cast<char>(c);
    } else {
      append_utf8(folded, c);
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
  if (auto folded = fold_each(text)) return *std::move(folded);
  UErrorCode status = U_ZERO_ERROR;
  const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* decompose = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status) != 0) return std::string(text);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  const icu::UnicodeString cased = casefold->normalize(icu::UnicodeString::fromUTF8(piece), status);
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
