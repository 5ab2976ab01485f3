// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sql/statement_text.h"

#include <array>
#include <cstddef>

namespace habeas::sql {
namespace {

bool is_word_sign(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Where the quoted text that begins at `begin` ends; `begin` itself if none begins there. A
/// doubled quote ends one and begins the next, which comes to the same.
std::size_t end_of_quoted(std::string_view sql, std::size_t begin) {
  const char quote = sql[begin];
  if (quote != '\'' && quote != '"') return begin;
  const std::size_t end = sql.find(quote, begin + 1);
  return end == std::string_view::npos ? sql.size() : end + 1;
}

struct WordRow {
  std::string_view ours;
  std::string_view theirs;
};

constexpr std::array kWords{WordRow{"integer", "bigint"}, WordRow{"blob", "bytea"},
                            WordRow{"text", "text collate \"C\""}, WordRow{"strict", ""}};

std::string_view translate(std::string_view word) {
  for (const WordRow& row : kWords) {
    if (row.ours == word) return row.theirs;
  }
  return word;
}

}  // namespace

std::string with_numbered_parameters(std::string_view sql) {
  std::string numbered;
  int count = 0;
  for (std::size_t i = 0; i < sql.size();) {
    if (const std::size_t end = end_of_quoted(sql, i); end > i) {
      numbered += sql.substr(i, end - i);
      i = end;
      continue;
    }
    if (sql[i] == '?') {
      numbered += '$' + std::to_string(++count);
    } else {
      numbered += sql[i];
    }
    ++i;
  }
  return numbered;
}

std::string to_postgres_definition(std::string_view script) {
  std::string made;
  for (std::size_t i = 0; i < script.size();) {
    std::size_t end = end_of_quoted(script, i);
    if (end > i) {
      made += script.substr(i, end - i);
    } else if (is_word_sign(script[i])) {
      while (end < script.size() && is_word_sign(script[end])) ++end;
      made += translate(script.substr(i, end - i));
    } else {
      made += script[end++];
    }
    i = end;
  }
  return made;
}

}  // namespace habeas::sql
