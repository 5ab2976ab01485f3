// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/formats.h"

namespace habeas {

/// True if a source begins like a gzip, bzip2, xz or zstd file.
bool sniff_packed(const SourceHead& head);

/// Reads what is packed by itself: a tar or a crawl in it straight from the stream, whatever its
/// size, anything else as one part, "gzip:name", with the name that the packed file keeps of
/// itself.
void read_packed(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                 PartSink& sink);

}  // namespace habeas
