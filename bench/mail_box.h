// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace habeas {

/// A mailbox of invented letters as one is handed over: half are plain text, half text and HTML, a
/// third in Cyrillic, every fourth with an attachment of 4 to 200 KB in base64. The same for the
/// same number.
class MailboxWriter {
 public:
  /// The next letter, with its "From " line.
  std::string next();

 private:
  std::uint64_t random();
  std::string words(std::size_t count, bool cyrillic);
  std::string paragraphs(bool cyrillic);

  std::uint64_t state_ = 20160503;
  std::uint64_t number_ = 0;
};

/// Letters until `bytes_min` are there.
std::string make_mailbox(std::size_t bytes_min);

}  // namespace habeas
