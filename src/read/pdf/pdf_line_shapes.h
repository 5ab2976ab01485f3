// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "read/pdf/pdf_layout.h"

namespace habeas {

/// True if a sentence may go on from a line that reads `a` in another column or on another page,
/// in a line that reads `b`: `a` ends in no full stop, and `b` begins small or `a` in a hyphen.
bool goes_on(std::string_view a, std::string_view b);

bool ends_sentence(std::string_view words);
bool begins_sentence(std::string_view words);  ///< no small letter comes first
bool ends_in_hyphen(std::string_view words);   ///< behind a letter
bool has_letters(std::string_view words);

/// "• ", "– ", "1. ", "12) ", "a) " and the like.
bool begins_list_entry(std::string_view words);

/// The number with which a footnote begins: "1" of `¹ See`, `1 See`, `[1] See`; "" if it does not.
std::string note_begin(const PdfLine& line);

/// How far a line is moved in from the begin of its column, and how far it ends before its end; the
/// other way round where writing goes from right to left.
double lead(const PdfLine& line);
double tail(const PdfLine& line);

/// About how wide the first word of `line` is, in points.
double first_word_width(const PdfLine& line);

}  // namespace habeas
