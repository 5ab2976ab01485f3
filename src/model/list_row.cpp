// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/list_row.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/digest.h"
#include "model/document_id.h"
#include "model/words.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::string_view kListBegin = "list:";
constexpr std::string_view kRowBegin = "/row:";
constexpr std::size_t kHashDigits = 16;

std::string_view words_of(const ListRow& row, ListColumn column) {
  for (const ListCell& cell : row.cells) {
    if (cell.column == column) return cell.words;
  }
  return {};
}

}  // namespace

std::optional<std::string> find_fault(const ListRow& row) {
  if (row.list.empty() || row.list.size() > kListNameBytesMax) return "a list without a name";
  const bool plain = std::none_of(row.list.begin(), row.list.end(), [](char c) {
    return c == '/' || c == '#' || (c >= 0 && c < ' ') || c == 0x7F;
  });
  if (!plain || !is_utf8(row.list)) return "a list with signs in its name that no part can have";
  if (row.key.empty() || !is_utf8(row.key)) return "a row without a key";
  if (row.cells.size() > kListCellsMax) return "too many cells";
  for (const ListCell& cell : row.cells) {
    if (cell.header.size() > kListHeaderBytesMax) return "a header that is too long";
    if (trim(cell.words).empty() || trim(cell.words).size() != cell.words.size()) {
      return "a cell that is not trimmed";
    }
    if (!is_utf8(cell.words) || !is_utf8(cell.header)) return "words that are no UTF-8";
  }
  return std::nullopt;
}

std::string name_of(const ListRow& row) {
  const std::string_view whole = words_of(row, ListColumn::Name);
  if (!whole.empty()) return squash(whole);
  return squash(fmt::format("{} {}", words_of(row, ListColumn::GivenName),
                            words_of(row, ListColumn::FamilyName)));
}

std::string part_of(const ListRow& row) {
  std::string part = fmt::format("{}{}{}{}", kListBegin, row.list, kRowBegin, row.key);
  if (parse_document_id(to_text({Digest{}, part}))) return part;
  // What no DocumentId takes (too long, control characters) is known by its hash.
  return fmt::format("{}{}{}{}", kListBegin, row.list, kRowBegin,
                     to_hex(sha256(row.key)).substr(0, kHashDigits));
}

bool is_list_part(std::string_view part) {
  return part.substr(0, kListBegin.size()) == kListBegin &&
         part.find(kRowBegin) != std::string_view::npos;
}

std::string to_columns_line(std::span<const RowPassage> passages) {
  std::string line;
  for (const RowPassage& passage : passages) {
    line += fmt::format("{}{} {}", line.empty() ? "" : ", ", word_of(passage.column),
                        passage.lead_bytes);
  }
  return line;
}

std::optional<std::vector<RowPassage>> parse_columns_line(std::string_view line) {
  std::vector<RowPassage> passages;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(", "), line.size());
    const std::string_view one = line.substr(0, end);
    const std::size_t space = one.find(' ');
    if (space == std::string_view::npos || passages.size() == kListCellsMax) return std::nullopt;
    RowPassage passage;
    const auto column = find_word<ListColumn>(one.substr(0, space));
    const auto [last, trouble] =
        std::from_chars(one.data() + space + 1, one.data() + one.size(), passage.lead_bytes);
    if (!column || trouble != std::errc() || last != one.data() + one.size()) return std::nullopt;
    passage.column = *column;
    passages.push_back(passage);
    line.remove_prefix(std::min(end + 2, line.size()));
  }
  return passages;
}

}  // namespace habeas
