// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/document.h"
#include "read/pdf/pdf_layout.h"

namespace habeas {

/// One passage put together of printed lines, which a line end parts; also where a word is
/// hyphenated, as it is printed.
struct PdfPassage {
  PassageKind kind = PassageKind::Paragraph;
  std::string text;
  bool visible = true;
  bool bold = false;
  double size = 0;
  std::vector<PageBegin> pages;    ///< by bytes of `text`; the first begins at 0
  std::vector<PdfStretch> raised;  ///< by bytes of `text`; `address` holds the plain digits
  std::vector<PdfStretch> links;
  std::string label;  ///< of a footnote: "1"
};

/// Puts the lines of a whole document, without running heads, together to passages: paragraphs
/// (over columns and pages too, where a sentence goes on), headings (set larger or bolder than the
/// body), list entries, footnotes (smaller, at the foot of a column, behind a number), rows of
/// tables. Footnotes stand after the passage that the page ends in; what nobody sees and what is
/// turned stands after its page.
std::vector<PdfPassage> make_pdf_passages(const std::vector<PdfLine>& lines);

}  // namespace habeas
