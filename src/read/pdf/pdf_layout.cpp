// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "read/pdf/pdf_columns.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr double kSegmentGapEms = 0.9;  // what lies further apart may be of two columns
constexpr double kCellGapEms = 1.0;     // between cells of a table
constexpr double kEvenGaps = 1.6;       // the widest gap of a line set wide, to its narrowest
constexpr double kNarrowEms = 24;       // a column whose lines, set wide, look like cells
constexpr double kFilledShare = 0.6;    // of its lines
constexpr double kEdgePoints = 1.0;
constexpr double kRaisedSize = 0.8;  // of the words before it
constexpr double kRaisedEms = 0.15;

double overlap(double a_begin, double a_end, double b_begin, double b_end) {
  return std::min(a_end, b_end) - std::max(a_begin, b_begin);
}

bool on_one_line(const PdfWord& a, const PdfWord& b) {
  const double shared = overlap(a.box.top, a.box.bottom, b.box.top, b.box.bottom);
  if (shared < 0.5 * std::min(height(a.box), height(b.box))) return false;
  const double size = std::max(a.size, b.size);
  return std::abs(a.baseline - b.baseline) <= 0.3 * size ||
         std::min(a.size, b.size) < kRaisedSize * size;
}

// Words that stand close to each other on one line, joined from left to right.
std::vector<PdfSegment> make_segments(std::vector<PdfWord> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const PdfWord& a, const PdfWord& b) { return a.box.left < b.box.left; });
  std::vector<std::size_t> segment_of(words.size());
  std::vector<PdfSegment> segments;
  std::vector<bool> has_next(words.size(), false);
  // The words that end last, by their right edges, are near the begin of the next.
  double longest = 0;
  for (const PdfWord& word : words) longest = std::max(longest, width(word.box));
  longest = std::min(longest, 400.0);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t best = words.size();
    for (std::size_t j = i; j-- > 0;) {
      const double gap = words[i].box.left - words[j].box.right;
      if (words[i].box.left - words[j].box.left > longest + kSegmentGapEms * words[i].size + 1)
        break;
      if (has_next[j] || gap > kSegmentGapEms * std::max(words[i].size, words[j].size)) continue;
      if (gap < -0.5 * words[i].size || !on_one_line(words[j], words[i])) continue;
      if (best == words.size() || words[j].box.right > words[best].box.right) best = j;
    }
    if (best == words.size()) {
      segment_of[i] = segments.size();
      segments.push_back({{words[i]}, words[i].box});
      continue;
    }
    has_next[best] = true;
    segment_of[i] = segment_of[best];
    PdfSegment& segment = segments[segment_of[i]];
    segment.box = around(segment.box, words[i].box);
    segment.words.push_back(words[i]);
  }
  return segments;
}

// The size in which most letters of the words are set.
double main_size(const std::vector<PdfWord>& words) {
  std::map<double, std::size_t> sizes;
  for (const PdfWord& word : words) {
    sizes[std::round(word.size * 2) / 2] += word.text.size();
  }
  const auto best = std::max_element(
      sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == sizes.end() ? 0 : best->first;
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.size() <= 3 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Printed above the line: as the digits that Unicode has for it, so that "2016" and a mark "1" are
// not read as one number.
std::string raised_digits(std::string_view digits) {
  constexpr const char* kRaised[] = {"\u2070", "\u00B9", "\u00B2", "\u00B3", "\u2074",
                                     "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
  std::string text;
  for (const char digit : digits) text += kRaised[digit - '0'];
  return text;
}

class LineMaker {
 public:
  LineMaker(const PdfPage& page, unsigned upright, std::vector<PdfLine>& lines)
      : page_(page), upright_(upright), lines_(lines) {}

  void add(const PdfRegion& region, std::uint32_t number) {
    std::vector<std::vector<PdfWord>> rows;
    for (const PdfRow& row : region.rows) {
      rows.emplace_back();
      for (const PdfSegment& segment : row) {
        rows.back().insert(rows.back().end(), segment.words.begin(), segment.words.end());
      }
    }
    // A gap alone is no table: two words of a line set wide may stand far apart.
    const bool is_wide = is_set_wide(region, rows);
    std::vector<bool> has_cells;
    for (const auto& words : rows) {
      has_cells.push_back(!is_wide && find_cells(words, region.box));
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool beside = (i > 0 && has_cells[i - 1]) || (i + 1 < rows.size() && has_cells[i + 1]);
      add_row(std::move(rows[i]), has_cells[i] && beside ? kCellGapEms : 1e9, number, region.box);
    }
  }

 private:
  void add_row(std::vector<PdfWord> words, double cell, std::uint32_t region,
               const PdfBox& region_box) {
    if (words.empty()) return;
    PdfLine line;
    line.size = main_size(words);
    find_spaces(words, cell);
    order_as_read(words);
    line.box = words.front().box;
    line.bold = line.is_artifact = true;
    double level = words.front().baseline;
    for (const PdfWord& word : words) {
      if (word.size >= 0.9 * line.size) level = word.baseline;
      line.box = around(line.box, word.box);
      line.bold = line.bold && word.bold;
      line.is_artifact = line.is_artifact && word.is_artifact;
    }
    line.baseline = level;
    line.visible = words.front().visible;
    line.page_height = words.front().turn % 2 == 0 ? page_.height : page_.width;
    line.turn = static_cast<std::uint8_t>((words.front().turn + 4U - upright_) % 4);
    line.page = page_.number;
    line.region = region;
    line.region_left = region_box.left;
    line.region_right = region_box.right;
    for (std::size_t i = 0; i < words.size(); ++i) add_word(line, words[i], i == 0);
    if (!line.text.empty()) lines_.push_back(std::move(line));
  }

  // What stands between words, seen from left to right, and in `space_after` whether it is a space.
  void find_spaces(std::vector<PdfWord>& words, double cell) {
    gaps_.clear();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      const double gap = words[i + 1].box.left - words[i].box.right;
      const bool is_cell = gap >= cell * std::max(words[i].size, words[i + 1].size);
      const bool glued = is_glued(words[i], words[i + 1]);
      words[i].space_after = !glued;
      // Seen from the right the space stands before the other word.
      gaps_[{words[i].box.left, words[i + 1].box.left}] = is_cell ? '\t' : glued ? '\0' : ' ';
    }
  }

  // True of a narrow column whose lines are stretched to both of its edges.
  static bool is_set_wide(const PdfRegion& region, const std::vector<std::vector<PdfWord>>& rows) {
    if (!region.is_column || rows.empty() || rows.front().empty()) return false;
    if (width(region.box) > kNarrowEms * rows.front().front().size) return false;
    const auto filled = std::count_if(rows.begin(), rows.end(), [&](const auto& words) {
      return !words.empty() && words.front().box.left < region.box.left + kEdgePoints &&
             words.back().box.right > region.box.right - kEdgePoints;
    });
    return static_cast<double>(filled) >= kFilledShare * static_cast<double>(rows.size());
  }

  // A line that fills its column in even steps was set wide; it has no cells.
  static bool find_cells(const std::vector<PdfWord>& words, const PdfBox& region) {
    if (words.size() < 2) return false;
    double narrow = 1e9;
    double wide = 0;
    bool has_gap = false;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      const double gap = words[i + 1].box.left - words[i].box.right;
      narrow = std::min(narrow, gap);
      wide = std::max(wide, gap);
      has_gap = has_gap || gap >= kCellGapEms * std::max(words[i].size, words[i + 1].size);
    }
    const double reach = words.back().box.right - words.front().box.left;
    const bool is_even =
        reach > 0.9 * width(region) && words.size() > 2 && wide <= kEvenGaps * narrow;
    return has_gap && !is_even;
  }

  void add_word(PdfLine& line, const PdfWord& word, bool is_first) {
    if (!is_first) {
      const auto [left, right] = std::minmax(last_left_, word.box.left);
      const auto gap = gaps_.find({left, right});
      const char space = gap == gaps_.end() ? ' ' : gap->second;
      if (space != '\0') line.text += space;
    }
    last_left_ = word.box.left;
    const auto begin = static_cast<std::uint32_t>(line.text.size());
    const bool raised = word.size < kRaisedSize * line.size && is_digits(word.text) &&
                        word.baseline < line.baseline - kRaisedEms * line.size;
    line.text += raised ? raised_digits(word.text) : word.text;
    const auto end = static_cast<std::uint32_t>(line.text.size());
    if (raised) line.raised.push_back({begin, end, word.text});
    add_link(line, word, begin, end);
  }

  void add_link(PdfLine& line, const PdfWord& word, std::uint32_t begin, std::uint32_t end) {
    if (word.turn != 0) return;
    for (const PdfLink& link : page_.links) {
      if (!holds_middle(link.box, word.box)) continue;
      if (!line.links.empty() && line.links.back().address == link.address) {
        line.links.back().end = end;
      } else {
        line.links.push_back({begin, end, link.address});
      }
      return;
    }
  }

  const PdfPage& page_;
  unsigned upright_;
  std::vector<PdfLine>& lines_;
  std::map<std::pair<double, double>, char> gaps_;
  double last_left_ = 0;
};

}  // namespace

std::vector<PdfLine> lay_out_page(const PdfPage& page) {
  // What is seen first; in it, the way most words are turned is upright.
  std::map<std::pair<bool, unsigned>, std::vector<PdfWord>> layers;  // hidden?, turn
  std::array<std::size_t, 4> turned{};
  for (PdfWord& word : make_pdf_words(page.glyphs)) {
    turned[word.turn % 4] += word.visible ? word.text.size() : 0;
    layers[{!word.visible, word.turn}].push_back(std::move(word));
  }
  const auto upright =
      static_cast<unsigned>(std::max_element(turned.begin(), turned.end()) - turned.begin());
  std::vector<PdfLine> lines;
  LineMaker maker(page, upright, lines);
  std::uint32_t region = 0;
  const auto lay_out = [&](const std::pair<bool, unsigned>& layer) {
    const auto found = layers.find(layer);
    if (found == layers.end()) return;
    const bool reads_left = is_right_to_left(found->second);
    const bool many = found->second.size() > kPdfWordsMax;
    for (const PdfRegion& part :
         order_regions(make_segments(std::move(found->second)),
                       layer.second == 0 ? page.rules : std::vector<PdfBox>{},
                       reads_left ? PdfReading::FromRight : PdfReading::FromLeft,
                       many ? PdfColumns::Ignored : PdfColumns::Sought)) {
      maker.add(part, region++);
    }
  };
  for (const bool hidden : {false, true}) {
    for (unsigned i = 0; i < 4; ++i) lay_out({hidden, (upright + i) % 4});
  }
  return lines;
}

}  // namespace habeas
