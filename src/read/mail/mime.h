// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/mail/encoded_words.h"
#include "read/mail/header_fields.h"
#include "read/mail/transfer.h"

namespace habeas {

/// What ended a part.
enum class MimeEnd : std::uint8_t {
  Boundary,       ///< the next delimiter of the multipart it stands in
  Closing,        ///< the closing delimiter of that multipart
  OuterBoundary,  ///< a delimiter of a multipart further out: its own was never closed
  Source,         ///< the end of the bytes
};

/// One part of a message (RFC 2045, 2046). Views are of the bytes handed to parse_mime.
struct MimePart {
  std::string number;  ///< as IMAP counts (RFC 9051 6.4.5): "1.2"; of the message "" if it is
                       ///< a multipart, else "1"
  MailHeader header;
  std::string_view head;        ///< the header as received, with the empty line
  std::string_view body;        ///< as received, without the line end before the delimiter
  std::string type;             ///< "text/plain" where none or nonsense is stated
  ParameterValue content_type;  ///< as stated
  ParameterValue disposition;   ///< "" if not stated
  TransferEncoding encoding = TransferEncoding::Identity;
  std::uint32_t parent = 0;             ///< position in MimeMessage::parts; of the message 0
  std::vector<std::uint32_t> children;  ///< of a multipart whose boundary was found
  std::string_view preamble;            ///< of a multipart: what stands before its first part
  std::string_view epilogue;            ///< and behind its last
  MimeEnd end = MimeEnd::Source;
  bool is_multipart = false;   ///< it has a boundary, and that was found
  bool is_closed = false;      ///< of a multipart: its closing delimiter was found
  bool lost_boundary = false;  ///< stated to be a multipart, and is none: no delimiter was found

  bool is(std::string_view wanted) const { return type == wanted; }
  /// The file name it states (disposition, else type), "" if none.
  std::string name() const;
  std::string charset() const;
};

/// A message: parts[0], then all parts in it in the order in which they stand.
struct MimeMessage {
  std::vector<MimePart> parts;
  bool is_too_large = false;  ///< over kMimePartsMax, or nested over kMimeNestingMax: the rest of
                              ///< its bytes belongs to the last part that was made
};

inline constexpr std::size_t kMimePartsMax = 10'000;
inline constexpr std::size_t kMimeNestingMax = 100;

/// Which delimiters end a part. RFC 2046 5.1.2 wants those of all multiparts around it looked for;
/// some programs look for the innermost only, and a mail may be written to be read by them.
enum class BoundaryReading : std::uint8_t { All, Innermost };

/// Takes a message apart. Messages inside it (message/rfc822) are not opened. Linear in `bytes`
/// times nesting; allocates for parts and header fields only. Never fails: what is no MIME is one
/// text/plain part.
///
/// A line "--" that goes on with a boundary is a delimiter, whatever follows (RFC 2046 5.1.1); the
/// boundary that is the whole line wins, then the innermost.
MimeMessage parse_mime(std::string_view bytes, BoundaryReading reading = BoundaryReading::All);

/// The parts a reader of mail shows (RFC 8621 4.1.4), by position; leaves only. Media never count
/// as body, unlike there.
struct MailBodies {
  std::vector<std::uint32_t> text;         ///< where plain text is preferred; text/html where there
                                           ///< is no other
  std::vector<std::uint32_t> html;         ///< where HTML is preferred: what most people saw
  std::vector<std::uint32_t> attachments;  ///< all other leaves
};
MailBodies find_bodies(const MimeMessage& message);

}  // namespace habeas
