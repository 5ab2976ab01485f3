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
    const bool word_ends =
        end == words.size() || is_white_space(next_character(words, next)) || character == U':';
    if (!word_ends) continue;
    const std::string head = fold_page_words(words.substr(0, end));
    if (has_row(kind, head)) rest = trim(words.substr(end));
  }
  return rest;
}

bool has_page_name(PageWordKind kind, std::string_view names, NameExtent match) {
  std::string name;
  for (std::size_t at = 0; at <= names.size(); ++at) {
    const char c = at < names.size() ? names[at] : ' ';
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
      name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      continue;
    }
    if (!name.empty() && has_row(kind, name)) return true;
    bool negated = false;
    for (std::size_t begin = 0; match == NameExtent::Parts && begin < name.size();) {
      const std::size_t end = std::min(name.find_first_of("-_", begin), name.size());
      const std::string_view part = std::string_view(name).substr(begin, end - begin);
      if (!negated && has_row(kind, part)) return true;
      negated = is_negator(part);
      begin = end + 1;
    }
    name.clear();
  }
  return false;
}

}  // namespace habeas
