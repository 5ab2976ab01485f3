// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace habeas {

/// A rectangle of a page, in points (1/72 inch) from its top left corner as it is shown.
struct PdfBox {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  friend bool operator==(const PdfBox&, const PdfBox&) = default;
};

inline double width(const PdfBox& box) { return box.right - box.left; }
inline double height(const PdfBox& box) { return box.bottom - box.top; }

/// The smallest box around both.
PdfBox around(const PdfBox& a, const PdfBox& b);

/// True if the middle of `inner` lies in `outer`.
bool holds_middle(const PdfBox& outer, const PdfBox& inner);

/// Why a person who looks at the page does not see a glyph, if so.
enum class PdfSight : std::uint8_t {
  Seen,
  Unpainted,  ///< render mode 3 or 7, or fully transparent
  OffPage,    ///< outside the page or the clip
  Tiny,       ///< under kPdfTinyPoints high
  Blended,    ///< in the colour of what lies under it
  Covered,    ///< something opaque was painted over it
};
inline constexpr double kPdfTinyPoints = 1.5;

/// One glyph as painted, or one word as recognised in a picture.
struct PdfGlyph {
  std::string text;  ///< UTF-8, U+FFFD if the font does not tell; "" never
  PdfBox box;        ///< of the advance and the font size; turned upright (see `turn`)
  double baseline = 0;
  double size = 0;  ///< of the font, in points
  bool bold = false;
  bool space_after = false;  ///< a space was painted after it
  bool is_artifact = false;  ///< marked by the file as no part of its text: a running head
  std::uint8_t turn = 0;     ///< quarter turns clockwise by which the words are turned
  PdfSight sight = PdfSight::Seen;
};

struct PdfLink {
  PdfBox box;
  std::string address;
};

/// What a page paints, in the order in which it paints it.
struct PdfPage {
  std::uint32_t number = 0;  ///< from 1
  double width = 0;          ///< points, as shown
  double height = 0;
  std::vector<PdfGlyph> glyphs;
  std::vector<PdfLink> links;
  std::vector<PdfBox> rules;             ///< thin horizontal lines: of tables, over footnotes
  double picture_share = 0;              ///< of the page that pictures cover, 0 to 1
  std::uint64_t picture_pixels_max = 0;  ///< of its largest picture, as declared
  std::uint32_t other_texts = 0;         ///< times the file says to copy other words than it paints
  std::uint32_t outlines = 0;            ///< shapes painted: letters may be among them
  bool has_more = false;                 ///< a limit was met: the page paints more
};

/// A page in shades of grey, a byte for each pixel, row by row from the top, no gaps.
struct PdfPicture {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t dots_per_inch = 0;
  std::string grey;
};

/// Names and values of the document as a whole, in the order in which they are told.
using PdfFields = std::vector<std::pair<std::string, std::string>>;

}  // namespace habeas
