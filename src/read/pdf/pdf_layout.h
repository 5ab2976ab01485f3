// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "read/pdf/pdf_page.h"
#include "read/pdf/pdf_words.h"

namespace habeas {

/// A stretch of a line's text that carries an address, or is a raised mark.
struct PdfStretch {
  std::uint32_t begin = 0;  ///< bytes of PdfLine::text
  std::uint32_t end = 0;
  std::string address;
};

/// One printed line of one column. Cells of a table stand apart by a tab.
struct PdfLine {
  std::string text;
  PdfBox box;
  double baseline = 0;
  double size = 0;  ///< of most of its letters
  bool bold = false;
  bool visible = true;
  bool is_artifact = false;
  bool is_recognised = false;
  std::uint32_t page = 0;
  std::uint32_t region = 0;  ///< column of its page, counted in reading order
  double region_left = 0;    ///< how far its column reaches
  double region_right = 0;
  double page_height = 0;
  std::uint8_t turn = 0;           ///< against the way most words of the page stand
  std::vector<PdfStretch> raised;  ///< digits that stand higher: `¹` in the text
  std::vector<PdfStretch> links;
};

/// The lines of a page in reading order: what a person sees, column by column, then what is
/// turned against most of it, then what nobody sees. Linear but for sorting; a page of over
/// kPdfWordsMax words is read line by line without looking for columns.
std::vector<PdfLine> lay_out_page(const PdfPage& page);

inline constexpr std::size_t kPdfWordsMax = 20'000;

}  // namespace habeas
