// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "read/archive/byte_stream.h"
#include "read/formats.h"

namespace habeas {

/// True if `head` begins with the header of a tar (any since V7): told by its checksum.
bool begins_like_tar(std::string_view head);

bool sniff_tar(const SourceHead& head);

/// Reads a tar (V7, ustar, pax, GNU): each file goes round again under its lasting name,
/// "tar:folder/name.htm". Links and devices are named in a problem and never followed.
void read_tar(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
              PartSink& sink);

/// The same from a stream: a tar inside a gzip.
void read_tar_stream(ByteStream& stream, const ReadLimits& limits, PartSink& sink);

}  // namespace habeas
