// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "read/charset.h"
#include "read/completeness.h"
#include "read/read.h"

namespace habeas {

/// A source that is one text, decoded.
struct SourceText {
  std::string text;                   ///< UTF-8, "" if the source has no words
  std::string charset;                ///< as read
  std::string declared;  ///< by the media type, else by the text; "" if by neither
  SourceEnd end = SourceEnd::Proper;  ///< Abrupt: a limit was met, or a character is cut off
};

inline constexpr std::size_t kSourcePieceBytes = 1U << 20U;

/// Takes the whole of `source` in, at most ReadLimits::text_bytes_max bytes, and decodes it. Pieces
/// of nothing but white space at the begin, and all but one in a row further on, are left out, so
/// that a source of spaces costs no memory. Problems go to `sink`: Empty (no words at all),
/// TooLarge, Unreadable (the source broke), and what decode_text finds. `media_type` is what was
/// declared beside it (SourceLabel).
SourceText load_source_text(const ByteSource& source, const ReadLimits& limits, DocumentSink& sink,
                            std::string_view media_type = "");

}  // namespace habeas
