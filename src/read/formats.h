// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "read/read.h"

namespace habeas {

/// The begin of a source, from which its format is told.
struct SourceHead {
  std::string_view bytes;  ///< the first kHeadBytes, as received
  std::string_view text;   ///< the same decoded, in ASCII lower case
};
inline constexpr std::size_t kHeadBytes = 8192;

/// A format: one row, one file pair.
struct FormatRow {
  std::string_view name;
  /// True if a source that begins like this is of the format. Never asks for a name.
  bool (*sniff)(const SourceHead& head);
  void (*read)(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               DocumentSink& sink);
};

/// All formats, in the order in which they are tried; the last takes whatever is text.
std::span<const FormatRow> formats();

/// What a kind of bytes that this version does not read is called: "a PDF file"; "" if `head` is
/// text.
std::string_view find_unread_kind(const SourceHead& head);

}  // namespace habeas
