// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace habeas {

enum class TransferEncoding : std::uint8_t { Identity, Base64, QuotedPrintable, Uuencode, Yenc };

/// What `value` of Content-Transfer-Encoding names; what is unknown or empty changes nothing.
TransferEncoding parse_transfer_encoding(std::string_view value);

struct DecodedBytes {
  std::string bytes;
  bool is_damaged = false;  ///< signs that the encoding does not have were skipped or kept
  bool is_decoded = true;   ///< false: it is not in this encoding at all; `bytes` are as received
};

DecodedBytes decode_transfer(std::string_view encoded, TransferEncoding encoding);

/// RFC 2045 6.8. Signs that are not of it are skipped; where they are more than one in twenty it
/// is no base64. Goes on behind padding; a last group that is cut off counts only where nothing
/// was padded.
DecodedBytes decode_base64(std::string_view encoded);

/// RFC 2045 6.7. "=" before what are no two hexadecimal digits stays as it is; white space at the
/// ends of lines goes.
DecodedBytes decode_quoted_printable(std::string_view encoded);

/// A file inside a text: "begin 644 name" to "end", or "=ybegin" to "=yend".
struct TextFile {
  std::size_t begin = 0;  ///< bytes of the text, its first and last line taken in
  std::size_t end = 0;
  std::string name;
  DecodedBytes content;
};

/// The first such file at or behind `from`; false if there is none. One that is not ended goes up
/// to the last line that can be of it, and is damaged.
bool find_text_file(std::string_view text, std::size_t from, TextFile& found);

}  // namespace habeas
