// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace habeas {

/// The characters of one glyph as text: ligatures and shaped Arabic letters as their letters; a
/// bullet of a font of signs as U+2022; U+FFFD for what a font keeps to itself or does not tell;
/// " " for any white space.
std::string pdf_characters(const std::uint32_t* unicode, int length);

/// The same for words in UTF-8, white space squashed.
std::string pdf_words(std::string_view words);

}  // namespace habeas
