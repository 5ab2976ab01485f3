// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace habeas {

/// U+FFFD, what stands for a byte that is no character.
inline constexpr char32_t kReplacement = 0xFFFD;

/// True if all of `text` is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool is_utf8(std::string_view text);

/// True if `offset` is 0, the end, or the first byte of a character of well-formed `text`.
bool is_boundary(std::string_view text, std::size_t offset);

/// The character that begins at `offset`, which moves past it. A byte that begins no well-formed
/// character is one kReplacement of one byte. REQUIRES: offset < text.size().
char32_t next_character(std::string_view text, std::size_t& offset);

/// The character before `offset`, which moves to its first byte. REQUIRES: 0 < offset.
char32_t previous_character(std::string_view text, std::size_t& offset);

/// Appends `character`; surrogates and values above U+10FFFF as kReplacement.
void append_utf8(std::string& text, char32_t character);

/// `bytes` with every byte that is no character replaced by U+FFFD (one for each maximal part of
/// a cut-off character, as the WHATWG decoder does).
std::string to_utf8(std::string_view bytes);

/// How many characters well-formed `text` has.
std::size_t count_characters(std::string_view text);

bool is_letter(char32_t character);
bool is_digit(char32_t character);        ///< decimal digits of any script
bool is_upper(char32_t character);        ///< upper and title case
bool is_lower(char32_t character);
bool is_mark(char32_t character);         ///< combining marks
bool is_white_space(char32_t character);  ///< White_Space of Unicode, NBSP too
/// Zero-width and format characters, soft hyphen, BOM, bidi controls (category Cf), and variation
/// selectors: what stands in a text and is not seen.
bool is_invisible(char32_t character);
char32_t to_lower(char32_t character);  ///< simple case mapping, no locale
char32_t to_upper(char32_t character);

enum class Script { Other, Latin, Cyrillic, Arabic, Greek, Hebrew, Georgian, Armenian, Han };
Script script_of(char32_t character);

/// `text` without white space at both ends.
std::string_view trim(std::string_view text);

/// `text` with every run of white space as one space, trimmed.
std::string squash(std::string_view text);

}  // namespace habeas
