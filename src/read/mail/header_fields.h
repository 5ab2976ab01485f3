// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace habeas {

/// One header field exactly as received (RFC 5322 2.2). All views are of the bytes handed in.
struct HeaderField {
  std::string_view raw;    ///< the whole field with its line ends: what DKIM signs
  std::string_view name;   ///< before the colon, without white space at its end
  std::string_view value;  ///< behind the colon, still folded, without the last line end
};

/// The header of a message or of a part of it.
struct MailHeader {
  std::vector<HeaderField> fields;       ///< in their order, with `strays` kHeaderFieldsMax
  std::vector<std::string_view> strays;  ///< lines among them that are no field
  std::size_t begin = 0;                 ///< of the bytes handed in
  std::size_t body_begin = 0;            ///< behind the empty line that ends the header
  bool has_body = false;                 ///< false: bytes or a boundary ended it, no empty line
  bool is_too_large = false;             ///< a limit was met; what followed of it was skipped
};

inline constexpr std::size_t kHeaderFieldsMax = 2000;
inline constexpr std::size_t kHeaderBytesMax = 1U << 20U;

/// Lines of a mail: they end with LF, CRLF, CR CR LF, and with a lone CR where the mail as a whole
/// is written so.
class MailLines {
 public:
  explicit MailLines(std::string_view bytes);

  struct Line {
    std::string_view words;  ///< without its end
    std::size_t next = 0;    ///< where the line behind it begins
  };
  /// REQUIRES: at <= bytes().size(). At the end: an empty line whose `next` is `at`.
  Line at(std::size_t at) const;
  std::string_view bytes() const { return bytes_; }
  bool cr_ends() const { return cr_ends_; }  ///< a lone CR ends a line

 private:
  std::string_view bytes_;
  bool cr_ends_ = false;
};

/// Splits the header that begins at `begin`. A line for which `is_boundary` is true ends it (asked
/// only for lines that begin with "--"). A line that is no field is a stray, if fields follow
/// before the next empty line; else the empty line was lost and the body begins with it.
MailHeader parse_header(const MailLines& lines, std::size_t begin,
                        const std::function<bool(std::string_view)>& is_boundary);

/// The name of the field that `line` begins, "" if it begins none.
std::string_view field_name(std::string_view line);

bool is_named(const HeaderField& field, std::string_view name);  ///< ASCII case aside

/// The last field of this name, as RFC 8621 4.1.3 wants it; nullptr if there is none.
const HeaderField* find_field(const MailHeader& header, std::string_view name);

/// `value` on one line: line ends taken out, white space at both ends too (RFC 5322 2.2.3).
std::string unfold(std::string_view value);

/// ASCII letters in lower case.
std::string to_ascii_lower(std::string_view text);

}  // namespace habeas
