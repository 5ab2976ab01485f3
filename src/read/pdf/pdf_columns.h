// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "read/pdf/pdf_page.h"
#include "read/pdf/pdf_words.h"

namespace habeas {

/// Words of one line that stand close together.
struct PdfSegment {
  std::vector<PdfWord> words;  ///< from left to right
  PdfBox box;
};

/// Segments of one line, from left to right: more than one in a table, or in a spaced-out line.
using PdfRow = std::vector<PdfSegment>;

/// What is read from top to bottom without a look to the side: a column, or all of a page.
struct PdfRegion {
  std::vector<PdfRow> rows;
  PdfBox box;
  bool is_column = false;  ///< of several that stand beside each other
};

enum class PdfReading : std::uint8_t { FromLeft, FromRight };
enum class PdfColumns : std::uint8_t { Sought, Ignored };

/// Puts the segments of a page into reading order. Where, over three lines or more, a white stripe
/// parts prose on its left from prose on its right, there are two columns, and what stands above
/// and below them is read before and after them; the same again inside each part. Cells of a
/// table (short, or with rules across the stripe) stay together line by line.
std::vector<PdfRegion> order_regions(std::vector<PdfSegment> segments,
                                     const std::vector<PdfBox>& rules, PdfReading reading,
                                     PdfColumns columns);

}  // namespace habeas
