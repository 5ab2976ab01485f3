// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/document.h"
#include "model/list_row.h"
#include "read/read.h"

namespace habeas {

/// The Document of one row of a case list: the name as its title, then a list entry `Header: words`
/// for each cell, then the metadata lines `list` and `columns` (model/list_row.h), by which the
/// extractor knows what each cell holds. A day under "last update" is the day of the report. What
/// is hidden is not visible.
Document make_row_document(const ListRow& row, DocumentId id, const ReadLimits& limits);

}  // namespace habeas
