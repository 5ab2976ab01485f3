// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_day.h"

#include <algorithm>
#include <string>

#include "read/html/html_flow.h"
#include "read/page_words.h"
#include "read/plain/text_units.h"
#include "text/day_line.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kDayTextBytesMax = 160;
constexpr std::size_t kDaysMax = 400;  // candidates looked at
constexpr int kSureScore = 50;
constexpr int kWeakScore = 15;

struct Candidate {
  std::uint32_t node = 0;
  std::optional<PartialDate> date;
  bool day_line = false;
  bool prose = false;
  bool updated = false;
  bool published = false;
  bool named = false;
};

bool has_digits(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 3;
}

bool is_page_year(const PartialDate& date) { return date.year >= 1990 && date.year <= 2100; }

// Names of the elements around `node` that hold little more than it.
PageNames names_near(const HtmlPage& page, std::uint32_t node) {
  PageNames names;
  for (int level = 0; node != 0 && level < 4; ++level, node = page.tree.nodes[node].parent) {
    if (page.body.text_bytes(node) > kDayTextBytesMax + 40) break;
    names |= page.body.names(node);
  }
  return names;
}

// Days in comments and quotations are those of others.
bool is_of_others(const HtmlPage& page, std::uint32_t node) {
  for (; node != 0; node = page.tree.nodes[node].parent) {
    if (page.body.is_comment(node)) return true;
    if (page.tree.nodes[node].tag == HtmlTag::Blockquote) return true;
  }
  return false;
}

void read_words(std::string_view words, Candidate& candidate) {
  const auto line = parse_day_line(words);
  const auto days = line ? std::vector<PrintedDay>{*line} : find_days(words);
  if (days.empty()) return;
  candidate.day_line = line.has_value();
  candidate.prose = !line && is_prose(words);
  candidate.updated = after_page_words(PageWordKind::Updated, words).has_value();
  candidate.published = after_page_words(PageWordKind::Published, words).has_value();
  // "Published 1 May 2020, updated 3 May 2020": the first is the page's day.
  candidate.date = day_date(days.front().day);
}

// What an element or a text says of a day; no date if it says nothing.
Candidate read_candidate(const HtmlPage& page, std::uint32_t at) {
  Candidate candidate;
  const HtmlNode& node = page.tree.nodes[at];
  if (node.tag == HtmlTag::Text) {
    if (node.text.size() > kDayTextBytesMax || !has_digits(node.text)) return candidate;
    candidate.node = node.parent;
    read_words(node.text, candidate);
    return candidate;
  }
  const bool time = node.tag == HtmlTag::Time;
  if (!time && !page.body.names(at).has_part(PageWordKind::DateClass)) return candidate;
  if (page.body.text_bytes(at) > kDayTextBytesMax) return candidate;
  candidate.node = at;
  const std::string words = flow_words(page.tree, at);
  if (has_digits(words)) read_words(words, candidate);
  if (candidate.date) return candidate;
  for (const std::string_view name : {"datetime", "content", "title"}) {
    if (name != "datetime" && words.empty() && !time) continue;
    candidate.date = parse_published(page.tree.attribute(at, name));
    candidate.named = candidate.date.has_value();
    if (candidate.date) return candidate;
  }
  return candidate;
}

int score_of_place(const HtmlPage& page, std::uint32_t node, std::uint32_t title) {
  const std::vector<std::uint32_t>& roots = page.body.roots();
  const std::uint32_t head = title != 0 ? title : roots.empty() ? 0 : roots.front();
  if (head == 0) return 0;
  const std::uint32_t head_end = title != 0 ? page.tree.nodes[title].end : head;
  const std::int64_t from = page.body.text_before(node);
  const std::int64_t after = from - page.body.text_before(head_end);
  const std::int64_t before = std::int64_t{page.body.text_before(head)} - from;
  if (node > head) return after < 300 ? 40 : after < 1000 ? 25 : after < 3000 ? 10 : 0;
  return before < 200 ? 30 : before < 600 ? 15 : 0;
}

// The day of another story stands in the link to it; nobody sees one that is hidden.
bool is_of_teaser(const HtmlPage& page, std::uint32_t node) {
  const std::uint32_t bytes = page.body.text_bytes(node);
  if (bytes == 0) return true;
  for (int level = 0; node != 0 && level < 6; ++level, node = page.tree.nodes[node].parent) {
    if (page.tree.nodes[node].tag == HtmlTag::A) return page.body.text_bytes(node) > bytes + 20;
  }
  return false;
}

int score_of(const HtmlPage& page, const Candidate& candidate, std::uint32_t title) {
  if (is_of_others(page, candidate.node)) return 0;
  const PageNames names = names_near(page, candidate.node);
  const HtmlTag tag = page.tree.nodes[candidate.node].tag;
  int score = score_of_place(page, candidate.node, title);
  score += tag == HtmlTag::Time || names.has_part(PageWordKind::DateClass) ? 30 : 0;
  score += candidate.day_line ? 25 : 0;
  score += candidate.named || candidate.published ? 20 : 0;
  score += candidate.updated ? 10 : 0;
  const bool labelled = candidate.published || candidate.updated;
  score -= page.body.is_chrome(candidate.node) && !labelled ? 20 : 0;
  score -= candidate.prose ? 30 : 0;
  score -= is_of_teaser(page, candidate.node) ? 30 : 0;
  // An update may be all that a page tells, but is not its day where it tells another.
  const bool updated = candidate.updated || (names.has_whole(PageWordKind::Updated) &&
                                             !names.has_part(PageWordKind::Published));
  return updated ? std::min(score - 15, kSureScore - 5) : score;
}

}  // namespace

HtmlDay find_page_day(const HtmlPage& page, std::uint32_t title) {
  HtmlDay best;
  int best_score = kWeakScore - 1;
  std::size_t seen = 0;
  std::uint32_t unread_end = 0;
  for (std::uint32_t at = 1; at < page.tree.nodes.size() && seen < kDaysMax; ++at) {
    const HtmlNode& node = page.tree.nodes[at];
    if (at < unread_end) continue;
    if (is_unread(node.tag)) unread_end = node.end;
    const Candidate candidate = read_candidate(page, at);
    if (!candidate.date || !is_page_year(*candidate.date)) continue;
    ++seen;
    const int score = score_of(page, candidate, title);
    if (score <= best_score) continue;
    best_score = score;
    best = {widen_day(page.tree, candidate.node, 0), candidate.date, score >= kSureScore};
  }
  return best;
}

std::uint32_t widen_day(const HtmlTree& tree, std::uint32_t node, std::uint32_t root) {
  while (node != 0 && tree.nodes[node].parent > root) {
    const std::uint32_t parent = tree.nodes[node].parent;
    if (tree.nodes[parent].end - parent > 40) break;
    if (!parse_day_line(flow_words(tree, parent))) break;
    node = parent;
  }
  return node;
}

std::optional<PartialDate> parse_published(std::string_view words) {
  const auto days = find_days(words, 200);
  if (days.empty()) return std::nullopt;
  return day_date(days.front().day);
}

}  // namespace habeas
