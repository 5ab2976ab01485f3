// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace habeas {

/// A line "Subject: ..." of the head of a letter that was saved as text.
struct LetterLine {
  std::string name;   ///< as printed: "Subject", "Тема"
  std::string value;  ///< with the lines that continue it
  bool is_date = false;
};

struct LetterHead {
  std::vector<LetterLine> lines;
  std::size_t bytes = 0;  ///< of the text that they take up, from its begin
};

inline constexpr std::size_t kLetterLinesMax = 30;

/// The lines like those of a mail with which `text` begins: two at least, with different names of
/// tables/letter_words, one under the other; else nothing.
LetterHead find_letter_head(std::string_view text);

}  // namespace habeas
