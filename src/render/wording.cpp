// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/wording.h"

#include <algorithm>

#include "render/web_files.h"

namespace habeas {

namespace {

std::string_view find_rows(std::string_view language) {
  const std::string name = std::string(language) + ".tsv";
  for (const WebFile& file : web_files()) {
    if (file.name == name) return file.bytes;
  }
  return {};
}

}  // namespace

Wording::Wording(std::string language, std::string_view rows) : language_(std::move(language)) {
  while (!rows.empty()) {
    const std::size_t line_end = std::min(rows.find('\n'), rows.size());
    const std::string_view line = rows.substr(0, line_end);
    rows.remove_prefix(std::min(line_end + 1, rows.size()));
    const std::size_t tab = line.find('\t');
    if (tab != std::string_view::npos) rows_.emplace(line.substr(0, tab), line.substr(tab + 1));
  }
}

const Wording& Wording::of(std::string_view) {
  // One language is embedded so far; another is one more file and one more row here.
  static const Wording english("en", find_rows("en"));
  return english;
}

std::optional<std::string_view> Wording::find(std::string_view key) const {
  const auto row = rows_.find(key);
  if (row == rows_.end()) return std::nullopt;
  return row->second;
}

std::string Wording::say(
    std::string_view key,
    std::initializer_list<std::pair<std::string_view, std::string_view>> with) const {
  const std::string_view pattern = find(key).value_or(key);
  std::string said;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = std::min(pattern.find('{', at), pattern.size());
    said += pattern.substr(at, open - at);
    const std::size_t close = pattern.find('}', open);
    if (close == std::string_view::npos) {
      said += pattern.substr(open);
      break;
    }
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    for (const auto& [given, value] : with) {
      if (given == name) said += value;
    }
    at = close + 1;
  }
  return said;
}

std::string Wording::count(std::string_view key, std::int64_t number) const {
  const std::string form = std::string(key) + (number == 1 ? ".one" : ".other");
  return say(form, {{"n", number_words(number, *this)}});
}

std::string Wording::word(std::string_view prefix, std::string_view word) const {
  if (word.empty()) return "";
  if (const auto row = find(std::string(prefix) + "." + std::string(word))) {
    return std::string(*row);
  }
  std::string plain(word);
  std::replace(plain.begin(), plain.end(), '_', ' ');
  return plain;
}

std::string number_words(std::int64_t number, const Wording& words) {
  std::string digits = std::to_string(number);
  const std::string_view separator = words.find("number.thousands").value_or("");
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, separator);
  }
  return digits;
}

}  // namespace habeas
