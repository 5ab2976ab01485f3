// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_running.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr double kMarginShare = 0.2;  // of the page's height, above and below
constexpr std::size_t kMarginRows = 3;
constexpr double kSameHeightPoints = 4;
constexpr std::size_t kRunningBytesMax = 300;

struct Candidate {
  std::size_t line = 0;
  std::vector<int> numbers;
};

struct Key {
  bool is_head = false;
  int height = 0;  // of its baseline, in steps of kSameHeightPoints
  std::string words;

  friend auto operator<=>(const Key&, const Key&) = default;
};

// The number of a small Roman numeral that is all of `words`, 0 if it is none.
int roman(std::string_view words) {
  int sum = 0;
  int last = 1000;
  for (const char c : words) {
    const int value = c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : c == 'l' ? 50 : 0;
    if (value == 0) return 0;
    sum += value <= last ? value : value - 2 * last;
    last = value;
  }
  return words.size() > 8 ? 0 : sum;
}

// `words` folded, every number as '#'; the numbers go to `numbers`.
std::string mask(std::string_view words, std::vector<int>& numbers) {
  const std::string folded = fold(squash(words));
  if (const int number = roman(folded); number > 0) {
    numbers.push_back(number);
    return "#";
  }
  std::string masked;
  for (std::size_t i = 0; i < folded.size();) {
    int number = 0;
    const std::size_t begin = i;
    while (i < folded.size() && folded[i] >= '0' && folded[i] <= '9' && i - begin < 6) {
      number = number * 10 + (folded[i++] - '0');
    }
    if (i == begin) {
      masked += folded[i++];
      continue;
    }
    masked += '#';
    numbers.push_back(number);
  }
  return masked;
}

// True if the lines say the same, or the same but for a number that counts with the pages.
bool says_one_thing(const std::vector<Candidate>& group, const std::vector<PdfLine>& lines) {
  const Candidate& first = group.front();
  for (std::size_t n = 0; n < first.numbers.size(); ++n) {
    const auto agrees = [&](int step) {
      return std::all_of(group.begin(), group.end(), [&](const Candidate& one) {
        const int pages = static_cast<int>(lines[one.line].page - lines[first.line].page);
        return one.numbers[n] == first.numbers[n] + step * pages;
      });
    };
    if (!agrees(0) && !agrees(1)) return false;
  }
  return true;
}

std::string pages_of(const std::vector<Candidate>& group, const std::vector<PdfLine>& lines) {
  const std::uint32_t first = lines[group.front().line].page;
  const std::uint32_t last = lines[group.back().line].page;
  return fmt::format("on {} pages, {} to {}", group.size(), first, last);
}

void tell(const Key& key, const std::vector<Candidate>& group, const std::vector<PdfLine>& lines,
          PdfFields& fields) {
  const std::string first = squash(lines[group.front().line].text);
  const std::string last = squash(lines[group.back().line].text);
  const char* const name = key.words == "#" ? "page number"
                           : key.is_head    ? "running head"
                                            : "running foot";
  fields.emplace_back(
      name, first == last ? fmt::format("{} ({})", first, pages_of(group, lines))
                          : fmt::format("{} to {} ({})", first, last, pages_of(group, lines)));
}

class Finder {
 public:
  explicit Finder(std::vector<PdfLine>& lines) : lines_(lines), taken_(lines.size(), false) {}

  PdfFields take() {
    for (std::size_t begin = 0; begin < lines_.size();) {
      std::size_t end = begin;
      while (end < lines_.size() && lines_[end].page == lines_[begin].page) ++end;
      look_at_page(begin, end);
      begin = end;
    }
    PdfFields fields;
    for (const auto& [key, group] : groups_) {
      if (!is_running(key, group)) continue;
      for (const Candidate& one : group) taken_[one.line] = true;
      tell(key, group, lines_, fields);
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (taken_[i]) continue;
      if (kept != i) lines_[kept] = std::move(lines_[i]);
      ++kept;
    }
    lines_.resize(kept);
    return fields;
  }

 private:
  void look_at_page(std::size_t begin, std::size_t end) {
    std::set<int> heights;
    for (std::size_t i = begin; i < end; ++i) {
      if (is_upright(lines_[i])) heights.insert(static_cast<int>(lines_[i].baseline));
    }
    if (heights.empty()) return;
    // What stands alone on its page is its text, though another page may say the same.
    const bool has_body = heights.size() >= kMarginRows;
    auto low = heights.begin();
    auto high = heights.rbegin();
    for (std::size_t i = 1; i < kMarginRows && i < heights.size(); ++i) ++low, ++high;
    for (std::size_t i = begin; i < end; ++i) {
      const PdfLine& line = lines_[i];
      if (!is_upright(line) || line.text.size() > kRunningBytesMax) continue;
      const int height = static_cast<int>(line.baseline);
      const bool is_head = height <= *low && line.box.bottom < kMarginShare * line.page_height;
      const bool is_foot = height >= *high && line.box.top > (1 - kMarginShare) * line.page_height;
      if ((is_head || is_foot) && (has_body || line.is_artifact || is_number(line))) {
        add(i, is_head);
      }
    }
  }

  static bool is_number(const PdfLine& line) {
    std::vector<int> numbers;
    return mask(line.text, numbers) == "#";
  }

  static bool is_upright(const PdfLine& line) { return line.visible && line.turn == 0; }

  void add(std::size_t line, bool is_head) {
    Candidate candidate{line, {}};
    std::string words = mask(lines_[line].text, candidate.numbers);
    // What is off by a point may fall into the next step, so it is put with a neighbour.
    const int step = static_cast<int>(std::floor(lines_[line].baseline / kSameHeightPoints));
    for (const int near : {step, step - 1, step + 1}) {
      const auto group = groups_.find({is_head, near, words});
      if (group == groups_.end()) continue;
      if (lines_[group->second.back().line].page != lines_[line].page) {
        group->second.push_back(std::move(candidate));
      }
      return;
    }
    groups_[{is_head, step, std::move(words)}].push_back(std::move(candidate));
  }

  bool is_running(const Key& key, const std::vector<Candidate>& group) const {
    const PdfLine& first = lines_[group.front().line];
    if (group.size() == 1) {
      // The number of the only page, or one that the file itself sets apart.
      const bool only = lines_.back().page == 1 && key.words == "#";
      return (only && group.front().numbers.front() == 1) ||
             (first.is_artifact && key.words.find('#') != std::string::npos);
    }
    return says_one_thing(group, lines_);
  }

  std::vector<PdfLine>& lines_;
  std::vector<bool> taken_;
  std::map<Key, std::vector<Candidate>> groups_;
};

}  // namespace

PdfFields take_running_lines(std::vector<PdfLine>& lines) {
  return lines.empty() ? PdfFields{} : Finder(lines).take();
}

}  // namespace habeas
