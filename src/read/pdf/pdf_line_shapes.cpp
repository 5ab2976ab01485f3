// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_line_shapes.h"

#include <algorithm>

#include "read/notes.h"
#include "text/utf8.h"

namespace habeas {
namespace {

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

bool is_closing(char32_t c) {
  return c == U'"' || c == U'\u201D' || c == U'\u2019' || c == U'\u00BB' || c == U')' ||
         c == U'\'' || (c >= 0x2070 && c <= 0x2079) || c == 0xB9 || c == 0xB2 || c == 0xB3;
}

bool is_opening(char32_t c) {
  return c == U'"' || c == U'\u201C' || c == U'\u2018' || c == U'\u00AB' || c == U'(' ||
         c == U'[' || c == U'\'';
}

char32_t first_character(std::string_view words) {
  char32_t c = 0;
  for (std::size_t at = 0; at < words.size();) {
    c = next_character(words, at);
    if (!is_opening(c)) return c;
  }
  return c;
}

// The last character that closes nothing.
char32_t last_character(std::string_view words) {
  char32_t c = 0;
  for (std::size_t at = words.size(); at > 0;) {
    c = previous_character(words, at);
    if (!is_closing(c)) return c;
  }
  return c;
}

bool reads_left(const PdfLine& line) {
  const Script script = script_of(first_character(line.text));
  return script == Script::Arabic || script == Script::Hebrew;
}

}  // namespace

bool ends_sentence(std::string_view words) {
  const char32_t c = last_character(words);
  return c == U'.' || c == U'!' || c == U'?' || c == U':' || c == U';' || c == U'\u2026' ||
         c == U'\u061F' || c == U'\u06D4';
}

bool begins_sentence(std::string_view words) { return !is_lower(first_character(words)); }

bool ends_in_hyphen(std::string_view words) {
  if (words.empty()) return false;
  std::size_t at = words.size();
  const char32_t last = previous_character(words, at);
  if (last != U'-' && last != U'\u00AD' && last != U'\u2010') return false;
  return at > 0 && is_letter(previous_character(words, at));
}

bool goes_on(std::string_view a, std::string_view b) {
  if (ends_sentence(a)) return false;
  return ends_in_hyphen(a) || !begins_sentence(b) || (!a.empty() && a.back() == ',');
}

bool has_letters(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    if (is_letter(next_character(words, at))) return true;
  }
  return false;
}

bool begins_list_entry(std::string_view words) {
  std::size_t at = 0;
  if (words.size() < 3) return false;
  const char32_t first = next_character(words, at);
  constexpr std::u32string_view kBullets =
      U"\u2022\u25AA\u25E6\u25CF\u25A0\u25CB\u2023\u27A2\u00B7";
  if (kBullets.find(first) != kBullets.npos) return true;
  const bool space = words[at] == ' ';
  if (space && (first == U'-' || first == U'\u2013' || first == U'\u2014' || first == U'*')) {
    return true;
  }
  std::size_t digits = 0;
  while (digits < words.size() && digits < 3 && is_ascii_digit(words[digits])) ++digits;
  if (digits == 0)
    return is_letter(first) && words[at] == ')' && words.size() > at + 1 && words[at + 1] == ' ';
  if (digits + 1 >= words.size() || words[digits + 1] != ' ') return false;
  if (words[digits] == ')') return true;
  // "12. May" is a day in the middle of a sentence more often than an entry.
  return words[digits] == '.' && begins_sentence(words.substr(digits + 2)) && digits < 3;
}

std::string note_begin(const PdfLine& line) {
  if (!line.raised.empty() && line.raised.front().begin == 0) return line.raised.front().address;
  if (const std::string label = note_label(line.text); !label.empty()) return label;
  std::size_t digits = 0;
  const std::string& text = line.text;
  while (digits < text.size() && is_ascii_digit(text[digits])) ++digits;
  const bool is_label = digits > 0 && digits <= 3 && digits + 2 < text.size() &&
                        text[digits] == ' ' && begins_sentence(text.substr(digits + 1));
  return is_label ? text.substr(0, digits) : "";
}

double lead(const PdfLine& line) {
  return reads_left(line) ? line.region_right - line.box.right : line.box.left - line.region_left;
}

double tail(const PdfLine& line) {
  return reads_left(line) ? line.box.left - line.region_left : line.region_right - line.box.right;
}

double first_word_width(const PdfLine& line) {
  const std::size_t end = std::min(line.text.find(' '), line.text.size());
  const double share = static_cast<double>(end) / static_cast<double>(line.text.size());
  return share * width(line.box) + 0.3 * line.size;
}

}  // namespace habeas
