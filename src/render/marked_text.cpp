// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/marked_text.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/words.h"
#include "render/escape.h"
#include "text/utf8.h"

namespace habeas {

namespace {

struct Mark {
  Marking at;
  FactKind kind = FactKind::Reference;
  bool doubtful = false;
  std::uint32_t lane = 0;
};

std::vector<Mark> marks_of(const PassageValue& passage, std::span<const FactCard> facts) {
  std::map<std::uint32_t, const FactCard*> cards;
  for (const FactCard& card : facts) cards.emplace(card.number, &card);
  std::vector<Mark> marks;
  for (const Marking& marking : passage.markings) {
    const auto card = cards.find(marking.fact);
    const bool in_range = marking.begin < marking.end && marking.end <= passage.text.size();
    if (card == cards.end() || !in_range) continue;
    marks.push_back({marking, card->second->line.kind, card->second->doubtful, 0});
  }
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    if (a.at.begin != b.at.begin) return a.at.begin < b.at.begin;
    if (a.at.end != b.at.end) return a.at.end > b.at.end;
    return a.at.fact < b.at.fact;
  });
  return marks;
}

// The lowest lane that is free where a mark begins.
void give_lanes(std::vector<Mark>& marks) {
  std::vector<std::uint32_t> lane_ends;
  for (Mark& mark : marks) {
    const auto free = std::find_if(lane_ends.begin(), lane_ends.end(),
                                   [&](std::uint32_t end) { return end <= mark.at.begin; });
    mark.lane = static_cast<std::uint32_t>(free - lane_ends.begin());
    if (free == lane_ends.end()) {
      lane_ends.push_back(mark.at.end);
    } else {
      *free = mark.at.end;
    }
    mark.lane = std::min(mark.lane, kLanesMax - 1);
  }
}

class Writer {
 public:
  explicit Writer(const std::vector<Mark>& marks) : marks_(marks) {}

  // Closes and opens so that exactly `active` is open, outermost first.
  void open_exactly(const std::vector<std::size_t>& active) {
    std::size_t same = 0;
    while (same < open_.size() && same < active.size() && open_[same] == active[same]) ++same;
    while (open_.size() > same) {
      html_ += "</span>";
      open_.pop_back();
    }
    for (; same < active.size(); ++same) open(active[same]);
  }

  void write(std::string_view text) {
    if (text.empty()) return;
    // The space between two facts inside a third is no link that anybody could find or name.
    if (open_.empty() || trim(text).empty()) {
      html_ += to_html(text);
      return;
    }
    html_ += "<a href=\"#f" + std::to_string(marks_[open_.back()].at.fact) + "\">";
    html_ += to_html(text);
    html_ += "</a>";
  }

  std::string finish() {
    open_exactly({});
    return std::move(html_);
  }

 private:
  void open(std::size_t position) {
    const Mark& mark = marks_[position];
    const std::string number = std::to_string(mark.at.fact);
    html_ += "<span class=\"mark k-";
    html_ += word_of(mark.kind);
    html_ += " lane-" + std::to_string(mark.lane);
    if (mark.doubtful) html_ += " doubtful";
    html_ += '"';
    if (mark.at.anchor && named_.insert(mark.at.fact).second) html_ += " id=\"q" + number + '"';
    html_ += " data-fact=\"" + number + "\">";
    open_.push_back(position);
  }

  const std::vector<Mark>& marks_;
  std::vector<std::size_t> open_;
  std::set<std::uint32_t> named_;
  std::string html_;
};

}  // namespace

std::string marked_text(const PassageValue& passage, std::span<const FactCard> facts) {
  std::vector<Mark> marks = marks_of(passage, facts);
  give_lanes(marks);
  std::set<std::uint32_t> edges;
  for (const Mark& mark : marks) {
    edges.insert(mark.at.begin);
    edges.insert(mark.at.end);
  }
  edges.insert(static_cast<std::uint32_t>(passage.text.size()));

  const std::string_view text = passage.text;
  Writer writer(marks);
  std::vector<std::size_t> active;
  std::size_t next = 0;
  std::uint32_t at = 0;
  for (const std::uint32_t edge : edges) {
    while (next < marks.size() && marks[next].at.begin <= at) active.push_back(next++);
    std::erase_if(active, [&](std::size_t position) { return marks[position].at.end <= at; });
    writer.open_exactly(active);
    writer.write(text.substr(at, edge - at));
    at = edge;
  }
  return writer.finish();
}

}  // namespace habeas
