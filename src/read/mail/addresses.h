// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace habeas {

/// A person or list in a header, as stated.
struct MailAddress {
  std::string name;     ///< display name, else the comment beside the address; "" if none
  std::string address;  ///< "" if only a name is stated

  friend bool operator==(const MailAddress&, const MailAddress&) = default;
};
inline constexpr std::size_t kAddressesMax = 10'000;

/// Parses an address list (RFC 5322 3.4 and the old forms of 4.4). Members of groups stand in the
/// list like any other. Forgives missing commas' spaces, brackets left open, encoded words in
/// quotes and raw bytes (`charset` as in decode_words).
std::vector<MailAddress> parse_addresses(std::string_view value, std::string_view charset = "");

/// The first message identifier in `value`, without its angle brackets; the trimmed value where
/// there are none.
std::string parse_message_id(std::string_view value);

}  // namespace habeas
