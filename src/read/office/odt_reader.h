// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/office/office_file.h"

namespace habeas {

/// Reads an OpenDocument text (.odt) as one Document, as read_docx does.
void read_odt(const SourceLabel& label, OfficeFile& file, const ReadLimits& limits, PartSink& sink);

/// A flat OpenDocument file, all in one XML (.fodt, .fods).
bool sniff_flat_odf(const SourceHead& head);
void read_flat_odf(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                   PartSink& sink);

}  // namespace habeas
