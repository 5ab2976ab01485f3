// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "read/pdf/pdf_page.h"

namespace habeas {

/// What stands between a glyph and the next one, as far as the spacing of letters tells.
enum class PdfJoint : std::uint8_t {
  Usual,   ///< nothing: judge by the gap alone
  Joined,  ///< both are letters of one word that is set wide
  Parted,  ///< the end of a word that is set wide
};

/// Finds letters that are set apart from each other, as in "p e n d a n t": kWideLettersMin or more
/// on one line, none of which touches another, in even steps. A gap much wider than those steps
/// ends a word. Letters that follow each other in the alphabet, all alike letters and numbers are a
/// list and stay apart. One answer for each glyph, about what stands behind it. Linear but for
/// sorting the gaps of a line.
std::vector<PdfJoint> find_wide_letters(const std::vector<PdfGlyph>& glyphs);

inline constexpr std::size_t kWideLettersMin = 4;

}  // namespace habeas
