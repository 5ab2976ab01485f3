// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace habeas {

/// A hyphen at the end of a printed line, behind which a word goes on below.
struct LineHyphen {
  std::size_t end = 0;      ///< where the word goes on: its first letter in the next line
  bool is_spelled = false;  ///< the word has the hyphen anywhere: "well-known", "Anne-Marie"
};

/// The line hyphen whose sign begins at `at` of well-formed `text`; nothing if there is none. It
/// stands behind a letter, one line end behind it, then a letter. A soft hyphen is never spelled; a
/// hyphen is before a capital (but not in a word of capitals), and with the words of
/// tables/hyphen_words. "по-прежнему" and "пре-зидент" are not told apart: both lose it.
/// REQUIRES: at < text.size().
std::optional<LineHyphen> find_line_hyphen(std::string_view text, std::size_t at);

}  // namespace habeas
