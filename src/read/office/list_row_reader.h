// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/formats.h"

namespace habeas {

/// True if a source is a row of a case list as `habeas import` keeps it (model/list_row.h).
bool sniff_list_row(const SourceHead& head);

/// One Document, named by part_of(row). A row that breaks its promises is a Problem (BadMarkup).
void read_list_row(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                   PartSink& sink);

}  // namespace habeas
