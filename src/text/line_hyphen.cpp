// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/line_hyphen.h"

#include <algorithm>

#include "text/fold.h"
#include "text/hyphen_word_rows.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kWordBytesMax = 64;

bool is_row(HyphenWordKind kind, std::string_view word) {
  const std::string folded = fold(word);
  return std::any_of(
      std::begin(kHyphenWordRows), std::end(kHyphenWordRows),
      [&](const HyphenWordRow& row) { return row.kind == kind && row.word == folded; });
}

/// Past spaces and the one line end among them; nothing if there is none, or an empty line.
std::optional<std::size_t> next_line(std::string_view text, std::size_t at) {
  const auto skip = [&](std::string_view signs) {
    while (at < text.size() && signs.find(text[at]) != signs.npos) ++at;
  };
  skip(" \t\r");
  if (at >= text.size() || text[at] != '\n') return std::nullopt;
  ++at;
  skip(" \t");
  return at;
}

std::string_view word_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && end - begin < kWordBytesMax) {
    std::size_t at = begin;
    if (!is_letter(previous_character(text, at))) break;
    begin = at;
  }
  return text.substr(begin, end - begin);
}

std::string_view word_after(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && end - begin < kWordBytesMax) {
    std::size_t at = end;
    if (!is_letter(next_character(text, at))) break;
    end = at;
  }
  return text.substr(begin, end - begin);
}

bool is_spelled(std::string_view before, std::string_view after) {
  std::size_t at = 0;
  if (is_upper(next_character(after, at))) {
    // DETEN-TION in capitals; but Anne-Marie, and EU-Kazakhstan.
    const auto has_lower = [](std::string_view word) {
      for (std::size_t i = 0; i < word.size();) {
        if (is_lower(next_character(word, i))) return true;
      }
      return false;
    };
    return has_lower(before) || has_lower(after);
  }
  return is_row(HyphenWordKind::Before, before) || is_row(HyphenWordKind::After, after);
}

}  // namespace

std::optional<LineHyphen> find_line_hyphen(std::string_view text, std::size_t at) {
  // Asked for every sign of every text: most are told by one byte.
  const char byte = text[at];
  if (byte != '-' && byte != '\xC2' && byte != '\xE2') return std::nullopt;
  std::size_t end = at;
  const char32_t hyphen = next_character(text, end);
  if (hyphen != U'-' && hyphen != U'\u00AD' && hyphen != U'\u2010') return std::nullopt;
  std::size_t before = at;
  if (at == 0 || !is_letter(previous_character(text, before))) return std::nullopt;
  const auto next = next_line(text, end);
  if (!next || *next >= text.size()) return std::nullopt;
  const std::string_view after = word_after(text, *next);
  if (after.empty()) return std::nullopt;
  return LineHyphen{*next, hyphen != U'\u00AD' && is_spelled(word_before(text, at), after)};
}

}  // namespace habeas
