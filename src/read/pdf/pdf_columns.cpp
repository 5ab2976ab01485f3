// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_columns.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "read/pdf/pdf_line_shapes.h"

namespace habeas {
namespace {

constexpr std::size_t kColumnLinesMin = 3;
constexpr double kStripeEms = 0.7;      // a narrower white stripe parts no columns
constexpr double kProseWordsMin = 2.5;  // words a line, in the middle
constexpr double kProseWidthMin = 0.5;  // of the column
constexpr double kFullWordsMin = 1.5;   // words a line where most lines fill their column
constexpr double kFullWidthMin = 0.85;
constexpr double kNarrowWordsMin = 1.2;  // where most lines go on in the next
constexpr double kNarrowWidthMin = 0.6;
constexpr double kGoingOnShare = 0.5;
constexpr double kFarLines = 2.0;  // heights of a line: what lies further below is apart
constexpr int kDepthMax = 12;
constexpr std::size_t kEdgesMax = 60;

using Segments = std::vector<PdfSegment>;
using Places = std::vector<std::size_t>;

double size_of(const PdfSegment& segment) { return std::max(1.0, height(segment.box)); }

template <class Values>
double middle(Values values) {
  if (values.empty()) return 0;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

PdfBox box_of(const Segments& segments, const Places& places) {
  PdfBox box = segments[places.front()].box;
  for (const std::size_t place : places) box = around(box, segments[place].box);
  return box;
}

/// Two columns, and what stands above and below them. All in the order of their tops.
struct Split {
  Places above, left, right, below;
  std::size_t lines = 0;  // of the shorter column
};

class Orderer {
 public:
  Orderer(const Segments& segments, const std::vector<PdfBox>& rules, PdfReading reading,
          PdfColumns columns)
      : segments_(segments), rules_(rules), reading_(reading), columns_(columns) {}

  void order(Places places, int depth, bool is_column = false) {
    if (places.empty()) return;
    if (depth < kDepthMax && columns_ == PdfColumns::Sought) {
      if (auto split = find_split(places)) {
        order(std::move(split->above), depth + 1, is_column);
        const bool from_left = reading_ == PdfReading::FromLeft;
        order(from_left ? split->left : split->right, depth + 1, true);
        order(from_left ? split->right : split->left, depth + 1, true);
        order(std::move(split->below), depth + 1, is_column);
        return;
      }
    }
    regions_.push_back({make_rows(places), box_of(segments_, places), is_column});
  }

  std::vector<PdfRegion> take() { return std::move(regions_); }

 private:
  // Where columns may begin: left edges that several segments share.
  std::vector<double> left_edges(const Places& places) const {
    std::vector<double> lefts;
    for (const std::size_t place : places) lefts.push_back(segments_[place].box.left);
    std::sort(lefts.begin(), lefts.end());
    std::vector<std::pair<std::size_t, double>> edges;
    for (std::size_t i = 0; i < lefts.size();) {
      std::size_t end = i;
      while (end < lefts.size() && lefts[end] - lefts[i] < 3) ++end;
      if (end - i >= kColumnLinesMin - 1 && i > 0) edges.emplace_back(end - i, lefts[i]);
      i = end;
    }
    std::stable_sort(edges.begin(), edges.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<double> best;
    for (const auto& [count, left] : edges) {
      if (best.size() < kEdgesMax) best.push_back(left);
    }
    return best;
  }

  std::optional<Split> find_split(const Places& places) const {
    if (places.size() < 2 * kColumnLinesMin) return std::nullopt;
    std::optional<Split> best;
    for (const double edge : left_edges(places)) {
      for (std::size_t begin = 0; begin < places.size();) {
        std::size_t end = begin;
        const double stripe = kStripeEms * size_of(segments_[places[begin]]);
        while (end < places.size() && !crosses(places[end], edge, stripe)) ++end;
        if (end - begin >= 2 * kColumnLinesMin) {
          auto split = split_at(places, begin, end, edge);
          if (split && (!best || split->lines > best->lines)) best = std::move(split);
        }
        begin = end + 1;
      }
    }
    return best;
  }

  bool crosses(std::size_t place, double edge, double stripe) const {
    const PdfBox& box = segments_[place].box;
    return box.left < edge - 1 && box.right > edge - stripe;
  }

  std::optional<Split> split_at(const Places& places, std::size_t begin, std::size_t end,
                                double edge) const {
    Split split;
    split.above.assign(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(begin));
    split.below.assign(places.begin() + static_cast<std::ptrdiff_t>(end), places.end());
    for (std::size_t i = begin; i < end; ++i) {
      (segments_[places[i]].box.left < edge - 1 ? split.left : split.right).push_back(places[i]);
    }
    if (split.left.size() < kColumnLinesMin || split.right.size() < kColumnLinesMin) {
      return std::nullopt;
    }
    trim(split);
    if (split.left.size() < kColumnLinesMin || split.right.size() < kColumnLinesMin) {
      return std::nullopt;
    }
    if (!is_prose(split.left) || !is_prose(split.right) || is_ruled(split)) return std::nullopt;
    split.lines = std::min(split.left.size(), split.right.size());
    return split;
  }

  // What stands in one column only, and far above or below what the columns share, is no part of
  // them: a date on the right above, the last line of a paragraph that ran over both below.
  void trim(Split& split) const {
    const auto top = [this](const Places& places) { return segments_[places.front()].box.top; };
    Places& late = top(split.left) < top(split.right) ? split.left : split.right;
    const Places& other = &late == &split.left ? split.right : split.left;
    std::size_t cut = 0;
    for (std::size_t i = 0; i + 1 < late.size(); ++i) {
      const PdfBox& box = segments_[late[i]].box;
      if (box.bottom > top(other)) break;
      const double gap = segments_[late[i + 1]].box.top - box.bottom;
      const bool right_only = &late == &split.right;
      if (right_only || gap > kFarLines * height(box)) cut = i + 1;
    }
    split.above.insert(split.above.end(), late.begin(),
                       late.begin() + static_cast<std::ptrdiff_t>(cut));
    late.erase(late.begin(), late.begin() + static_cast<std::ptrdiff_t>(cut));
    trim_bottom(split);
  }

  void trim_bottom(Split& split) const {
    const auto bottom = [this](const Places& places) {
      double lowest = 0;
      for (const std::size_t place : places) lowest = std::max(lowest, segments_[place].box.bottom);
      return lowest;
    };
    const bool left_longer = bottom(split.left) > bottom(split.right);
    Places& longer = left_longer ? split.left : split.right;
    const double shared = bottom(left_longer ? split.right : split.left);
    std::size_t cut = longer.size();
    for (std::size_t i = 1; i < longer.size(); ++i) {
      const PdfBox& box = segments_[longer[i]].box;
      if (box.top < shared) continue;
      const PdfBox& before = segments_[longer[i - 1]].box;
      if (box.top - before.bottom > kFarLines * height(box)) {
        cut = i;
        break;
      }
    }
    const auto from = longer.begin() + static_cast<std::ptrdiff_t>(cut);
    split.below.insert(split.below.begin(), from, longer.end());
    longer.erase(from, longer.end());
  }

  // Line by line, because a line set wide comes in several segments.
  bool is_prose(const Places& places) const {
    const double column = width(box_of(segments_, places));
    std::vector<double> words;
    std::vector<double> widths;
    double going_on = 0;
    for (const PdfRow& row : make_rows(places)) {
      double count = 0;
      going_on += begins_sentence(row.front().words.front().text) ? 0 : 1;
      for (const PdfSegment& segment : row) count += static_cast<double>(segment.words.size());
      words.push_back(count);
      widths.push_back(row.back().box.right - row.front().box.left);
    }
    if (words.size() < kColumnLinesMin) return false;
    const bool has_many = words.size() >= 2 * kColumnLinesMin;
    const bool goes_on = going_on >= kGoingOnShare * static_cast<double>(words.size());
    const double usual_words = middle(std::move(words));
    const double usual_width = middle(std::move(widths));
    // A narrow column holds few words a line, but fills them.
    return (usual_words >= kProseWordsMin && usual_width >= kProseWidthMin * column) ||
           (has_many && usual_words >= kFullWordsMin && usual_width >= kFullWidthMin * column) ||
           (has_many && goes_on && usual_words >= kNarrowWordsMin &&
            usual_width >= kNarrowWidthMin * column);
  }

  // Rules that run across the white stripe belong to a table.
  bool is_ruled(const Split& split) const {
    const PdfBox left = box_of(segments_, split.left);
    const PdfBox right = box_of(segments_, split.right);
    const double top = std::max(left.top, right.top);
    const double bottom = std::min(left.bottom, right.bottom);
    const auto across = std::count_if(rules_.begin(), rules_.end(), [&](const PdfBox& rule) {
      return rule.left < left.right - 5 && rule.right > right.left + 5 && rule.top > top &&
             rule.bottom < bottom;
    });
    return across >= 1;
  }

  std::vector<PdfRow> make_rows(const Places& places) const {
    std::vector<PdfRow> rows;
    std::vector<PdfBox> boxes;  // of the first segment of each row
    for (const std::size_t place : places) {
      const PdfSegment& segment = segments_[place];
      std::size_t row = rows.size();
      // Segments come by their tops, so one line is among the last few.
      for (std::size_t i = rows.size(); i-- > 0 && i + 4 >= rows.size();) {
        const double shared =
            std::min(boxes[i].bottom, segment.box.bottom) - std::max(boxes[i].top, segment.box.top);
        if (shared > 0.5 * std::min(height(boxes[i]), height(segment.box))) {
          row = i;
          break;
        }
      }
      if (row == rows.size()) {
        rows.emplace_back();
        boxes.push_back(segment.box);
      }
      rows[row].push_back(segment);
    }
    for (PdfRow& row : rows) {
      std::stable_sort(row.begin(), row.end(), [](const PdfSegment& a, const PdfSegment& b) {
        return a.box.left < b.box.left;
      });
    }
    return rows;
  }

  const Segments& segments_;
  const std::vector<PdfBox>& rules_;
  PdfReading reading_;
  PdfColumns columns_;
  std::vector<PdfRegion> regions_;
};

}  // namespace

std::vector<PdfRegion> order_regions(std::vector<PdfSegment> segments,
                                     const std::vector<PdfBox>& rules, PdfReading reading,
                                     PdfColumns columns) {
  std::stable_sort(segments.begin(), segments.end(),
                   [](const PdfSegment& a, const PdfSegment& b) { return a.box.top < b.box.top; });
  Places places(segments.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  Orderer orderer(segments, rules, reading, columns);
  orderer.order(std::move(places), 0);
  return orderer.take();
}

}  // namespace habeas
