// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/archive/byte_stream.h"
#include "read/formats.h"
#include "read/warc/warc_records.h"

namespace habeas {

/// True if a source is a WARC or an ARC that is not packed; packed ones come through read_packed.
bool sniff_warc(const SourceHead& head);

/// Reads a crawl: the payload of each response, resource and conversion goes round again under its
/// record's name ("warc:urn:uuid:...", or "warc:@OFFSET" where it has none) with its address and
/// media type. Requests, metadata and revisits are counted. Fields, if wanted: of each record type,
/// uri, date, http_status, http_media_type, media_type, payload_sha256; of the crawl the counts.
void read_warc(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink);

/// The same from a stream: a crawl inside a gzip.
void read_warc_stream(const SourceLabel& label, ByteStream& stream, const ReadLimits& limits,
                      PartSink& sink);

}  // namespace habeas
