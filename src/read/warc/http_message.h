// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/problem.h"

namespace habeas {

/// A line of a head: "Content-Type: text/html". Views into what was parsed.
struct HeaderLine {
  std::string_view name;
  std::string_view value;  ///< trimmed; folded lines as written, line ends and all
};

/// The lines of a head that ends at its empty line or at the end of `head`; what has no colon is
/// passed over. At most kHeaderLinesMax.
std::vector<HeaderLine> parse_header_lines(std::string_view head);
inline constexpr std::size_t kHeaderLinesMax = 10'000;

/// The value of the first line of that name, in any case of ASCII letters; "" if none.
std::string_view find_header(const std::vector<HeaderLine>& lines, std::string_view name);

/// Where the head that begins at 0 ends: behind its empty line (CRLF or LF). npos if it does not.
std::size_t find_head_end(std::string_view bytes);

/// An HTTP request or response as a crawl keeps it (RFC 9112). Views into the block.
struct HttpMessage {
  bool has_head = false;    ///< false: HTTP/0.9 or no HTTP at all; all is body
  std::string_view status;  ///< "200"; "" of a request
  std::string_view media_type;
  std::string_view transfer_encoding;
  std::string_view content_encoding;
  std::string_view body;  ///< as sent: chunked and packed
};
HttpMessage parse_http(std::string_view block);

/// A body as a browser would have it.
struct HttpBody {
  std::optional<std::string> decoded;  ///< nothing: the body is as it was sent
  std::vector<Problem> problems;  ///< CutOff, BadContainer, TooLarge, NotText (an unknown encoding)
};

/// Joins the chunks and unpacks gzip, deflate (with zlib's frame or bare), br and zstd, several
/// too; at most `bytes_max` bytes. What is not coded as it says is taken as it is: crawlers keep
/// decoded bodies under coded heads.
HttpBody decode_http_body(const HttpMessage& message, std::size_t bytes_max);

}  // namespace habeas
