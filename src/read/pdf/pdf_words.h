// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "read/pdf/pdf_page.h"

namespace habeas {

/// Glyphs that stand close together on one line.
struct PdfWord {
  std::string text;
  PdfBox box;
  double baseline = 0;
  double size = 0;
  bool bold = false;
  bool space_after = false;
  bool is_artifact = false;
  std::uint8_t turn = 0;
  bool visible = true;
};

/// Puts glyphs together to words, in the order in which they were painted. A word that was painted
/// twice on one place (a way to make it bold) is there once, and bold. Letters
/// that are set wide apart are one word (find_wide_letters).
std::vector<PdfWord> make_pdf_words(const std::vector<PdfGlyph>& glyphs);

/// Two words with no space between them: `b` goes on where `a` ends.
bool is_glued(const PdfWord& a, const PdfWord& b);

/// True if most letters of `words` are written from right to left.
bool is_right_to_left(const std::vector<PdfWord>& words);

/// Puts words that stand from left to right on a page into the order in which they are read.
void order_as_read(std::vector<PdfWord>& words);

}  // namespace habeas
