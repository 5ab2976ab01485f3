// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_wide_letters.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr double kTouchingEms = 0.06;  // letters of a word that is not set wide are nearer
constexpr double kFarthestEms = 5.0;   // of letters set wide on one line
constexpr double kWidestStepEms = 0.9;
constexpr double kExactEms = 0.1;  // one word that fills its line: wider steps, but all the same
constexpr double kWordGapTimes = 1.4;  // the gap between two words, to that between letters
constexpr double kWordGapEms = 0.08;
constexpr std::size_t kGlyphsOfLigature = 8;
constexpr double kLetterShare = 0.6;

bool is_level(const PdfGlyph& a, const PdfGlyph& b) {
  return a.turn == b.turn && (a.sight == PdfSight::Seen) == (b.sight == PdfSight::Seen) &&
         std::abs(a.baseline - b.baseline) <= 0.02 * a.size &&
         std::abs(a.size - b.size) <= 0.02 * a.size;
}

double gap_ems(const PdfGlyph& a, const PdfGlyph& b) {
  return (b.box.left - a.box.right) / std::max(a.size, 0.1);
}

bool stands_apart(const PdfGlyph& a, const PdfGlyph& b) {
  const double gap = gap_ems(a, b);
  return is_level(a, b) && gap >= kTouchingEms && gap <= kFarthestEms;
}

bool touches(const PdfGlyph& a, const PdfGlyph& b) {
  return is_level(a, b) && std::abs(gap_ems(a, b)) < kTouchingEms;
}

// "a b c d" are the names of columns or of answers, "x x x x" are ticks.
bool is_list(const std::u32string& letters) {
  bool rises = true;
  bool is_alike = true;
  for (std::size_t i = 1; i < letters.size(); ++i) {
    rises = rises && letters[i] == letters[i - 1] + 1;
    is_alike = is_alike && letters[i] == letters[i - 1];
  }
  return rises || is_alike;
}

bool has_words(std::span<const PdfGlyph> glyphs) {
  std::u32string letters;
  std::size_t several = 0;  // ligatures; more of them are words recognised in a picture
  for (const PdfGlyph& glyph : glyphs) {
    several += count_characters(glyph.text) > 1 ? 1 : 0;
    const std::string folded = fold(glyph.text);
    for (std::size_t at = 0; at < folded.size();) {
      const char32_t c = next_character(folded, at);
      if (is_letter(c)) letters += c;
    }
  }
  return letters.size() >= kWideLettersMin && !is_list(letters) &&
         several * kGlyphsOfLigature <= glyphs.size() &&
         static_cast<double>(letters.size()) >= kLetterShare * static_cast<double>(glyphs.size());
}

// The glyphs stand apart from each other and from all others of their line.
void judge(std::span<const PdfGlyph> glyphs, std::span<PdfJoint> joints) {
  if (glyphs.size() < kWideLettersMin || !has_words(glyphs)) return;
  std::vector<double> gaps;
  for (std::size_t i = 0; i + 1 < glyphs.size(); ++i) {
    gaps.push_back(gap_ems(glyphs[i], glyphs[i + 1]));
  }
  std::vector<double> sorted = gaps;
  const auto quarter = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 4);
  std::nth_element(sorted.begin(), quarter, sorted.end());
  const double step = *quarter;
  const double word_gap = kWordGapTimes * step + kWordGapEms;
  const auto steps =
      std::count_if(gaps.begin(), gaps.end(), [word_gap](double gap) { return gap <= word_gap; });
  const auto [narrow, wide] = std::minmax_element(gaps.begin(), gaps.end());
  if (step > kWidestStepEms && *wide - *narrow > kExactEms) return;
  if (2 * static_cast<std::size_t>(steps) < gaps.size()) return;
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    joints[i] = gaps[i] <= word_gap ? PdfJoint::Joined : PdfJoint::Parted;
  }
}

}  // namespace

std::vector<PdfJoint> find_wide_letters(const std::vector<PdfGlyph>& glyphs) {
  std::vector<PdfJoint> joints(glyphs.size(), PdfJoint::Usual);
  for (std::size_t begin = 0; begin < glyphs.size();) {
    std::size_t end = begin + 1;
    while (end < glyphs.size() && stands_apart(glyphs[end - 1], glyphs[end])) ++end;
    // The last letter of an ordinary word before, and the first of one behind.
    const bool cut_first = begin > 0 && touches(glyphs[begin - 1], glyphs[begin]);
    const bool cut_last = end < glyphs.size() && touches(glyphs[end - 1], glyphs[end]);
    const std::size_t first = begin + (cut_first ? 1U : 0U);
    const std::size_t last = end - (cut_last ? 1U : 0U);
    if (last > first) {
      const std::size_t count = last - first;
      judge(std::span(glyphs).subspan(first, count), std::span(joints).subspan(first, count));
    }
    begin = end;
  }
  return joints;
}

}  // namespace habeas
