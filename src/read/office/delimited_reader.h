// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/formats.h"
#include "read/office/sheet.h"

namespace habeas {

/// True if a text is a table of cells parted by tabs, commas, semicolons or bars.
bool sniff_delimited(const SourceHead& head);

/// Reads such a text (CSV, TSV) piece by piece, in memory that does not grow with it.
void read_delimited(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                    PartSink& sink);

/// The same as one sheet, for those who want its rows.
void read_delimited_sheet(const SourceLabel& label, const ByteSource& source, SheetSink& sink);

}  // namespace habeas
