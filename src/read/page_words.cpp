// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/page_words.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

bool has_row(PageWordKind kind, std::string_view folded) {
  const auto* row = std::lower_bound(
      std::begin(kPageWordRows), std::end(kPageWordRows), folded,
      [](const PageWordRow& each, std::string_view word) { return each.word < word; });
  for (; row != std::end(kPageWordRows) && row->word == folded; ++row) {
    if (row->kind == kind) return true;
  }
  return false;
}

bool is_edge(char32_t character) {
  constexpr std::u32string_view kEdges = U"\u2026.[]'\u2192\u25B6\u00BB\u203A>|*\u2022-";
  return is_white_space(character) || kEdges.find(character) != std::u32string_view::npos;
}

bool is_negator(std::string_view part) {
  constexpr std::array<std::string_view, 8> kNegators{"no",      "not",    "has", "with",
                                                      "without", "sticky", "is",  "hide"};
  return std::find(kNegators.begin(), kNegators.end(), part) != kNegators.end();
}

constexpr std::string_view kBlanks = " \t\n\r\f";
constexpr std::size_t kNameBytesMax = 80;

std::uint32_t kinds_of(std::string_view word) {
  const auto* row = std::lower_bound(
      std::begin(kPageWordRows), std::end(kPageWordRows), word,
      [](const PageWordRow& each, std::string_view wanted) { return each.word < wanted; });
  std::uint32_t kinds = 0;
  for (; row != std::end(kPageWordRows) && row->word == word; ++row) {
    kinds |= 1U << static_cast<std::uint32_t>(row->kind);
  }
  return kinds;
}

bool is_upper_byte(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower_byte(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }

// The parts of `raw`, in lower case, with one '-' between them.
std::string join_name_parts(std::string_view raw) {
  std::string joined;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    const bool hump = is_upper_byte(c) && i > 0 && is_lower_byte(raw[i - 1]);
    const bool sign = c == '-' || c == '_' || c == ':' || c == '.' || c == '/';
    if ((hump || sign) && !joined.empty() && joined.back() != '-') joined += '-';
    if (!sign) joined += is_upper_byte(c) ? static_cast<char>(c + 32) : c;
  }
  if (!joined.empty() && joined.back() == '-') joined.pop_back();
  return joined;
}

std::string_view without_digits(std::string_view part) {
  std::size_t end = part.size();
  while (end > 1 && is_digit_byte(part[end - 1])) --end;
  return part.substr(0, end);
}

// `name` is memory that is used again.
void find_in_name(std::string_view raw, std::string& name, PageNames& found) {
  if (raw.size() > kNameBytesMax) return;
  name.assign(raw);
  for (char& c : name) c = is_upper_byte(c) ? static_cast<char>(c + 32) : c;
  found.whole |= kinds_of(name);
  name = join_name_parts(raw);
  const std::string_view parts = name;
  bool negated = false;
  std::size_t before = std::string_view::npos;
  for (std::size_t begin = 0; begin < parts.size();) {
    const std::size_t end = std::min(parts.find('-', begin), parts.size());
    const std::string_view part = parts.substr(begin, end - begin);
    if (!negated) {
      found.parts |= kinds_of(without_digits(part));
      const bool pair = before != std::string_view::npos;
      if (pair) found.parts |= kinds_of(without_digits(parts.substr(before, end - before)));
    }
    before = begin;
    negated = is_negator(part);
    begin = end + 1;
  }
  found.parts |= found.whole;
}

std::string trim_edges(std::string_view folded) {
  std::size_t begin = 0;
  while (begin < folded.size()) {
    std::size_t next = begin;
    if (!is_edge(next_character(folded, next))) break;
    begin = next;
  }
  std::size_t end = folded.size();
  while (end > begin) {
    std::size_t previous = end;
    if (!is_edge(previous_character(folded, previous))) break;
    end = previous;
  }
  return std::string(folded.substr(begin, end - begin));
}

}  // namespace

std::string fold_page_words(std::string_view words) {
  std::string folded = trim_edges(fold(words));
  for (std::size_t at = folded.find(" :"); at != std::string::npos; at = folded.find(" :", at)) {
    folded.erase(at, 1);
  }
  return folded;
}

bool is_page_words(PageWordKind kind, std::string_view words) {
  if (words.size() > 200) return false;
  return has_row(kind, fold_page_words(words)) || has_row(kind, trim(fold(words)));
}

std::optional<std::string_view> after_page_words(PageWordKind kind, std::string_view words) {
  std::optional<std::string_view> rest;
  // Folding changes lengths, so the cut is looked for where the text itself can be cut.
  for (std::size_t end = 0; end < words.size() && end < 60;) {
    const char32_t character = next_character(words, end);
    std::size_t next = end;
    const char32_t after = end == words.size() ? U' ' : next_character(words, next);
    if (!is_white_space(after) && after != U':' && character != U':') continue;
    const std::string head = fold_page_words(words.substr(0, end));
    if (!has_row(kind, head)) continue;
    rest = trim(words.substr(end));
    if (!rest->empty() && rest->front() == ':') rest = trim(rest->substr(1));
  }
  return rest;
}

PageNames find_page_names(std::string_view names) {
  PageNames found;
  std::string name;
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t begin = names.find_first_not_of(kBlanks, at);
    if (begin == std::string_view::npos) break;
    at = std::min(names.find_first_of(kBlanks, begin), names.size());
    find_in_name(names.substr(begin, at - begin), name, found);
  }
  return found;
}

bool has_page_name(PageWordKind kind, std::string_view names, NameExtent match) {
  const PageNames found = find_page_names(names);
  return match == NameExtent::Whole ? found.has_whole(kind) : found.has_part(kind);
}

}  // namespace habeas
