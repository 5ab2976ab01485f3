// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/read.h"

namespace habeas {

/// Reads a feed (RSS 0.9x, 1.0, 2.0; Atom) as a container: one Document for each entry, with its
/// title, day, author, source, tags and the fullest text it carries. Broken XML is read up to
/// where it breaks, with a Problem (BadMarkup). No entity but XML's own is expanded.
void read_feed(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink);

}  // namespace habeas
