// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/plain/text_letter.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "read/plain/letter_word_rows.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kLineBytesMax = 1000;
constexpr std::size_t kNameBytesMax = 60;

std::optional<LetterLine> parse_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || line.size() > kLineBytesMax) return std::nullopt;
  if (colon > kNameBytesMax) return std::nullopt;
  const std::string name = squash(fold(line.substr(0, colon)));
  const auto* const row = std::find_if(std::begin(kLetterWordRows), std::end(kLetterWordRows),
                                       [&](const LetterWordRow& one) { return one.word == name; });
  if (row == std::end(kLetterWordRows)) return std::nullopt;
  return LetterLine{squash(line.substr(0, colon)), squash(line.substr(colon + 1)),
                    row->kind == LetterWordKind::Date};
}

}  // namespace

LetterHead find_letter_head(std::string_view text) {
  LetterHead head;
  std::size_t at = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  while (at < text.size() && head.lines.size() < kLetterLinesMax) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const bool continues = !head.lines.empty() && !line.empty() &&
                           (line[0] == ' ' || line[0] == '\t') && !trim(line).empty();
    if (continues && line.size() < kLineBytesMax) {
      head.lines.back().value = squash(head.lines.back().value + " " + std::string(trim(line)));
    } else if (auto found = parse_line(trim(line))) {
      const bool known =
          std::any_of(head.lines.begin(), head.lines.end(),
                      [&](const LetterLine& one) { return one.name == found->name; });
      if (known) break;
      head.lines.push_back(std::move(*found));
    } else {
      break;
    }
    at = std::min(end + 1, text.size());
    head.bytes = at;
  }
  return head.lines.size() < 2 ? LetterHead{} : head;
}

}  // namespace habeas
