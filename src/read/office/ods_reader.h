// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "read/office/office_file.h"
#include "read/office/sheet.h"

namespace habeas {

/// The sheets of an OpenDocument spreadsheet, in their order. A formula is its last value, a date
/// its day. Words of hidden sheets, rows and columns are not visible.
void read_ods_sheets(OfficeFile& file, SheetSink& sink);

/// The same from the XML: content.xml, or a whole flat file (.fods).
void read_ods_xml(std::string_view xml, SheetSink& sink);

}  // namespace habeas
