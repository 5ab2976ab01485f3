// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_recorder.h"

#include <algorithm>
#include <cmath>

#include <Gfx.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <UTF.h>

#include "read/pdf/pdf_characters.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr double kAscent = 0.78;  // of the font size: near enough for every font
constexpr double kDescent = 0.22;
constexpr double kRulePoints = 2.5;
constexpr double kRuleWidthMin = 20;
constexpr std::size_t kRulesMax = 4000;
constexpr std::size_t kMarkedMax = 1000;
constexpr double kBlendedMax = 0.06;  // of a colour's range
constexpr double kOpaqueMin = 0.95;
constexpr double kTransparentMax = 0.05;
constexpr double kPagePointsMax = 200'000;

bool is_measure(double value) { return std::isfinite(value) && std::abs(value) < 1e7; }

bool is_measure(const PdfBox& box) {
  return is_measure(box.left) && is_measure(box.top) && is_measure(box.right) &&
         is_measure(box.bottom);
}

// Quarter turns clockwise of the writing, from the matrix that paints its glyphs.
unsigned turn_of(const double (&m)[4]) {
  if (std::abs(m[0] * m[3]) > std::abs(m[1] * m[2])) return m[0] > 0 || m[3] < 0 ? 0 : 2;
  return m[2] > 0 ? 1 : 3;
}

PdfBox clipped(const PdfBox& box, GfxState* state) {
  PdfBox clip;
  state->getClipBBox(&clip.left, &clip.top, &clip.right, &clip.bottom);
  return {std::max(box.left, clip.left), std::max(box.top, clip.top),
          std::min(box.right, clip.right), std::min(box.bottom, clip.bottom)};
}

bool is_bold_font(const GfxFont& font) {
  if (font.isBold() || (font.getWeight() >= GfxFont::W600 && font.getWeight() <= GfxFont::W900)) {
    return true;
  }
  std::string name = font.getName().value_or("");
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return name.find("bold") != std::string::npos || name.find("black") != std::string::npos ||
         name.find("heavy") != std::string::npos;
}

// True if the path is one upright rectangle.
bool is_rectangle(const GfxPath& path) {
  if (path.getNumSubpaths() != 1) return false;
  const GfxSubpath& part = *path.getSubpath(0);
  if (part.getNumPoints() < 4 || part.getNumPoints() > 5) return false;
  for (int i = 1; i < part.getNumPoints(); ++i) {
    if (part.getCurve(i)) return false;
    const bool level = std::abs(part.getY(i) - part.getY(i - 1)) < 0.01;
    const bool plumb = std::abs(part.getX(i) - part.getX(i - 1)) < 0.01;
    if (!level && !plumb) return false;
  }
  return true;
}

}  // namespace

PdfRecorder::PdfRecorder(PdfPage& page, const PdfPageLimits& limits)
    : page_(page), limits_(limits) {}

bool PdfRecorder::has_run_too_long() {
  if (++steps_ <= limits_.steps_max && page_.glyphs.size() < limits_.glyphs_max) return false;
  page_.has_more = true;
  return true;
}

void PdfRecorder::startPage(int, GfxState* state, XRef*) {
  if (state == nullptr) return;
  page_.width = std::clamp(state->getPageWidth(), 1.0, kPagePointsMax);
  page_.height = std::clamp(state->getPageHeight(), 1.0, kPagePointsMax);
  std::copy_n(state->getCTM(), 6, matrix_);
}

PdfBox PdfRecorder::to_page(double x1, double y1, double x2, double y2) const {
  const auto at_x = [this](double x, double y) {
    return x * matrix_[0] + y * matrix_[2] + matrix_[4];
  };
  const auto at_y = [this](double x, double y) {
    return x * matrix_[1] + y * matrix_[3] + matrix_[5];
  };
  const auto [left, right] = std::minmax({at_x(x1, y1), at_x(x2, y2)});
  const auto [top, bottom] = std::minmax({at_y(x1, y1), at_y(x2, y2)});
  return {left, top, right, bottom};
}

void PdfRecorder::add_area(Area area, GfxState* state) {
  area.box = clipped(area.box, state);
  if (!is_measure(area.box) || width(area.box) <= 0 || height(area.box) <= 0) return;
  if (height(area.box) <= kRulePoints && width(area.box) >= kRuleWidthMin) {
    if (page_.rules.size() < kRulesMax) page_.rules.push_back(area.box);
    return;
  }
  if (width(area.box) < kRulePoints || height(area.box) < kRulePoints) return;
  if (areas_.size() >= limits_.fills_max) {
    areas_full_ = true;
    return;
  }
  area.glyphs = page_.glyphs.size();
  areas_.push_back(area);
}

void PdfRecorder::add_path(GfxState* state, double thickness) {
  const GfxPath& path = *state->getPath();
  ++page_.outlines;
  PdfBox box{1e9, 1e9, -1e9, -1e9};
  for (int i = 0; i < path.getNumSubpaths(); ++i) {
    const GfxSubpath& part = *path.getSubpath(i);
    for (int j = 0; j < part.getNumPoints(); ++j) {
      double x = 0;
      double y = 0;
      state->transform(part.getX(j), part.getY(j), &x, &y);
      box = around(box, {x, y, x, y});
    }
  }
  const double half = thickness / 2;
  Area area{{box.left - half, box.top - half, box.right + half, box.bottom + half}, {}, {}, {}, 0};
  const bool is_line = thickness > 0;
  GfxColorSpace* const space = is_line ? state->getStrokeColorSpace() : state->getFillColorSpace();
  if (space != nullptr && space->getMode() != csPattern) {
    GfxRGB rgb{};
    is_line ? state->getStrokeRGB(&rgb) : state->getFillRGB(&rgb);
    area.colour = {colToDbl(rgb.r), colToDbl(rgb.g), colToDbl(rgb.b)};
    area.has_colour = true;
  }
  const double opacity = is_line ? state->getStrokeOpacity() : state->getFillOpacity();
  if (opacity < kTransparentMax) return;
  if (opacity < kOpaqueMin || state->getBlendMode() != gfxBlendNormal) area.has_colour = false;
  area.hides = area.has_colour && (is_line || is_rectangle(path));
  add_area(area, state);
}

void PdfRecorder::fill(GfxState* state) { add_path(state, 0); }
void PdfRecorder::eoFill(GfxState* state) { add_path(state, 0); }

void PdfRecorder::stroke(GfxState* state) {
  const GfxPath& path = *state->getPath();
  // Only single straight lines matter: rules of tables, and what was struck out.
  for (int i = 0; i < path.getNumSubpaths(); ++i) {
    if (path.getSubpath(i)->getNumPoints() != 2 || path.getSubpath(i)->getCurve(1)) return;
  }
  const double* const m = state->getCTM();
  const double scale = std::sqrt(std::abs(m[0] * m[3] - m[1] * m[2]));
  add_path(state, std::max(0.1, state->getLineWidth() * scale));
}

void PdfRecorder::add_pattern(GfxState* state) {
  Area area;
  state->getClipBBox(&area.box.left, &area.box.top, &area.box.right, &area.box.bottom);
  add_area(area, state);
}

bool PdfRecorder::tilingPatternFill(GfxState* state, Gfx*, Catalog*, GfxTilingPattern*,
                                    const double*, int, int, int, int, double, double) {
  add_pattern(state);
  return true;
}

bool PdfRecorder::functionShadedFill(GfxState* state, GfxFunctionShading*) {
  add_pattern(state);
  return true;
}
bool PdfRecorder::axialShadedFill(GfxState* state, GfxAxialShading*, double, double) {
  add_pattern(state);
  return true;
}
bool PdfRecorder::radialShadedFill(GfxState* state, GfxRadialShading*, double, double) {
  add_pattern(state);
  return true;
}
bool PdfRecorder::gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) {
  add_pattern(state);
  return true;
}
bool PdfRecorder::patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) {
  add_pattern(state);
  return true;
}

void PdfRecorder::add_picture(GfxState* state, int width_pixels, int height_pixels, bool hides) {
  PdfBox box{1e9, 1e9, -1e9, -1e9};
  for (const auto& [cx, cy] :
       {std::pair(0, 0), std::pair(1, 0), std::pair(0, 1), std::pair(1, 1)}) {
    double x = 0;
    double y = 0;
    state->transform(cx, cy, &x, &y);
    box = around(box, {x, y, x, y});
  }
  const auto pixels = static_cast<std::uint64_t>(std::max(width_pixels, 0)) *
                      static_cast<std::uint64_t>(std::max(height_pixels, 0));
  page_.picture_pixels_max = std::max(page_.picture_pixels_max, pixels);
  const PdfBox shown =
      clipped({std::max(0.0, box.left), std::max(0.0, box.top), std::min(page_.width, box.right),
               std::min(page_.height, box.bottom)},
              state);
  if (is_measure(shown) && width(shown) > 0 && height(shown) > 0) {
    page_.picture_share += width(shown) * height(shown) / (page_.width * page_.height);
    page_.picture_share = std::min(page_.picture_share, 1.0);
  }
  const bool opaque =
      state->getFillOpacity() >= kOpaqueMin && state->getBlendMode() == gfxBlendNormal;
  add_area({box, {}, false, hides && opaque, 0}, state);
}

void PdfRecorder::drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                                bool invert, bool interpolate, bool is_inline) {
  add_picture(state, width, height, false);
  if (is_inline) {
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, is_inline);
  }
}

void PdfRecorder::drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                            GfxImageColorMap* colours, bool interpolate, const int* mask,
                            bool is_inline) {
  add_picture(state, width, height, mask == nullptr);
  // The bytes of an inline picture stand in the page's program and must be passed over.
  if (is_inline) {
    OutputDev::drawImage(state, ref, stream, width, height, colours, interpolate, mask, is_inline);
  }
}

void PdfRecorder::drawMaskedImage(GfxState* state, Object*, Stream*, int width, int height,
                                  GfxImageColorMap*, bool, Stream*, int, int, bool, bool) {
  add_picture(state, width, height, false);
}

void PdfRecorder::drawSoftMaskedImage(GfxState* state, Object*, Stream*, int width, int height,
                                      GfxImageColorMap*, bool, Stream*, int, int, GfxImageColorMap*,
                                      bool) {
  add_picture(state, width, height, false);
}

bool PdfRecorder::is_blended(GfxState* state, const PdfBox& box) const {
  if (areas_full_) return false;
  const int mode = state->getRender() & 3;
  if (mode != 0) return false;
  GfxColorSpace* const space = state->getFillColorSpace();
  if (space == nullptr || space->getMode() == csPattern) return false;
  GfxRGB rgb{};
  state->getFillRGB(&rgb);
  Colour under;
  for (auto area = areas_.rbegin(); area != areas_.rend(); ++area) {
    if (!holds_middle(area->box, box)) continue;
    if (!area->has_colour) return false;
    under = area->colour;
    break;
  }
  return std::abs(under.red - colToDbl(rgb.r)) < kBlendedMax &&
         std::abs(under.green - colToDbl(rgb.g)) < kBlendedMax &&
         std::abs(under.blue - colToDbl(rgb.b)) < kBlendedMax;
}

PdfSight PdfRecorder::sight_of(GfxState* state, const PdfBox& box, double size) const {
  const int render = state->getRender();
  if (render == 3 || render == 7 || state->getFillOpacity() < kTransparentMax) {
    return PdfSight::Unpainted;
  }
  if (size < kPdfTinyPoints) return PdfSight::Tiny;
  // A mark over a letter is as narrow as nothing.
  const PdfBox shown = clipped({box.left - 0.1, box.top, box.right + 0.1, box.bottom}, state);
  const PdfBox page{0, 0, page_.width, page_.height};
  if (!holds_middle(page, box) || width(shown) <= 0 || height(shown) <= 0) {
    return PdfSight::OffPage;
  }
  return is_blended(state, box) ? PdfSight::Blended : PdfSight::Seen;
}

PdfBox PdfRecorder::turned(const PdfBox& box, unsigned turn) const {
  switch (turn) {
    case 1:
      return {box.top, page_.width - box.right, box.bottom, page_.width - box.left};
    case 2:
      return {page_.width - box.right, page_.height - box.bottom, page_.width - box.left,
              page_.height - box.top};
    case 3:
      return {page_.height - box.bottom, box.left, page_.height - box.top, box.right};
    default:
      return box;
  }
}

void PdfRecorder::drawChar(GfxState* state, double x, double y, double dx, double dy, double,
                           double, CharCode, int, const Unicode* unicode, int length) {
  if (page_.glyphs.size() >= limits_.glyphs_max || state->getFont() == nullptr) {
    page_.has_more = page_.glyphs.size() >= limits_.glyphs_max;
    return;
  }
  double x1 = 0;
  double y1 = 0;
  double w = 0;
  double h = 0;
  state->transform(x, y, &x1, &y1);
  state->transformDelta(dx, dy, &w, &h);
  double size = std::abs(state->getTransformedFontSize());
  const GfxFont& font = *state->getFont();
  double m[4];
  state->getFontTransMat(&m[0], &m[1], &m[2], &m[3]);
  const unsigned turn = turn_of(m);
  if (font.getType() == fontType3) {
    const double* const scale = font.getFontMatrix();
    if (scale[0] != 0) size *= std::min(2.0, std::abs(scale[3] / scale[0]));
  }
  if (!is_measure({x1, y1, x1 + w, y1 + h}) || !is_measure(size)) return;
  const std::string text = pdf_characters(unicode, length);
  if (text == " ") {
    if (!page_.glyphs.empty()) page_.glyphs.back().space_after = true;
    return;
  }
  PdfBox box = around({x1, y1, x1, y1}, {x1 + w, y1 + h, x1 + w, y1 + h});
  const double up = kAscent * size;
  const double down = kDescent * size;
  if (turn == 0) box.top -= up, box.bottom += down;
  if (turn == 1) box.left -= down, box.right += up;
  if (turn == 2) box.top -= down, box.bottom += up;
  if (turn == 3) box.left -= up, box.right += down;
  PdfGlyph glyph;
  glyph.text = text;
  glyph.sight = sight_of(state, box, size);
  glyph.box = turned(box, turn);
  glyph.baseline = glyph.box.bottom - down;
  glyph.size = size;
  glyph.bold = is_bold_font(font) || (state->getRender() & 3) == 2;
  glyph.turn = static_cast<std::uint8_t>(turn);
  glyph.is_artifact = artifacts_ > 0;
  page_.glyphs.push_back(std::move(glyph));
  places_.push_back(box);
}

void PdfRecorder::beginActualText(GfxState*, const GooString* text) {
  if (++replaced_depth_ != 1 || text == nullptr) return;
  replacement_.clear();
  Unicode* unicode = nullptr;
  const int length = TextStringToUCS4(text->toStr(), &unicode);
  for (int i = 0; i < length; ++i) append_utf8(replacement_, unicode[i]);
  gfree(unicode);
  replaced_from_ = page_.glyphs.size();
}

// What a file says to copy stands for what it paints only where both are of one length: a ligature,
// a hyphen, shaped letters. Else the words would not be those that a person sees.
void PdfRecorder::endActualText(GfxState*) {
  if (replaced_depth_ == 0 || --replaced_depth_ != 0) return;
  auto& glyphs = page_.glyphs;
  if (replaced_from_ >= glyphs.size()) return;
  const std::size_t count = glyphs.size() - replaced_from_;
  std::string painted;
  bool is_mapped = true;
  for (std::size_t i = replaced_from_; i < glyphs.size(); ++i) {
    painted += glyphs[i].text;
    is_mapped = is_mapped && glyphs[i].text != "\xEF\xBF\xBD";
  }
  if (squash(replacement_) == squash(painted)) return;
  const std::size_t characters = count_characters(replacement_);
  if (characters > 4 * count + 2 || (is_mapped && 2 * characters + 2 < count)) {
    ++page_.other_texts;
    return;
  }
  PdfGlyph glyph = glyphs[replaced_from_];
  PdfBox place = places_[replaced_from_];
  for (std::size_t i = replaced_from_; i < glyphs.size(); ++i) {
    glyph.box = around(glyph.box, glyphs[i].box);
    place = around(place, places_[i]);
    if (glyphs[i].sight != PdfSight::Seen) glyph.sight = glyphs[i].sight;
  }
  glyph.text = pdf_words(replacement_);
  glyphs.resize(replaced_from_);
  places_.resize(replaced_from_);
  if (glyph.text.empty()) return;
  glyphs.push_back(std::move(glyph));
  places_.push_back(place);
}

void PdfRecorder::beginMarkedContent(const char* name, Dict*) {
  if (marked_.size() >= kMarkedMax) return;
  marked_.push_back(name != nullptr && std::string_view(name) == "Artifact");
  artifacts_ += marked_.back() ? 1 : 0;
}

void PdfRecorder::endMarkedContent(GfxState*) {
  if (marked_.empty()) return;
  artifacts_ -= marked_.back() ? 1 : 0;
  marked_.pop_back();
}

void PdfRecorder::finish() {
  for (const Area& area : areas_) {
    if (!area.hides) continue;
    for (std::size_t i = 0; i < std::min(area.glyphs, page_.glyphs.size()); ++i) {
      PdfGlyph& glyph = page_.glyphs[i];
      if (glyph.sight != PdfSight::Seen || !holds_middle(area.box, places_[i])) continue;
      // A line under or through the words hides nothing.
      const double over =
          std::min(area.box.bottom, places_[i].bottom) - std::max(area.box.top, places_[i].top);
      if (over > 0.6 * height(places_[i])) glyph.sight = PdfSight::Covered;
    }
  }
}

}  // namespace habeas
