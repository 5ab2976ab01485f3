// SPDX-License-Identifier: AGPL-3.0-or-later
#include "search/query.h"

#include <algorithm>

#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::string_view kTitleField = "title:";

/// Takes one word or phrase with its signs from the front of `rest`, which begins with neither
/// space nor nothing.
QueryPart take_part(std::string_view& rest) {
  QueryPart part;
  if (rest.starts_with('-')) {
    part.is_excluded = true;
    rest.remove_prefix(1);
  }
  if (rest.starts_with(kTitleField)) {
    part.in_title = true;
    rest.remove_prefix(kTitleField.size());
  }
  const bool is_phrase = rest.starts_with('"');
  if (is_phrase) rest.remove_prefix(1);
  const std::size_t end = std::min(rest.find(is_phrase ? '"' : ' '), rest.size());
  std::string_view words = rest.substr(0, end);
  rest.remove_prefix(end);
  if (is_phrase && !rest.empty()) rest.remove_prefix(1);
  if (!is_phrase && words.ends_with('*')) {
    part.is_prefix = true;
    words.remove_suffix(1);
  }
  part.words = analyse_query(words);
  // A phrase is found as written, and the begin of a word has no stem.
  for (AnalysedWord& word : part.words) {
    word.span = {};
    if (is_phrase || (part.is_prefix && &word == &part.words.back())) word.terms.resize(1);
  }
  if (part.is_prefix && !part.words.empty() &&
      part.words.back().terms[0].size() < kPrefixBytesMin) {
    part.is_prefix = false;
  }
  return part;
}

std::string to_fts5(const QueryPart& part) {
  std::string words;
  for (const AnalysedWord& word : part.words) {
    if (!words.empty()) words += ' ';
    for (std::size_t i = 0; i < word.terms.size(); ++i) {
      if (i > 0) words += '|';
      words += word.terms[i];
    }
  }
  std::string made = part.in_title ? "{title} : " : "";
  made += quote_fts5(words);
  return part.is_prefix ? made + " *" : made;
}

void append_joined(std::string& joined, std::string_view sign, std::string_view part) {
  if (!joined.empty()) joined += sign;
  joined += part;
}

}  // namespace

SearchQuery parse_query(std::string_view typed) {
  std::size_t end = std::min(typed.size(), kQueryBytesMax);
  while (end < typed.size() && !is_boundary(typed, end)) --end;
  // Typographic quotation marks and dashes mean what the plain ones do.
  std::string plain;
  for (std::size_t i = 0; i < end;) {
    const char32_t c = next_character(typed, i);
    if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB) {
      plain += '"';
    } else if (is_white_space(c)) {
      plain += ' ';
    } else {
      append_utf8(plain, c);
    }
  }
  SearchQuery query;
  std::string_view rest = plain;
  while (query.parts.size() < kQueryPartsMax) {
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (rest.empty()) break;
    QueryPart part = take_part(rest);
    if (!part.words.empty()) query.parts.push_back(std::move(part));
  }
  return query;
}

std::optional<std::string> to_fts5(const SearchQuery& query) {
  std::string wanted;
  std::string excluded;
  for (const QueryPart& part : query.parts) {
    if (part.is_excluded) {
      append_joined(excluded, " OR ", to_fts5(part));
    } else {
      append_joined(wanted, " AND ", to_fts5(part));
    }
  }
  if (wanted.empty()) return std::nullopt;
  if (excluded.empty()) return wanted;
  return "(" + wanted + ") NOT (" + excluded + ")";
}

std::string quote_fts5(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    // FTS5 ends its reading at a NUL, even inside quotation marks.
    if (c == '\0') continue;
    quoted += c;
    if (c == '"') quoted += '"';
  }
  return quoted + '"';
}

}  // namespace habeas
