// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace habeas {

/// A stretch of plain text that belongs together: what becomes one passage.
struct TextUnit {
  std::string_view words;  ///< of the text, without white space at its ends; line ends inside stay
  std::size_t blank_lines = 0;  ///< empty lines before it
  bool one_line = true;

  friend bool operator==(const TextUnit&, const TextUnit&) = default;
};

/// Cuts `text` at blank lines, and at line ends that are ends of paragraphs: not where lines are
/// wrapped at one width, nor where a line stops in mid-sentence, after "Ms." or at a hyphen and
/// the next goes on. Linear in the text.
std::vector<TextUnit> split_units(std::string_view text);

/// True if `words` tell something: a long line, or a sentence of eight words or more.
bool is_prose(std::string_view words);

/// The addresses "http://..." and "https://..." in `words`, without signs that end a sentence.
std::vector<std::string_view> find_addresses(std::string_view words);

/// True if `words` are one address and nothing else.
bool is_address(std::string_view words);

}  // namespace habeas
