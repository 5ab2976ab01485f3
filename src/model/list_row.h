// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace habeas {

/// What a column of a case list holds (tables/sheet_words).
enum class ListColumn : std::uint8_t {
  Other,
  Id,
  Name,
  GivenName,
  FamilyName,
  OtherNames,
  Country,
  Status,
  Arrested,
  Released,
  Hearing,
  Sentenced,
  Date,
  NextDate,
  AsOf,
  Lawyer,
  Notes,
};

/// A cell that is not empty.
struct ListCell {
  ListColumn column = ListColumn::Other;
  std::string header;  ///< the words above the column, one line, at most kListHeaderBytesMax
  std::string words;   ///< as the cell shows them, trimmed; may have several lines
  bool visible = true;

  friend bool operator==(const ListCell&, const ListCell&) = default;
};

/// One row of a desk's own case list with the meaning of its columns: what `habeas import` keeps as
/// an original of its own. The same row gives the same bytes wherever it stands in the sheet.
struct ListRow {
  std::string list;     ///< the name of the list: rows of one list and key are versions of one row
  std::string key;      ///< the words of the id column, else the folded name
  bool visible = true;  ///< false: the row is hidden in the sheet
  std::vector<ListCell> cells;

  friend bool operator==(const ListRow&, const ListRow&) = default;
};

inline constexpr std::size_t kListCellsMax = 200;  ///< of one row; further ones are a Problem
inline constexpr std::size_t kListHeaderBytesMax = 400;
inline constexpr std::size_t kListNameBytesMax = 100;
inline constexpr std::size_t kListRowBytesMax = 8U << 20U;

/// What the JSON of a row begins with, and nothing else that is handed over by chance.
inline constexpr std::string_view kListRowBegin = R"({"habeas_list":)";

/// Nothing if the row keeps its promises; else one line that says what is wrong.
std::optional<std::string> find_fault(const ListRow& row);

/// The words that name the person: the name, or given and family name put together; "" if none.
std::string name_of(const ListRow& row);

/// Where a row stands among Documents: "list:<list>/row:<key>". Versions of one row share it.
std::string part_of(const ListRow& row);
/// True for what part_of gives.
bool is_list_part(std::string_view part);

/// How the passages of a row's Document follow its columns: the column, and how many bytes of the
/// passage are the header and what parts it from the words of the cell.
struct RowPassage {
  ListColumn column = ListColumn::Other;
  std::uint32_t lead_bytes = 0;

  friend bool operator==(const RowPassage&, const RowPassage&) = default;
};

/// The Metadata line "columns: name 0, status 8" of such a Document, without "columns: ".
inline constexpr std::string_view kColumnsName = "columns";
std::string to_columns_line(std::span<const RowPassage> passages);
/// Nothing unless `line` is what to_columns_line gives.
std::optional<std::vector<RowPassage>> parse_columns_line(std::string_view line);

/// What a column with these words above it holds.
struct ListMapping {
  std::string header;  ///< one line; compared folded
  ListColumn column = ListColumn::Other;

  friend bool operator==(const ListMapping&, const ListMapping&) = default;
};

/// What a child is asked to read of a file that is a case list.
struct ListRequest {
  Digest sha256;
  std::vector<std::string> passwords;
  std::string list;                  ///< the name of the list
  std::string sheet;                 ///< which sheet, "" for every one that is a list
  std::vector<ListMapping> columns;  ///< empty: as the headers propose

  friend bool operator==(const ListRequest&, const ListRequest&) = default;
};

/// A sheet that is a case list, as the child answers.
struct ListSheet {
  std::string name;       ///< "" for a delimited text
  std::uint32_t row = 0;  ///< in which the headers stand
  std::vector<ListMapping> columns;

  friend bool operator==(const ListSheet&, const ListSheet&) = default;
};

/// A row of it, and where it stands today.
struct PlacedRow {
  std::uint32_t number = 0;
  ListRow row;

  friend bool operator==(const PlacedRow&, const PlacedRow&) = default;
};

}  // namespace habeas
