// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "read/byte_source.h"

namespace habeas {

/// One message of a mailbox.
struct MboxMessage {
  std::uint64_t offset = 0;   ///< of its "From " line in the source
  std::string_view postmark;  ///< that line
  std::string_view bytes;  ///< header and body as they stand, without the empty line that ends it
  bool is_too_large = false;        ///< `bytes` are only its begin
  bool by_length = false;           ///< Content-Length told where it ends (mboxcl, mboxcl2)
  std::uint32_t others_inside = 0;  ///< lines inside that could begin messages, where by_length
};

inline constexpr std::size_t kPostmarkBytesMax = 1000;

/// True if `line` begins a message: "From ", a sender, and a date with time and year (RFC 4155).
bool is_postmark(std::string_view line);

/// True if `text` begins with a postmark and a header field behind it.
bool begins_like_mbox(std::string_view text);

/// Cuts a mailbox into its messages, in memory of `message_bytes_max` and some pieces more. A
/// message begins at a postmark with a header field behind it, at the begin of a line. It ends
/// where Content-Length says, if a postmark or the end is there; else at the next postmark. Stops
/// when `take` is false. The views last until `take` returns. An Error is one of the source.
Result<void> split_mbox(const ByteSource& source, std::size_t message_bytes_max,
                        const std::function<bool(const MboxMessage&)>& take);

/// How many lines of `message` begin with ">From ", ">>From " ...
std::size_t count_quoted_from_lines(std::string_view message);

/// `message` with one '>' less on those lines: what mboxrd and mboxcl put there, and mboxo before
/// "From " alone.
std::string unquote_from_lines(std::string_view message);

}  // namespace habeas
