// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <OutputDev.h>

#include "read/pdf/pdf_file.h"
#include "read/pdf/pdf_page.h"

namespace habeas {

/// Writes down what Poppler would paint: the glyphs of a page with the place, size, colour and
/// font of each, and what lies under and over them. Paints nothing and decodes no picture.
class PdfRecorder final : public OutputDev {
 public:
  PdfRecorder(PdfPage& page, const PdfPageLimits& limits);

  /// Marks what was painted over, once the page is done.
  void finish();
  /// Counts one step of the page's program; true if it took too many.
  bool has_run_too_long();
  /// From the page's own measures to points from its top left corner as shown.
  PdfBox to_page(double x1, double y1, double x2, double y2) const;

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }

  void startPage(int number, GfxState* state, XRef* xref) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override;
  void stroke(GfxState* state) override;
  bool tilingPatternFill(GfxState* state, Gfx*, Catalog*, GfxTilingPattern*, const double*, int,
                         int, int, int, double, double) override;
  bool functionShadedFill(GfxState* state, GfxFunctionShading*) override;
  bool axialShadedFill(GfxState* state, GfxAxialShading*, double, double) override;
  bool radialShadedFill(GfxState* state, GfxRadialShading*, double, double) override;
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) override;
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) override;

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* unicode,
                int length) override;
  void beginActualText(GfxState* state, const GooString* text) override;
  void endActualText(GfxState* state) override;
  void beginMarkedContent(const char* name, Dict* properties) override;
  void endMarkedContent(GfxState* state) override;

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool is_inline) override;
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colours, bool interpolate, const int* mask,
                 bool is_inline) override;
  void drawMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                       GfxImageColorMap* colours, bool interpolate, Stream* mask, int mask_width,
                       int mask_height, bool invert, bool mask_interpolate) override;
  void drawSoftMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                           GfxImageColorMap* colours, bool interpolate, Stream* mask,
                           int mask_width, int mask_height, GfxImageColorMap* mask_colours,
                           bool mask_interpolate) override;

 private:
  struct Colour {
    double red = 1, green = 1, blue = 1;
  };
  /// A painted area; `glyphs` is how many glyphs were painted before it.
  struct Area {
    PdfBox box;
    Colour colour;
    bool has_colour = false;  ///< one colour all over
    bool hides = false;       ///< nothing shines through, and it fills its box
    std::size_t glyphs = 0;
  };

  void add_path(GfxState* state, double thickness);
  void add_picture(GfxState* state, int width, int height, bool hides);
  void add_pattern(GfxState* state);
  void add_area(Area area, GfxState* state);
  PdfSight sight_of(GfxState* state, const PdfBox& box, double size) const;
  bool is_blended(GfxState* state, const PdfBox& box) const;
  PdfBox turned(const PdfBox& box, unsigned turn) const;

  PdfPage& page_;
  PdfPageLimits limits_;
  std::vector<Area> areas_;
  std::vector<PdfBox> places_;  ///< of the glyphs, as shown; turned glyphs lie elsewhere
  bool areas_full_ = false;
  double matrix_[6] = {1, 0, 0, 1, 0, 0};
  std::uint32_t steps_ = 0;
  int replaced_depth_ = 0;
  std::string replacement_;
  std::size_t replaced_from_ = 0;  ///< the first glyph that has ActualText
  std::vector<bool> marked_;       ///< for each marked content around: is it an artifact?
  int artifacts_ = 0;
};

}  // namespace habeas
