// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_head.h"

#include <algorithm>

#include "read/html/html_flow.h"
#include "read/page_words.h"
#include "read/publication_day.h"
#include "text/day_line.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kTitleBytesMax = 400;
constexpr std::size_t kBylineBytesMax = 120;
constexpr std::size_t kDateNodesMax = 40;

bool has_class(const HtmlTree& tree, std::uint32_t node, std::string_view wanted) {
  const std::string classes = fold(tree.attribute(node, "class"));
  return classes.find(wanted) != std::string::npos;
}

bool is_heading(HtmlTag tag) { return tag >= HtmlTag::H1 && tag <= HtmlTag::H6; }

// How well a heading is the title: named so, in the page's own title, first.
int title_score(const HtmlPage& page, std::uint32_t node, const std::string& words) {
  const HtmlTree& tree = page.tree;
  if (words.empty() || words.size() > kTitleBytesMax) return 0;
  const std::string folded = fold(words);
  int score = tree.nodes[node].tag == HtmlTag::H1 ? 3 : tree.nodes[node].tag == HtmlTag::H2 ? 1 : 0;
  if (tree.attribute(node, "itemprop") == "headline") score += 3;
  if (has_class(tree, node, "entry-title") || has_class(tree, node, "post-title") ||
      has_class(tree, node, "article-title") || has_class(tree, node, "headline")) {
    score += 2;
  }
  const bool long_enough = folded.size() >= 12;
  if (folded == fold(page.metadata.title)) score += 5;
  if (long_enough && fold(page.metadata.page_title).find(folded) != std::string::npos) score += 4;
  if (long_enough && fold(page.metadata.title).find(folded) != std::string::npos) score += 3;
  if (fold(page.metadata.site_name) == folded) score -= 6;
  if (page.body.is_chrome(node)) score -= 4;
  return score;
}

std::uint32_t find_title_node(const HtmlPage& page) {
  std::uint32_t best = 0;
  int best_score = 2;
  for (std::uint32_t at = 0; at < page.tree.nodes.size(); ++at) {
    const HtmlTag tag = page.tree.nodes[at].tag;
    const bool named = tag != HtmlTag::Text && tag != HtmlTag::Meta &&
                       page.tree.attribute(at, "itemprop") == "headline";
    if (!is_heading(tag) && !named) continue;
    const int score = title_score(page, at, flow_words(page.tree, at));
    if (score > best_score) {
      best = at;
      best_score = score;
    }
  }
  return best;
}

bool is_byline_node(const HtmlTree& tree, std::uint32_t node) {
  const std::string_view rel = tree.attribute(node, "rel");
  const std::string_view property = tree.attribute(node, "itemprop");
  return rel == "author" || property == "author" || has_class(tree, node, "byline") ||
         has_page_name(PageWordKind::Byline, tree.attribute(node, "class"), NameExtent::Whole) ||
         has_class(tree, node, "author");
}

// The first short element of the head that names an author.
std::uint32_t find_byline_node(const HtmlPage& page, std::uint32_t title) {
  for (std::uint32_t at = title; at < page.tree.nodes.size(); ++at) {
    if (page.tree.nodes[at].tag == HtmlTag::Text || page.body.is_chrome(at)) continue;
    if (page.tree.nodes[at].tag == HtmlTag::Meta || !is_byline_node(page.tree, at)) continue;
    const std::string words = flow_words(page.tree, at);
    if (!words.empty() && words.size() <= kBylineBytesMax && !find_days(words).size()) return at;
  }
  return 0;
}

bool is_date_node(const HtmlTree& tree, std::uint32_t node) {
  return tree.nodes[node].tag == HtmlTag::Time || has_class(tree, node, "date") ||
         has_class(tree, node, "published") || has_class(tree, node, "posted-on") ||
         has_class(tree, node, "datum") || has_class(tree, node, "fecha");
}

// The first element near the title that carries a full day.
HtmlDay find_date_node(const HtmlPage& page, std::uint32_t title) {
  HtmlDay before;
  std::size_t seen = 0;
  for (std::uint32_t at = 0; at < page.tree.nodes.size() && seen < kDateNodesMax; ++at) {
    if (page.tree.nodes[at].tag == HtmlTag::Text || !is_date_node(page.tree, at)) continue;
    if (page.body.is_chrome(at)) continue;
    ++seen;
    const std::string words = flow_words(page.tree, at);
    if (words.size() > kDayLineBytesMax) continue;
    const bool updated =
        has_class(page.tree, at, "updated") && !has_class(page.tree, at, "published");
    auto date = parse_published(page.tree.attribute(at, "datetime"));
    if (!date) {
      if (const auto printed = parse_day_line(words)) date = day_date(printed->day);
    }
    if (!date || updated) continue;
    if (at > title) return {at, date};
    before = {at, date};
  }
  return before;
}

}  // namespace

std::string author_name(std::string_view byline) {
  std::string_view name = trim(byline);
  if (const auto rest = after_page_words(PageWordKind::Byline, name)) name = *rest;
  return squash(name);
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

ArticleHead find_head(const HtmlPage& page) {
  ArticleHead head;
  head.title = find_title_node(page);
  head.byline = find_byline_node(page, head.title);
  head.date = find_date_node(page, head.title);
  head.date.node = widen_day(page.tree, head.date.node, 0);
  return head;
}

}  // namespace habeas
