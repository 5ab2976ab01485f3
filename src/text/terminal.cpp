// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/terminal.h"

#include <fmt/format.h>

#include "text/utf8.h"

namespace habeas {

std::string to_terminal(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    const char32_t c = next_character(text, offset);
    const bool broken = c == kReplacement && offset - begin == 1;
    if (broken) {
      safe += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[begin]));
    } else if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029) {
      if (safe.empty() || safe.back() != ' ') safe += ' ';
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      safe += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    } else if (is_invisible(c) || c >= 0xE0000) {
      safe += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      safe += text.substr(begin, offset - begin);
    }
  }
  return safe;
}

}  // namespace habeas
