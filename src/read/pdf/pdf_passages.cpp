// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_passages.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "read/pdf/pdf_line_shapes.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr double kHeadingSize = 1.15;  // of the body
constexpr double kRecognisedHeadingSize = 1.25;
constexpr double kFootnoteSize = 0.93;
constexpr double kFarLeading = 1.35;  // of what the lines of a column usually have
constexpr double kLeadingDefault = 1.25;
constexpr std::size_t kHeadingBytesMax = 250;
constexpr std::size_t kHeadingLinesMax = 4;

using ColumnKey = std::pair<std::uint32_t, std::uint32_t>;  // page, region

double leading(const PdfLine& a, const PdfLine& b) {
  return (b.baseline - a.baseline) / std::max(1.0, std::max(a.size, b.size));
}

template <class Key>
Key heaviest(const std::map<Key, std::size_t>& weights, Key otherwise) {
  Key best = otherwise;
  std::size_t most = 0;
  for (const auto& [key, weight] : weights) {
    if (weight > most) {
      best = key;
      most = weight;
    }
  }
  return best;
}

class Assembler {
 public:
  explicit Assembler(const std::vector<PdfLine>& lines) : lines_(lines) { measure(); }

  std::vector<PdfPassage> assemble() {
    for (std::size_t begin = 0; begin < lines_.size();) {
      std::size_t end = begin;
      while (end < lines_.size() && lines_[end].page == lines_[begin].page) ++end;
      add_page(begin, end);
      begin = end;
    }
    close();
    add_aside();
    return std::move(passages_);
  }

 private:
  void measure() {
    std::map<int, std::size_t> sizes;
    std::map<ColumnKey, std::map<int, std::size_t>> leadings;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const PdfLine& line = lines_[i];
      if (!line.visible) continue;
      sizes[static_cast<int>(std::lround(line.size * 2))] += line.text.size();
      if (i == 0 || lines_[i - 1].region != line.region || lines_[i - 1].page != line.page)
        continue;
      const double step = leading(lines_[i - 1], line);
      if (step > 0.8 && step < 2.6) {
        ++leadings[{line.page, line.region}][static_cast<int>(std::lround(step * 20))];
      }
    }
    body_ = heaviest(sizes, 20) / 2.0;
    std::map<int, std::size_t> all;
    for (const auto& [column, steps] : leadings) {
      leadings_[column] = heaviest(steps, 0) / 20.0;
      for (const auto& [step, count] : steps) all[step] += count;
    }
    leading_ = all.empty() ? kLeadingDefault : heaviest(all, 25) / 20.0;
  }

  double usual_leading(const PdfLine& line) const {
    const auto own = leadings_.find({line.page, line.region});
    // A column of headings or addresses is set wider than the body.
    return own == leadings_.end() ? leading_ : std::min(own->second, leading_ * 1.3);
  }

  void add_page(std::size_t begin, std::size_t end) {
    std::vector<std::size_t> body;
    std::vector<std::size_t> notes;
    std::vector<std::size_t> others;
    for (std::size_t i = begin; i < end; ++i) {
      const PdfLine& line = lines_[i];
      if (!line.visible || line.turn != 0) {
        others.push_back(i);
      } else if (is_note(i, begin)) {
        notes.push_back(i);
        in_note_ = true;
      } else {
        in_note_ = false;
        body.push_back(i);
      }
    }
    in_note_ = false;
    for (const std::size_t i : body) add_body(lines_[i]);
    if (notes.empty() && others.empty()) return;
    // The passage that is open may go on overleaf; what stands below it waits for its end.
    for (const std::size_t i : notes) aside_.emplace_back(&lines_[i], true);
    for (const std::size_t i : others) aside_.emplace_back(&lines_[i], false);
    if (open_lines_.empty()) add_aside();
  }

  // Small print behind a number in the lower half, or what goes on below it.
  bool is_note(std::size_t i, std::size_t begin) const {
    const PdfLine& line = lines_[i];
    if (line.size > kFootnoteSize * body_ || line.is_recognised ||
        line.text.find('\t') != line.text.npos) {
      return false;
    }
    if (line.box.top < 0.35 * line.page_height) return false;
    if (!note_begin(line).empty()) return true;
    return in_note_ && i > begin && lines_[i - 1].region == line.region &&
           leading(lines_[i - 1], line) < 2;
  }

  void add_body(const PdfLine& line) {
    if (!open_lines_.empty() && begins_passage(*open_lines_.back(), line)) {
      close();
      add_aside();
    }
    open_lines_.push_back(&line);
  }

  bool same_column(const PdfLine& a, const PdfLine& b) const {
    if (a.page != b.page) return false;
    if (a.region == b.region) return true;
    // The last line of a heading above two columns is as short as one of them.
    return is_larger(a) && is_larger(b) && leading(a, b) > 0 && leading(a, b) < 1.6;
  }

  bool begins_passage(const PdfLine& a, const PdfLine& b) const {
    if (a.text.find('\t') != a.text.npos || b.text.find('\t') != b.text.npos) return true;
    const double tolerance = a.is_recognised || b.is_recognised ? 0.2 : 0.07;
    if (std::abs(a.size - b.size) > tolerance * std::max(a.size, b.size)) return true;
    if (begins_list_entry(b.text)) return true;
    if (!same_column(a, b)) return !goes_on(a.text, b.text) || is_heading(open_lines_);
    if (a.bold != b.bold && !ends_in_hyphen(a.text)) return true;
    const double step = leading(a, b);
    if (step <= 0 || step > kFarLeading * usual_leading(b)) return true;
    if (ends_in_hyphen(a.text)) return false;
    return is_indented(a, b) || ends_short(a, b);
  }

  bool is_indented(const PdfLine& a, const PdfLine& b) const {
    const double em = std::max(a.size, 1.0);
    const bool is_entry = begins_list_entry(open_lines_.front()->text);
    if (is_entry && open_lines_.size() == 1) return lead(b) < lead(a) - 0.5 * em;
    if (is_entry && lead(b) < lead(*open_lines_.front()) - 0.5 * em) return true;
    const double middle_a = (a.box.left + a.box.right) / 2;
    const double middle_b = (b.box.left + b.box.right) / 2;
    const bool centred = std::abs(middle_a - middle_b) < 0.6 * em && lead(a) > em && tail(a) > em;
    return !centred && lead(b) - lead(a) > 0.8 * em && !goes_on(a.text, b.text);
  }

  // The last line of a paragraph ends before the column does, though a word more would have fit.
  bool ends_short(const PdfLine& a, const PdfLine& b) const {
    if (is_larger(a) || !begins_sentence(b.text)) return false;
    const double column = a.region_right - a.region_left;
    if (column < 15 * a.size) return false;
    const double room = tail(a);
    return (ends_sentence(a.text) && room > 0.12 * column && room > first_word_width(b)) ||
           room > 0.5 * column;
  }

  bool is_larger(const PdfLine& line) const {
    return line.size >= (line.is_recognised ? kRecognisedHeadingSize : kHeadingSize) * body_;
  }

  bool is_heading(const std::vector<const PdfLine*>& lines) const {
    std::size_t bytes = 0;
    bool bold = true;
    bool larger = true;
    for (const PdfLine* const line : lines) {
      bytes += line->text.size();
      bold = bold && line->bold;
      larger = larger && is_larger(*line);
    }
    if (lines.size() > kHeadingLinesMax || bytes > kHeadingBytesMax) return false;
    if (!has_letters(lines.front()->text)) return false;
    if (larger) return true;
    const std::string_view last = lines.back()->text;
    return bold && last.back() != '.' && last.back() != ',' && last.back() != ';';
  }

  void close() {
    if (open_lines_.empty()) return;
    PdfPassage passage = join(open_lines_);
    if (begins_list_entry(open_lines_.front()->text) && !is_larger(*open_lines_.front())) {
      passage.kind = PassageKind::ListEntry;
    } else if (passage.text.find('\t') == std::string::npos && is_heading(open_lines_)) {
      passage.kind = PassageKind::Heading;
    }
    open_lines_.clear();
    passages_.push_back(std::move(passage));
  }

  void add_aside() {
    std::vector<const PdfLine*> lines;
    bool are_notes = false;
    const auto flush = [&] {
      if (lines.empty()) return;
      PdfPassage passage = join(lines);
      if (are_notes) {
        passage.kind = PassageKind::Footnote;
        passage.label = note_begin(*lines.front());
      }
      passages_.push_back(std::move(passage));
      lines.clear();
    };
    for (const auto& [line, is_note] : aside_) {
      const bool begins =
          lines.empty() || is_note != are_notes || line->page != lines.back()->page ||
          line->region != lines.back()->region || (is_note && !note_begin(*line).empty()) ||
          leading(*lines.back(), *line) > kFarLeading * leading_ ||
          line->visible != lines.back()->visible;
      if (begins) flush();
      are_notes = is_note;
      lines.push_back(line);
    }
    flush();
    aside_.clear();
  }

  static PdfPassage join(const std::vector<const PdfLine*>& lines) {
    PdfPassage passage;
    passage.visible = lines.front()->visible;
    passage.size = lines.front()->size;
    passage.bold = true;
    for (const PdfLine* const line : lines) {
      if (!passage.text.empty()) passage.text += '\n';
      const auto at = static_cast<std::uint32_t>(passage.text.size());
      if (passage.pages.empty() || passage.pages.back().page != line->page) {
        passage.pages.push_back({at, line->page});
      }
      const auto add = [at](std::vector<PdfStretch>& to, const std::vector<PdfStretch>& from) {
        for (const PdfStretch& one : from)
          to.push_back({one.begin + at, one.end + at, one.address});
      };
      add(passage.raised, line->raised);
      add(passage.links, line->links);
      passage.bold = passage.bold && line->bold;
      passage.text += line->text;
    }
    return passage;
  }

  const std::vector<PdfLine>& lines_;
  std::vector<PdfPassage> passages_;
  std::vector<const PdfLine*> open_lines_;
  std::vector<std::pair<const PdfLine*, bool>> aside_;  // and whether it is of a footnote
  std::map<ColumnKey, double> leadings_;
  double leading_ = kLeadingDefault;
  double body_ = 10;
  bool in_note_ = false;
};

}  // namespace

std::vector<PdfPassage> make_pdf_passages(const std::vector<PdfLine>& lines) {
  return Assembler(lines).assemble();
}

}  // namespace habeas
