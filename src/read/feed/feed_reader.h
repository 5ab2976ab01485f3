// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/formats.h"
#include "read/read.h"

namespace habeas {

/// True if the first element is that of a feed: rss, RDF with RSS in it, feed, a CDF channel; or
/// the text is a JSON Feed.
bool sniff_feed(const SourceHead& head);

/// Reads a feed (RSS 0.9x, 1.0, 2.0; Atom 0.3, 1.0; CDF; JSON Feed) as a container: one Document
/// for each entry, with its title, day, author, source, tags and the fullest text it carries; every
/// other field of it is a Metadata line. Broken XML is recovered (read/xml/xml_reader.h), with one
/// Problem (BadMarkup). The fields of the feed (feed_fields.h) go to a sink that wants them.
void read_feed(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink);

}  // namespace habeas
