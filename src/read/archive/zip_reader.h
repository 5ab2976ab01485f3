// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/formats.h"

namespace habeas {

/// True if a source begins like a zip. Office files are zips too: their rows come first.
bool sniff_zip(const SourceHead& head);

/// Reads a zip: each member goes round again under its lasting name, "zip:folder/name.htm". Links
/// and devices are named in a problem and never followed; folders and the notes that macOS puts
/// beside files are passed over.
void read_zip(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
              PartSink& sink);

}  // namespace habeas
