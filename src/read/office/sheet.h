// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/problem.h"

namespace habeas {

/// A cell that is not empty.
struct SheetCell {
  std::uint32_t column = 0;  ///< 0 is A
  std::string words;         ///< as the sheet shows them, trimmed; dates as 2019-05-03
  bool visible = true;       ///< false: its column is hidden

  friend bool operator==(const SheetCell&, const SheetCell&) = default;
};

/// A row that is not empty. A merged cell stands in every row that it covers, in its first column.
struct SheetRow {
  std::uint32_t number = 0;      ///< 1, 2, ...: as the sheet counts; the line of a delimited text
  bool visible = true;           ///< false: hidden, or on a hidden sheet
  std::vector<SheetCell> cells;  ///< by column

  friend bool operator==(const SheetRow&, const SheetRow&) = default;
};

inline constexpr std::uint32_t kSheetRowsMax = 2'000'000;
inline constexpr std::uint32_t kSheetsMax = 1'000;
inline constexpr std::size_t kSheetCellBytesMax = 1U << 20U;

/// Takes the sheets of a workbook or delimited text, row by row, in their order.
class SheetSink {
 public:
  virtual ~SheetSink() = default;
  /// `name`: as on its tab, "" for a delimited text.
  virtual void begin_sheet(const std::string& name) = 0;
  virtual void add_row(SheetRow row) = 0;
  virtual void end_sheet() = 0;
  virtual void add_problem(Problem problem) = 0;
};

}  // namespace habeas
