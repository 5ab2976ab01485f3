// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/office/office_file.h"
#include "read/office/sheet.h"

namespace habeas {

/// The sheets of a workbook (ECMA-376, SpreadsheetML), in the order of their tabs. A formula is its
/// last value. Words of hidden sheets, rows and columns are not visible.
void read_xlsx_sheets(OfficeFile& file, SheetSink& sink);

/// "BC12" -> 54 (BC); nothing unless it begins with one to three letters.
std::optional<std::uint32_t> parse_column(std::string_view reference);

}  // namespace habeas
