// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/list_row.h"
#include "read/office/sheet.h"

namespace habeas {

struct ListHeaderCell {
  std::uint32_t column = 0;
  std::string words;  ///< one line
  ListColumn holds = ListColumn::Other;
  bool visible = true;

  friend bool operator==(const ListHeaderCell&, const ListHeaderCell&) = default;
};

/// The row that names the columns of a case list.
struct ListHeader {
  std::uint32_t row = 0;  ///< SheetRow::number
  std::vector<ListHeaderCell> cells;

  friend bool operator==(const ListHeader&, const ListHeader&) = default;
};

inline constexpr std::size_t kListHeaderRowsMax = 20;  ///< looked at from the top of a sheet

/// What the columns under `headers` hold, by tables/sheet_words; one for each.
std::vector<ListColumn> propose_columns(std::span<const std::string> headers);

/// How many of `headers` are words of tables/sheet_words.
std::size_t count_known_headers(std::span<const std::string> headers);

/// Whether a sheet was handed over as a case list, or must show that it is one.
enum class ListDemand : std::uint8_t {
  Shown,  ///< a name, two more known columns, one of them a status, a lawyer or a day of custody
  Asked,  ///< a name and one more known column
};

/// The header row among the first rows of a sheet; nothing if it is no case list.
std::optional<ListHeader> find_list_header(std::span<const SheetRow> rows, ListDemand demand);

/// The header made of `row` with the columns that tables/sheet_words propose.
ListHeader make_list_header(const SheetRow& row);

/// The header row that has most of the headers of `columns`, with what those say the columns hold
/// and nothing else; nothing if no row has one.
std::optional<ListHeader> find_mapped_header(std::span<const SheetRow> rows,
                                             std::span<const ListMapping> columns);

/// `row` with the meaning of its columns. Its key: the words of the id column; without one "name-"
/// and a hash of the folded name; without a name "words-" and a hash of all its words (no name of
/// a person may stand in an address). Cells beyond kListCellsMax are left out.
ListRow make_list_row(const ListHeader& header, const SheetRow& row, std::string_view list);

}  // namespace habeas
