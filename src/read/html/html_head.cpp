// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_head.h"

#include <algorithm>

#include "read/html/html_flow.h"
#include "read/page_words.h"
#include "text/day_line.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kTitleBytesMax = 400;
constexpr std::size_t kSectionNameBytesMax = 30;
constexpr std::uint32_t kHeadingNodesMax = 64;  // of a heading, looked at for the title alone

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
  // Of two headings that the page's title repeats, the longer says more.
  if (long_enough && fold(page.metadata.page_title).find(folded) != std::string::npos) {
    score += 4 + static_cast<int>(std::min<std::size_t>(folded.size() / 12, 4));
  }
  if (long_enough && fold(page.metadata.title).find(folded) != std::string::npos) score += 3;
  if (fold(page.metadata.site_name) == folded) score -= 6;
  if (page.body.is_chrome(node)) score -= 4;
  return score;
}

// True if half of the words of `folded` stand in what the page calls itself.
bool shares_words(const std::string& folded, const std::string& page_names) {
  std::size_t words = 0;
  std::size_t shared = 0;
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    const std::string_view word = std::string_view(folded).substr(begin, end - begin);
    begin = end + 1;
    if (word.size() < 4) continue;
    ++words;
    shared += page_names.find(word) == std::string::npos ? 0 : 1;
  }
  return shared * 2 >= words;
}

// True if the page calls itself `folded`, with or without the name of its site.
bool is_page_name(const HtmlPage& page, const std::string& folded) {
  if (folded.size() < 12) return false;
  if (folded == fold(page.metadata.title)) return true;
  const std::vector<std::string> parts = split_page_title(page.metadata.page_title);
  const std::vector<std::string> more = split_page_title(page.metadata.title);
  const auto is_part = [&](const std::string& part) { return fold(part) == folded; };
  return std::any_of(parts.begin(), parts.end(), is_part) ||
         std::any_of(more.begin(), more.end(), is_part);
}

// A heading may hold a line above the title: the element in it that is the title alone.
std::uint32_t narrow_title(const HtmlPage& page, std::uint32_t heading) {
  if (is_page_name(page, fold(flow_words(page.tree, heading)))) return heading;
  const std::uint32_t end = std::min(page.tree.nodes[heading].end, heading + kHeadingNodesMax);
  for (std::uint32_t at = heading + 1; at < end; ++at) {
    if (page.tree.nodes[at].tag == HtmlTag::Text) continue;
    if (is_page_name(page, fold(flow_words(page.tree, at)))) return at;
  }
  return heading;
}

// The element at the begin of a heading without which it is what the page calls itself.
std::uint32_t find_kicker(const HtmlPage& page, std::uint32_t heading) {
  if (heading == 0) return 0;
  const std::string whole = flow_words(page.tree, heading);
  if (is_page_name(page, fold(whole))) return 0;
  const std::uint32_t end = std::min(page.tree.nodes[heading].end, heading + kHeadingNodesMax);
  for (std::uint32_t at = heading + 1; at < end; ++at) {
    if (page.tree.nodes[at].tag == HtmlTag::Text) continue;
    const std::string words = flow_words(page.tree, at);
    if (words.empty() || whole.substr(0, words.size()) != words) continue;
    if (is_page_name(page, fold(trim(std::string_view(whole).substr(words.size()))))) return at;
  }
  return 0;
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
  if (best == 0) return 0;
  // The name of the site or of a section is no title where the page says what it is.
  const std::string said = fold(page.metadata.title + " " + page.metadata.page_title);
  const bool says = fold(page.metadata.title).size() >= 12;
  const std::string heading = fold(flow_words(page.tree, best));
  if (says && heading.size() <= kSectionNameBytesMax && !shares_words(heading, said)) return 0;
  return narrow_title(page, best);
}

}  // namespace

ArticleHead find_head(const HtmlPage& page) {
  ArticleHead head;
  head.title = find_title_node(page);
  head.kicker = find_kicker(page, head.title);
  head.byline = find_byline(page, head.title);
  head.date = find_page_day(page, head.title);
  return head;
}

}  // namespace habeas
