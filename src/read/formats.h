// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "read/read.h"

namespace habeas {

/// The begin of a source, from which its format is told.
struct SourceHead {
  std::string_view bytes;    ///< the first kHeadBytes, as received
  std::string_view text;     ///< the same decoded, in ASCII lower case
  const ByteSource& source;  ///< all of it, for formats that are told by their end or by a member
};
inline constexpr std::size_t kHeadBytes = 8192;

enum class FormatLevel : std::uint8_t {
  Bytes,  ///< told by its first bytes: asked before it is known whether the source is text
  Text,   ///< a way of writing text: asked when the source is text
};

enum class FormatNeeds : std::uint8_t {
  Whole,   ///< all of it at once: nothing over ReadLimits::source_bytes_max
  Pieces,  ///< piece by piece, in memory that does not grow with the source
};

/// A format: one row, one file pair.
struct FormatRow {
  std::string_view name;
  FormatLevel level;
  FormatNeeds needs;
  /// True if a source that begins like this is of the format. Never asks for a name.
  bool (*sniff)(const SourceHead& head);
  void (*read)(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink);
};

/// All formats, in the order in which they are tried; the last takes whatever is text.
std::span<const FormatRow> formats();

/// The format of a source; nullptr if it is of a kind that this version does not read.
const FormatRow* find_format(const SourceHead& head);

/// What a kind of bytes that this version does not read is called: "a RAR archive"; "" if `head` is
/// text.
std::string_view find_unread_kind(const SourceHead& head);

/// The same by the first bytes alone: such a source is of no text format, so that nobody need guess
/// the charset of its head.
std::string_view find_magic(std::string_view bytes);

/// Makes ready what the readers' libraries would open late: behind the walls of the locked room no
/// path is looked at, and a library that asks for one ends the room. Called once by the process
/// that opens rooms, before any source is there; whatever it opens must be closed or in memory when
/// it returns, and nothing under $HOME or /tmp is looked for. What is missing on this machine is
/// not told here: its reader says so, as a Problem, where it is needed. Readers give the same
/// without it where files may be opened.
void prepare_formats();

/// One round: reads a source or a part in its format.
void read_format(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                 PartSink& sink);

}  // namespace habeas
