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

// A heading may hold a line above the title: the element in it that is the title alone.
std::uint32_t narrow_title(const HtmlPage& page, std::uint32_t heading) {
  const std::string whole = fold(flow_words(page.tree, heading));
  std::vector<std::string> names;
  for (const std::string& part : split_page_title(page.metadata.page_title)) {
    names.push_back(fold(part));
  }
  names.push_back(fold(page.metadata.title));
  const auto is_named = [&](const std::string& words) {
    return words.size() >= 12 && std::find(names.begin(), names.end(), words) != names.end();
  };
  if (is_named(whole)) return heading;
  for (std::uint32_t at = heading + 1; at < page.tree.nodes[heading].end; ++at) {
    if (page.tree.nodes[at].tag == HtmlTag::Text) continue;
    if (is_named(fold(flow_words(page.tree, at)))) return at;
  }
  return heading;
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
  if (says && !shares_words(fold(flow_words(page.tree, best)), said)) return 0;
  return narrow_title(page, best);
}

}  // namespace

ArticleHead find_head(const HtmlPage& page) {
  ArticleHead head;
  head.title = find_title_node(page);
  head.byline = find_byline(page, head.title);
  head.date = find_page_day(page, head.title);
  return head;
}

}  // namespace habeas
