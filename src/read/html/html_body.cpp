// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_body.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "read/html/html_flow.h"
#include "read/html/html_hidden.h"
#include "read/page_words.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::uint32_t kParagraphBytesMin = 25;
constexpr std::uint32_t kNamedProseBytesMin = 200;
constexpr std::int64_t kScoreUnit = 1000;

std::uint32_t visible_bytes(std::string_view text) {
  std::uint32_t bytes = 0;
  bool space = true;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    bytes += is_space && space ? 0 : 1;
    space = is_space;
  }
  return bytes;
}

bool is_paragraph(HtmlTag tag) {
  return tag == HtmlTag::P || tag == HtmlTag::Pre || tag == HtmlTag::Td || tag == HtmlTag::Li ||
         tag == HtmlTag::Dd || tag == HtmlTag::Blockquote || tag == HtmlTag::Div ||
         tag == HtmlTag::Section || tag == HtmlTag::Article || tag == HtmlTag::Center ||
         tag == HtmlTag::H2 || tag == HtmlTag::H3;
}

bool is_named_chrome(HtmlTag tag) {
  return tag == HtmlTag::Nav || tag == HtmlTag::Footer || tag == HtmlTag::Aside ||
         tag == HtmlTag::Dialog || tag == HtmlTag::Fieldset;
}

bool holds_blocks(HtmlTag tag) {
  return tag == HtmlTag::Ul || tag == HtmlTag::Ol || tag == HtmlTag::Div ||
         tag == HtmlTag::Section || tag == HtmlTag::Dl || tag == HtmlTag::Other;
}

// Elements that hold a page or an article are not furniture by a word in their class.
bool holds_page(HtmlTag tag) {
  return tag == HtmlTag::Html || tag == HtmlTag::Body || tag == HtmlTag::Main ||
         tag == HtmlTag::Article || tag == HtmlTag::H1;
}

}  // namespace

HtmlBody::HtmlBody(const HtmlTree& tree) : tree_(tree) {
  chrome_.resize(tree.nodes.size());
  scores_.resize(tree.nodes.size());
  find_names();
  count_seen_text();
  find_named();
  gather_blocks();
  mark_chrome();
  weigh_paragraphs();
  roots_ = find_named_root();
  if (roots_.empty()) roots_ = find_dense_root();
  mark_link_lists();
}

// Pages repeat their classes, so each is looked up once.
void HtmlBody::find_names() {
  names_.resize(tree_.nodes.size());
  std::unordered_map<std::string_view, PageNames> known;
  const auto look_up = [&](std::string_view names) {
    if (names.empty()) return PageNames();
    const auto [entry, added] = known.try_emplace(names);
    if (added) entry->second = find_page_names(names);
    return entry->second;
  };
  for (std::uint32_t at = 0; at < tree_.nodes.size(); ++at) {
    const HtmlNode& node = tree_.nodes[at];
    for (std::uint32_t i = node.attributes_begin; i < node.attributes_end; ++i) {
      const HtmlAttribute& attribute = tree_.attributes[i];
      if (attribute.name == "class" || attribute.name == "id") {
        names_[at] |= look_up(attribute.value);
      }
    }
  }
}

void HtmlBody::count_text(Counted counted) {
  const std::size_t count = tree_.nodes.size();
  text_before_.assign(count + 1, 0);
  link_before_.assign(count + 1, 0);
  links_before_.assign(count + 1, 0);
  main_heading_ = 0;
  std::uint32_t unread_end = 0;
  std::uint32_t link_end = 0;
  for (std::uint32_t at = 0; at < count; ++at) {
    const HtmlNode& node = tree_.nodes[at];
    std::uint32_t bytes = 0;
    if (node.tag == HtmlTag::Text) {
      bytes = at < unread_end ? 0 : visible_bytes(node.text);
    } else if (is_unread(node.tag)) {
      unread_end = std::max(unread_end, node.end);
    } else if (node.tag == HtmlTag::A) {
      link_end = std::max(link_end, node.end);
    } else if (node.tag == HtmlTag::H1 && main_heading_ == 0 && at >= unread_end) {
      main_heading_ = at;
    }
    if (counted == Counted::Seen && node.tag != HtmlTag::Text && at >= unread_end &&
        is_hidden(tree_, at)) {
      unread_end = node.end;
    }
    text_before_[at + 1] = text_before_[at] + bytes;
    link_before_[at + 1] = link_before_[at] + (at < link_end ? bytes : 0);
    links_before_[at + 1] = links_before_[at] + (node.tag == HtmlTag::A ? 1 : 0);
  }
}

// What nobody sees is no article beside what is seen; a page that is shown by a script alone is
// weighed as if it were seen.
void HtmlBody::count_seen_text() {
  count_text(Counted::All);
  const std::uint32_t all = text_before_.back();
  count_text(Counted::Seen);
  if (text_before_.back() * 4 < all) count_text(Counted::All);
}

std::uint32_t HtmlBody::text_bytes(std::uint32_t node) const {
  return text_before_[tree_.nodes[node].end] - text_before_[node];
}

std::uint32_t HtmlBody::link_bytes(std::uint32_t node) const {
  return link_before_[tree_.nodes[node].end] - link_before_[node];
}

std::uint32_t HtmlBody::prose_bytes(std::uint32_t node) const {
  return prose_before_[tree_.nodes[node].end] - prose_before_[node];
}

bool HtmlBody::looks_like_chrome(std::uint32_t node) const {
  const HtmlNode& element = tree_.nodes[node];
  if (is_named_chrome(element.tag)) return true;
  if (holds_page(element.tag)) return false;
  const std::string_view role = tree_.attribute(node, "role");
  if (role == "navigation" || role == "contentinfo" || role == "search" || role == "dialog" ||
      role == "complementary" || role == "menu") {
    return true;
  }
  return !names_[node].has_whole(PageWordKind::Content) &&
         names_[node].has_part(PageWordKind::Chrome);
}

bool HtmlBody::holds_comments(std::uint32_t node) const {
  if (holds_page(tree_.nodes[node].tag)) return false;
  if (main_heading_ > node && main_heading_ < tree_.nodes[node].end) return false;
  return names_[node].has_part(PageWordKind::Comment);
}

// The text that stands in each block itself, not in blocks below it.
void HtmlBody::gather_blocks() {
  const std::size_t count = tree_.nodes.size();
  blocks_.assign(count, {});
  std::vector<std::uint32_t> home(count);
  for (std::uint32_t at = 0; at < count; ++at) {
    const HtmlNode& node = tree_.nodes[at];
    if (node.tag != HtmlTag::Text) {
      home[at] = is_block(node.tag) ? at : home[node.parent];
      continue;
    }
    const std::uint32_t bytes = text_before_[at + 1] - text_before_[at];
    if (bytes == 0) continue;
    OwnText& own = blocks_[home[node.parent]];
    own.bytes += bytes;
    own.link_bytes += link_before_[at + 1] - link_before_[at];
    own.commas += static_cast<std::uint32_t>(std::count(node.text.begin(), node.text.end(), ','));
  }
}

bool HtmlBody::is_prose_block(std::uint32_t node) const {
  const HtmlTag tag = tree_.nodes[node].tag;
  const OwnText& own = blocks_[node];
  return tag != HtmlTag::Text && is_paragraph(tag) && own.bytes >= kParagraphBytesMin &&
         own.link_bytes * 2 < own.bytes;
}

void HtmlBody::count_prose() {
  const std::size_t count = tree_.nodes.size();
  prose_before_.assign(count + 1, 0);
  for (std::uint32_t at = 0; at < count; ++at) {
    const bool prose = chrome_[at] == 0 && is_prose_block(at);
    const std::uint32_t bytes = prose ? blocks_[at].bytes - blocks_[at].link_bytes : 0;
    prose_before_[at + 1] = prose_before_[at] + bytes;
  }
}

bool HtmlBody::is_head_of_page(std::uint32_t node) const {
  if (tree_.nodes[node].tag != HtmlTag::Header) return false;
  if (main_heading_ > node && main_heading_ < tree_.nodes[node].end) return false;
  for (std::uint32_t up = tree_.nodes[node].parent; up != 0; up = tree_.nodes[up].parent) {
    if (tree_.nodes[up].tag == HtmlTag::Article || tree_.nodes[up].tag == HtmlTag::Main) {
      return false;
    }
  }
  return true;
}

// True if most of the running text below `node` stands in an element that is named an article.
bool HtmlBody::holds_article(std::uint32_t node) const {
  return std::any_of(named_.begin(), named_.end(), [&](std::uint32_t at) {
    return at >= node && at < tree_.nodes[node].end && prose_bytes(at) * 2 >= prose_bytes(node);
  });
}

// Bytes of running text outside the foot of the page, whose long notices are no article.
std::uint64_t HtmlBody::prose_above_foot() const {
  std::uint64_t foot = 0;
  for (std::uint32_t at = 1; at < tree_.nodes.size();) {
    const HtmlTag tag = tree_.nodes[at].tag;
    const bool is_foot = tag == HtmlTag::Footer || (tag != HtmlTag::Text && !holds_page(tag) &&
                                                    names_[at].has_part(PageWordKind::Foot));
    const std::uint64_t prose = is_foot ? prose_bytes(at) : 0;
    const bool counts = is_foot && !holds_heading(at) && prose * 5 < prose_before_.back() * 4ULL;
    foot += counts ? prose : 0;
    at = counts ? tree_.nodes[at].end : at + 1;
  }
  return prose_before_.back() - foot;
}

void HtmlBody::mark_chrome() {
  count_prose();
  const std::uint64_t total = prose_above_foot();
  std::vector<std::uint8_t> found(tree_.nodes.size());
  for (std::uint32_t at = 0; at < tree_.nodes.size(); ++at) {
    const HtmlNode& node = tree_.nodes[at];
    if (node.tag == HtmlTag::Text) continue;
    bool chrome = looks_like_chrome(at);
    if (chrome && node.tag != HtmlTag::Nav && node.tag != HtmlTag::Footer) {
      const bool has_heading = main_heading_ > at && main_heading_ < node.end;
      const std::uint64_t prose = prose_bytes(at);
      const bool has_article =
          total > 0 && (prose * 5 >= total * 4 || (prose * 5 >= total * 2 && holds_article(at)));
      chrome = !has_heading && !has_article;
    }
    if (chrome || holds_comments(at) || is_head_of_page(at)) found[at] = 1;
  }
  // What lies in furniture is furniture.
  for (std::uint32_t at = 1; at < tree_.nodes.size(); ++at) {
    if (found[tree_.nodes[at].parent] != 0) found[at] = 1;
  }
  chrome_ = std::move(found);
  count_prose();
}

void HtmlBody::weigh_paragraphs() {
  for (std::uint32_t at = 0; at < tree_.nodes.size(); ++at) {
    const HtmlNode& node = tree_.nodes[at];
    if (chrome_[at] != 0 || !is_prose_block(at)) continue;
    const std::int64_t score = kScoreUnit * (1 + std::min<std::int64_t>(blocks_[at].commas, 20)) +
                               std::min<std::int64_t>(blocks_[at].bytes * 10, 3 * kScoreUnit);
    const bool is_container = node.tag != HtmlTag::P && node.tag != HtmlTag::Li &&
                              node.tag != HtmlTag::H2 && node.tag != HtmlTag::H3;
    if (is_container) scores_[at] += score;
    scores_[node.parent] += score;
    const std::uint32_t above = tree_.nodes[node.parent].parent;
    if (above != node.parent) scores_[above] += score / 2;
  }
}

// Lists of links inside the article: other stories, tags, ways to share.
void HtmlBody::mark_link_lists() {
  for (const std::uint32_t root : roots_) {
    for (std::uint32_t at = root + 1; at < tree_.nodes[root].end;) {
      const HtmlNode& node = tree_.nodes[at];
      const std::uint32_t links = links_before_[node.end] - links_before_[at];
      const bool list = node.tag != HtmlTag::Text && holds_blocks(node.tag) && links >= 2 &&
                        std::uint64_t{link_bytes(at)} * 4 >= std::uint64_t{text_bytes(at)} * 3 &&
                        text_bytes(at) > 0 && prose_bytes(at) == 0;
      if (list) std::fill(chrome_.begin() + at, chrome_.begin() + node.end, 1);
      at = list ? node.end : at + 1;
    }
  }
}

// How an element is named an article, the surest way first; nothing if it is not.
std::optional<int> HtmlBody::article_level(std::uint32_t node) const {
  const HtmlTag tag = tree_.nodes[node].tag;
  if (tag == HtmlTag::Text) return std::nullopt;
  if (tree_.attribute(node, "itemprop") == "articleBody") return 0;
  const bool holds = holds_blocks(tag) || tag == HtmlTag::Article || tag == HtmlTag::Main ||
                     tag == HtmlTag::Td || tag == HtmlTag::Blockquote || tag == HtmlTag::Center;
  if (holds && names_[node].has_whole(PageWordKind::Content)) return 1;
  if (tag == HtmlTag::Article) return 2;
  if (tag == HtmlTag::Main || tree_.attribute(node, "role") == "main") return 3;
  return std::nullopt;
}

void HtmlBody::find_named() {
  for (std::uint32_t at = 1; at < tree_.nodes.size(); ++at) {
    if (article_level(at)) named_.push_back(at);
  }
}

bool HtmlBody::holds_heading(std::uint32_t node) const {
  return main_heading_ > node && main_heading_ < tree_.nodes[node].end;
}

std::vector<std::uint32_t> HtmlBody::find_named_root() const {
  const std::uint32_t total = prose_before_.back();
  std::array<std::uint32_t, 4> best{0, 0, 0, 0};
  for (const std::uint32_t at : named_) {
    if (chrome_[at] != 0) continue;
    std::uint32_t& top = best[static_cast<std::size_t>(*article_level(at))];
    // The article that has the main heading goes before longer ones beside it.
    const bool headed = top != 0 && holds_heading(top) && prose_bytes(top) >= kNamedProseBytesMin;
    const bool takes = holds_heading(at) && prose_bytes(at) >= kNamedProseBytesMin;
    if (headed && !takes) continue;
    if (top == 0 || (takes && !headed) || prose_bytes(at) > prose_bytes(top)) top = at;
  }
  for (std::size_t level = 0; level < best.size(); ++level) {
    const std::uint32_t root = best[level];
    const std::uint64_t prose = root == 0 ? 0 : prose_bytes(root);
    const std::uint64_t share = level < 2 || (root != 0 && holds_heading(root)) ? 2 : 5;
    // A short report has little text, but all of it is in its article.
    const bool enough = prose >= kNamedProseBytesMin || (prose > 0 && prose * 5 >= total * 4ULL);
    if (enough && prose * 10 >= total * share) return {narrow_root(root)};
  }
  return {};
}

// The innermost element below `root` that is named an article and holds nearly all of its text.
std::uint32_t HtmlBody::narrow_root(std::uint32_t root) const {
  for (const std::uint32_t at : named_) {
    const bool below = at > root && at < tree_.nodes[root].end && chrome_[at] == 0;
    if (below && std::uint64_t{prose_bytes(at)} * 20 >= std::uint64_t{prose_bytes(root)} * 17) {
      root = at;
    }
  }
  return root;
}

// A page cut into cards or cells has no dense element: what holds most of its text has it all.
std::uint32_t HtmlBody::widen_root(std::uint32_t root) const {
  const std::uint64_t total = prose_before_.back();
  while (root != 0 && std::uint64_t{prose_bytes(root)} * 2 < total) {
    root = tree_.nodes[root].parent;
  }
  return root;
}

std::vector<std::uint32_t> HtmlBody::find_dense_root() const {
  const auto score_of = [&](std::uint32_t node) {
    const std::int64_t text = std::max<std::int64_t>(text_bytes(node), 1);
    return scores_[node] * (text - link_bytes(node)) / text;
  };
  std::uint32_t top = 0;
  for (std::uint32_t at = 0; at < tree_.nodes.size(); ++at) {
    if (tree_.nodes[at].tag == HtmlTag::Text || chrome_[at] != 0) continue;
    if (score_of(at) > score_of(top)) top = at;
  }
  if (score_of(top) <= 0) {
    for (std::uint32_t at = 0; at < tree_.nodes.size(); ++at) {
      if (tree_.nodes[at].tag == HtmlTag::Body) return {at};
    }
    return {};
  }
  top = widen_root(top);
  if (top == 0 || tree_.nodes[top].tag == HtmlTag::Body) return {top};
  // Elements beside the top that are like it belong to the article.
  const std::uint32_t parent = tree_.nodes[top].parent;
  const std::int64_t enough = std::max(10 * kScoreUnit, score_of(top) / 5);
  std::vector<std::uint32_t> roots;
  for (std::uint32_t at = parent + 1; at < tree_.nodes[parent].end; at = tree_.nodes[at].end) {
    if (tree_.nodes[at].tag == HtmlTag::Text || chrome_[at] != 0) continue;
    const bool paragraph = tree_.nodes[at].tag == HtmlTag::P && prose_bytes(at) >= 80;
    if (at == top || paragraph || score_of(at) >= enough) roots.push_back(at);
  }
  return roots;
}

}  // namespace habeas
