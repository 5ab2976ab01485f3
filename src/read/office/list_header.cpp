// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/list_header.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "base/digest.h"
#include "read/office/sheet_word_rows.h"
#include "text/fold.h"
#include "text/romanise.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kHeaderWordsBytesMax = 120;
constexpr std::size_t kHashDigits = 16;

ListColumn column_of(SheetWordKind kind) {
  switch (kind) {
    case SheetWordKind::Id:
      return ListColumn::Id;
    case SheetWordKind::Name:
      return ListColumn::Name;
    case SheetWordKind::GivenName:
      return ListColumn::GivenName;
    case SheetWordKind::FamilyName:
      return ListColumn::FamilyName;
    case SheetWordKind::OtherNames:
      return ListColumn::OtherNames;
    case SheetWordKind::Country:
      return ListColumn::Country;
    case SheetWordKind::Status:
      return ListColumn::Status;
    case SheetWordKind::Arrested:
      return ListColumn::Arrested;
    case SheetWordKind::Released:
      return ListColumn::Released;
    case SheetWordKind::Hearing:
      return ListColumn::Hearing;
    case SheetWordKind::Sentenced:
      return ListColumn::Sentenced;
    case SheetWordKind::Date:
      return ListColumn::Date;
    case SheetWordKind::NextDate:
      return ListColumn::NextDate;
    case SheetWordKind::AsOf:
      return ListColumn::AsOf;
    case SheetWordKind::Lawyer:
      return ListColumn::Lawyer;
    case SheetWordKind::Notes:
      return ListColumn::Notes;
  }
  return ListColumn::Other;
}

ListColumn find_word_of(std::string_view folded) {
  while (!folded.empty() &&
         (folded.back() == ':' || folded.back() == '*' || folded.back() == ' ')) {
    folded.remove_suffix(1);
  }
  const auto* row = std::lower_bound(
      std::begin(kSheetWordRows), std::end(kSheetWordRows), folded,
      [](const SheetWordRow& each, std::string_view word) { return each.word < word; });
  return row != std::end(kSheetWordRows) && row->word == folded ? column_of(row->kind)
                                                                : ListColumn::Other;
}

/// "Date of arrest (dd/mm/yyyy)" -> Arrested.
ListColumn column_of_header(std::string_view header) {
  if (header.empty() || header.size() > kHeaderWordsBytesMax) return ListColumn::Other;
  std::string folded = squash(fold(header));
  std::replace(folded.begin(), folded.end(), '_', ' ');
  const ListColumn whole = find_word_of(folded);
  const std::size_t bracket = folded.find_first_of("([");
  if (whole != ListColumn::Other || bracket == std::string::npos) return whole;
  return find_word_of(std::string_view(folded).substr(0, bracket));
}

bool may_repeat(ListColumn column) {
  return column == ListColumn::Other || column == ListColumn::OtherNames ||
         column == ListColumn::Date || column == ListColumn::Lawyer || column == ListColumn::Notes;
}

bool has(std::span<const ListColumn> columns, ListColumn column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

/// "Nom" beside "Prénom", "Имя" beside "Фамилия": halves of a name.
void part_names(std::vector<ListColumn>& columns) {
  const bool given = has(columns, ListColumn::GivenName);
  const bool family = has(columns, ListColumn::FamilyName);
  if (!has(columns, ListColumn::Name) || given == family) return;
  std::replace(columns.begin(), columns.end(), ListColumn::Name,
               given ? ListColumn::FamilyName : ListColumn::GivenName);
}

bool is_telling(ListColumn column) {
  return column == ListColumn::Status || column == ListColumn::Arrested ||
         column == ListColumn::Released || column == ListColumn::Hearing ||
         column == ListColumn::Sentenced || column == ListColumn::NextDate ||
         column == ListColumn::Lawyer;
}

bool is_name(ListColumn column) {
  return column == ListColumn::Name || column == ListColumn::GivenName ||
         column == ListColumn::FamilyName;
}

bool is_enough(const ListHeader& header, ListDemand demand) {
  std::size_t names = 0;
  std::size_t others = 0;
  std::size_t telling = 0;
  for (const ListHeaderCell& cell : header.cells) {
    names += is_name(cell.holds) ? 1 : 0;
    others += cell.holds != ListColumn::Other && !is_name(cell.holds) ? 1 : 0;
    telling += is_telling(cell.holds) ? 1 : 0;
  }
  if (demand == ListDemand::Asked) return names > 0 && others > 0;
  return names > 0 && others > 1 && telling > 0;
}

std::string short_hash(std::string_view words) {
  return to_hex(sha256(words)).substr(0, kHashDigits);
}

}  // namespace

std::vector<ListColumn> propose_columns(std::span<const std::string> headers) {
  std::vector<ListColumn> columns;
  for (const std::string& header : headers) {
    const ListColumn column = column_of_header(header);
    columns.push_back(may_repeat(column) || !has(columns, column) ? column : ListColumn::Other);
  }
  part_names(columns);
  return columns;
}

std::size_t count_known_headers(std::span<const std::string> headers) {
  return static_cast<std::size_t>(std::count_if(
      headers.begin(), headers.end(),
      [](const std::string& header) { return column_of_header(header) != ListColumn::Other; }));
}

ListHeader make_list_header(const SheetRow& row) {
  ListHeader header;
  header.row = row.number;
  std::vector<std::string> words;
  for (const SheetCell& cell : row.cells) {
    words.push_back(squash(cell.words));
    std::string& line = words.back();
    if (line.size() > kListHeaderBytesMax) {
      std::size_t end = kListHeaderBytesMax;
      while (!is_boundary(line, end)) --end;
      line.resize(end);
    }
  }
  const std::vector<ListColumn> columns = propose_columns(words);
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    header.cells.push_back(
        {row.cells[i].column, std::move(words[i]), columns[i], row.cells[i].visible});
  }
  return header;
}

std::optional<ListHeader> find_list_header(std::span<const SheetRow> rows, ListDemand demand) {
  for (const SheetRow& row : rows.first(std::min(rows.size(), kListHeaderRowsMax))) {
    ListHeader header = make_list_header(row);
    if (is_enough(header, demand)) return header;
  }
  return std::nullopt;
}

std::optional<ListHeader> find_mapped_header(std::span<const SheetRow> rows,
                                             std::span<const ListMapping> columns) {
  std::map<std::string, ListColumn> wanted;
  for (const ListMapping& one : columns) wanted.emplace(squash(fold(one.header)), one.column);
  std::optional<ListHeader> best;
  std::size_t most = 0;
  for (const SheetRow& row : rows.first(std::min(rows.size(), kListHeaderRowsMax))) {
    ListHeader header = make_list_header(row);
    std::size_t found = 0;
    for (ListHeaderCell& cell : header.cells) {
      const auto known = wanted.find(squash(fold(cell.words)));
      found += known != wanted.end() ? 1 : 0;
      cell.holds = known != wanted.end() ? known->second : ListColumn::Other;
    }
    if (found <= most) continue;
    most = found;
    best = std::move(header);
  }
  return best;
}

ListRow make_list_row(const ListHeader& header, const SheetRow& row, std::string_view list) {
  ListRow made;
  made.list = list;
  made.visible = row.visible;
  std::string id;
  std::string all;
  auto above = header.cells.begin();
  for (const SheetCell& cell : row.cells) {
    while (above != header.cells.end() && above->column < cell.column) ++above;
    const bool headed = above != header.cells.end() && above->column == cell.column;
    ListCell one{headed ? above->holds : ListColumn::Other, headed ? above->words : "",
                 std::string(trim(cell.words)), cell.visible};
    if (one.words.empty()) continue;
    if (one.column == ListColumn::Id) id = squash(one.words);
    all += one.words + "\n";
    if (made.cells.size() < kListCellsMax) made.cells.push_back(std::move(one));
  }
  const std::string name = fold_name(name_of(made));
  made.key = !id.empty()     ? id
             : !name.empty() ? "name-" + short_hash(name)
                             : "words-" + short_hash(all);
  return made;
}

}  // namespace habeas
