// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "read/formats.h"
#include "read/read.h"

namespace habeas {

/// True if the source begins like a WordPress export (WXR 1.0 to 1.2).
bool sniff_wxr(const SourceHead& head);

/// Reads a WordPress export as a container, entry by entry, in memory that does not grow with it:
/// one Document for each post, page, attachment and entry of another kind that has words, with its
/// author (by display name), tags, categories and status. Comments, revisions, menus and settings
/// are left out. What is over kEntryBytesMax of one entry is unread (TooLarge).
void read_wxr(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
              PartSink& sink);

/// The body of a post as WordPress would show it: blank lines between paragraphs and line ends
/// become tags where the editor that wrote it left that to the theme; captions become figure
/// captions, and the short codes of galleries and players go. Linear.
std::string wordpress_html(std::string_view content);

}  // namespace habeas
