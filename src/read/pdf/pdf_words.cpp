// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_words.h"

#include <algorithm>
#include <cmath>

#include "read/pdf/pdf_wide_letters.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr double kSpaceEms = 0.15;   // what lies further apart is two words
constexpr double kOverlapEms = 0.4;  // kerning pulls a glyph back by less
constexpr double kLevelEms = 0.12;   // a raised mark stands higher
constexpr double kTwiceEms = 0.12;

bool is_right_to_left(char32_t c) {
  return (c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFF00);
}

bool starts_right_to_left(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && is_right_to_left(next_character(text, at));
}

bool has_right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_right_to_left(next_character(text, at))) return true;
  }
  return false;
}

bool is_level(const PdfGlyph& a, const PdfGlyph& b) {
  const double size = std::max(a.size, b.size);
  return std::abs(a.baseline - b.baseline) <= kLevelEms * size && a.size < 1.4 * b.size &&
         b.size < 1.4 * a.size;
}

bool follows(const PdfGlyph& a, const PdfGlyph& b, PdfJoint joint) {
  if (joint != PdfJoint::Usual) return joint == PdfJoint::Joined;
  if (a.space_after || a.turn != b.turn || !is_level(a, b)) return false;
  if ((a.sight == PdfSight::Seen) != (b.sight == PdfSight::Seen)) return false;
  const double em = std::max(a.size, 0.1);
  const double gap = b.box.left - a.box.right;
  if (gap > -kOverlapEms * em && gap < kSpaceEms * em) return true;
  const double back = a.box.left - b.box.right;
  return starts_right_to_left(a.text) && back > -kOverlapEms * em && back < kSpaceEms * em;
}

bool is_same_again(const PdfGlyph& a, const PdfGlyph& b) {
  return a.text == b.text && a.turn == b.turn &&
         std::abs(a.box.left - b.box.left) < kTwiceEms * a.size &&
         std::abs(a.baseline - b.baseline) < kTwiceEms * a.size;
}

// The glyphs of one word. From right to left they may be painted either way round.
PdfWord join(std::vector<const PdfGlyph*>& glyphs) {
  const bool turn_round = std::any_of(glyphs.begin(), glyphs.end(), [](const PdfGlyph* glyph) {
    return starts_right_to_left(glyph->text);
  });
  PdfWord word;
  const PdfGlyph& first = *glyphs.front();
  word.box = first.box;
  word.baseline = first.baseline;
  word.size = first.size;
  word.turn = first.turn;
  word.bold = true;
  word.is_artifact = true;
  word.visible = first.sight == PdfSight::Seen;
  word.space_after = glyphs.back()->space_after;
  if (turn_round) {
    std::stable_sort(glyphs.begin(), glyphs.end(), [](const PdfGlyph* a, const PdfGlyph* b) {
      return a->box.left > b->box.left;
    });
  }
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const PdfGlyph& glyph = *glyphs[i];
    word.box = around(word.box, glyph.box);
    word.bold = word.bold && glyph.bold;
    word.is_artifact = word.is_artifact && glyph.is_artifact;
    // A number inside goes on from left to right.
    std::size_t end = i + 1;
    while (turn_round && end < glyphs.size() && glyphs[i]->text[0] >= '0' &&
           glyphs[i]->text[0] <= '9' && glyphs[end]->text[0] >= '0' &&
           glyphs[end]->text[0] <= '9') {
      ++end;
    }
    for (std::size_t j = end; j-- > i;) {
      word.text += glyphs[j]->text;
      word.box = around(word.box, glyphs[j]->box);
    }
    i = end - 1;
  }
  return word;
}

void drop_painted_twice(std::vector<PdfWord>& words) {
  std::vector<std::size_t> order(words.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return words[a].box.left < words[b].box.left;
  });
  constexpr std::size_t kNear = 40;  // words that begin at one place of their lines
  std::vector<bool> twice(words.size(), false);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const PdfWord& a = words[order[i]];
    if (twice[order[i]]) continue;
    for (std::size_t j = i + 1; j < order.size() && j < i + kNear; ++j) {
      const PdfWord& b = words[order[j]];
      if (b.box.left - a.box.left > kTwiceEms * a.size) break;
      if (a.text != b.text || std::abs(a.baseline - b.baseline) > kTwiceEms * a.size) continue;
      if (a.turn != b.turn || a.visible != b.visible) continue;
      const std::size_t later = std::max(order[i], order[j]);
      words[std::min(order[i], order[j])].bold = true;
      twice[later] = true;
      if (later == order[i]) break;
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (twice[i]) continue;
    if (kept != i) words[kept] = std::move(words[i]);
    ++kept;
  }
  words.resize(kept);
}

enum class Way : std::uint8_t { Neutral, Left, Right };

// Numbers and signs go with what stands around them.
Way way_of(const PdfWord& word) {
  bool has_letter = false;
  for (std::size_t at = 0; at < word.text.size();) {
    const char32_t c = next_character(word.text, at);
    if (is_right_to_left(c) && is_letter(c)) return Way::Right;
    has_letter = has_letter || is_letter(c) || is_digit(c);
  }
  return has_letter ? Way::Left : Way::Neutral;
}

}  // namespace

std::vector<PdfWord> make_pdf_words(const std::vector<PdfGlyph>& glyphs) {
  std::vector<PdfWord> words;
  std::vector<const PdfGlyph*> run;
  const std::vector<PdfJoint> joints = find_wide_letters(glyphs);
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const PdfGlyph& glyph = glyphs[i];
    if (!run.empty() && is_same_again(*run.back(), glyph)) continue;
    if (!run.empty() && !follows(*run.back(), glyph, joints[i - 1])) {
      words.push_back(join(run));
      run.clear();
    }
    run.push_back(&glyph);
  }
  if (!run.empty()) words.push_back(join(run));
  drop_painted_twice(words);
  return words;
}

bool is_glued(const PdfWord& a, const PdfWord& b) {
  const double em = std::min(a.size, b.size);
  const double gap = b.box.left - a.box.right;
  if (has_right_to_left(a.text) || has_right_to_left(b.text)) {
    return !b.space_after && gap < kSpaceEms * em;
  }
  return !a.space_after && gap < kSpaceEms * em;
}

bool is_right_to_left(const std::vector<PdfWord>& words) {
  std::size_t right = 0;
  std::size_t left = 0;
  for (const PdfWord& word : words) {
    for (std::size_t at = 0; at < word.text.size();) {
      const char32_t c = next_character(word.text, at);
      right += is_right_to_left(c) ? 1U : 0U;
      left += !is_right_to_left(c) && is_letter(c) ? 1U : 0U;
    }
  }
  return right > left;
}

void order_as_read(std::vector<PdfWord>& words) {
  if (!is_right_to_left(words)) {
    // Words from right to left inside a line of the other way.
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::size_t end = i;
      while (end < words.size() && way_of(words[end]) == Way::Right) ++end;
      if (end > i + 1) {
        std::reverse(words.begin() + static_cast<std::ptrdiff_t>(i),
                     words.begin() + static_cast<std::ptrdiff_t>(end));
      }
      i = std::max(i, end == i ? i : end - 1);
    }
    return;
  }
  std::reverse(words.begin(), words.end());
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t end = i;
    while (end < words.size() && way_of(words[end]) == Way::Left) ++end;
    if (end > i + 1) {
      std::reverse(words.begin() + static_cast<std::ptrdiff_t>(i),
                   words.begin() + static_cast<std::ptrdiff_t>(end));
    }
    i = std::max(i, end == i ? i : end - 1);
  }
}

}  // namespace habeas
