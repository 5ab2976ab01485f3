// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/office/office_file.h"

namespace habeas {

/// Reads a WordprocessingML text (ECMA-376, .docx) as one Document: paragraphs by the kind of their
/// style, rows of tables, notes joined to their marks. Not visible: hidden and white words, what
/// was deleted with changes tracked, comments. Headers and footers are metadata.
void read_docx(const SourceLabel& label, OfficeFile& file, const ReadLimits& limits,
               PartSink& sink);

}  // namespace habeas
