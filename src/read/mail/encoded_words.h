// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace habeas {

/// `bytes` in UTF-8, in the charset that a mail names ("" if none); unknown names are guessed past.
std::string decode_mail_text(std::string_view bytes, std::string_view charset);

/// What a header field says, on one line of UTF-8: unfolded, with its encoded words (RFC 2047)
/// decoded wherever they stand, even inside quotes or grown together with other words. Words of
/// one charset that only white space parts are joined before they are decoded, since many programs
/// cut characters in two. Raw bytes that are not ASCII are UTF-8, else of `charset`, else guessed.
/// What is no whole encoded word stays as it is. Without control characters.
std::string decode_words(std::string_view value, std::string_view charset = "");

/// A parameter of Content-Type or Content-Disposition.
struct MailParameter {
  std::string name;   ///< ASCII lower case, without the marks of RFC 2231
  std::string value;  ///< UTF-8; of a boundary the bytes as they stand
};

/// "multipart/mixed; boundary=x".
struct ParameterValue {
  std::string value;                      ///< before the first semicolon, ASCII lower case
  std::vector<MailParameter> parameters;  ///< at most kParametersMax; a name stands once

  /// nullptr if there is none.
  const std::string* find(std::string_view name) const;
};
inline constexpr std::size_t kParametersMax = 100;

/// Parses the value of such a field (RFC 2045 5.1, RFC 2231 with pieces and charsets). Forgives
/// encoded words in parameters, missing quotes and semicolons, and raw bytes. Where a name stands
/// twice, the form of RFC 2231 wins, then the first.
ParameterValue parse_parameter_value(std::string_view value);

}  // namespace habeas
