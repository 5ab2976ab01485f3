// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_passages.h"

#include <algorithm>

#include "read/page_words.h"
#include "read/plain/text_units.h"
#include "text/day_line.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kCaptionBytesMax = 600;
constexpr std::size_t kHeadLineBytesMax = 160;
constexpr std::size_t kBoilerplateBytesMax = 400;
constexpr std::uint32_t kBylineBoxBytesMax = 300;
constexpr std::uint32_t kInlineNodesMax = 32;  // looked at for the names around a passage
constexpr std::size_t kAboutAuthorBytesMax = 600;

std::size_t link_bytes(const FlowPassage& passage) {
  std::size_t bytes = 0;
  for (const FlowLink& link : passage.links) bytes += link.end - link.begin;
  return bytes;
}

bool ends_a_sentence(std::string_view words) {
  return !words.empty() && std::string_view(".!?").find(words.back()) != std::string_view::npos;
}

bool is_mostly_links(const FlowPassage& passage) {
  return !passage.links.empty() && link_bytes(passage) * 10 >= passage.words.size() * 6;
}

bool is_all_links(const FlowPassage& passage) {
  return !passage.links.empty() && link_bytes(passage) * 10 >= passage.words.size() * 9;
}

// An address printed in full is a source that is cited, not a way to another story.
bool is_cited_address(std::string_view words) {
  return is_address(words) || words.substr(0, 4) == "www." ||
         (words.find('@') != std::string_view::npos && words.find(' ') == std::string_view::npos);
}

bool has_links(const FlowPassage& passage) {
  return !passage.links.empty() && link_bytes(passage) * 5 >= passage.words.size();
}

// True if `passage` is the line above links to other stories: "Read also:", "More from our desk".
bool is_related_line(const FlowPassage& passage, const FlowPassage* next) {
  const auto rest = after_page_words(PageWordKind::Related, passage.words);
  if (!rest) return false;
  if (rest->empty() || is_mostly_links(passage)) return true;
  return passage.words.size() < 60 && next != nullptr && next->kind == PassageKind::ListEntry &&
         has_links(*next) && !ends_a_sentence(passage.words);
}

// "Read also:" and the links below it, wherever they stand.
std::vector<FlowPassage> without_related(std::vector<FlowPassage> passages) {
  std::vector<FlowPassage> kept;
  bool dropping = false;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    FlowPassage& passage = passages[i];
    const FlowPassage* const next = i + 1 < passages.size() ? &passages[i + 1] : nullptr;
    if (is_related_line(passage, next)) {
      dropping = true;
      continue;
    }
    const bool list = passage.kind == PassageKind::ListEntry && has_links(passage);
    dropping = dropping && (is_mostly_links(passage) || list || passage.words.size() < 25);
    if (!dropping) kept.push_back(std::move(passage));
  }
  return kept;
}

// Passages that are a link and nothing else lead to other stories. A heading may be a link to what
// stands below it, and a cell of a table may be one; a link that began inside the passage before
// was never closed.
std::vector<FlowPassage> without_links_alone(const HtmlTree& tree,
                                             std::vector<FlowPassage> passages) {
  std::vector<FlowPassage> kept;
  std::string unclosed;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    FlowPassage& passage = passages[i];
    const HtmlTag tag = tree.nodes[passage.node].tag;
    const bool leads = passage.kind == PassageKind::Heading && i + 1 < passages.size() &&
                       is_prose(passages[i + 1].words) && !is_all_links(passages[i + 1]);
    const bool cell = tag == HtmlTag::Td || tag == HtmlTag::Th || tag == HtmlTag::Pre;
    const bool alone = is_all_links(passage) && passage.visible && !leads && !cell &&
                       !is_cited_address(passage.words) &&
                       (unclosed.empty() || passage.links.back().address != unclosed);
    const bool open =
        !alone && !passage.links.empty() && passage.links.back().end == passage.words.size();
    unclosed = open ? passage.links.back().address : "";
    if (!alone) kept.push_back(std::move(passage));
  }
  return kept;
}

// Links to print, to share, to other stories, and headings of nothing, below the last prose.
void drop_closing_links(std::vector<FlowPassage>& passages) {
  while (passages.size() > 1) {
    const FlowPassage& last = passages.back();
    const bool links = last.links.size() > 1 && link_bytes(last) * 10 >= last.words.size() * 7;
    if (!links && last.kind != PassageKind::Heading &&
        !is_page_words(PageWordKind::More, last.words)) {
      return;
    }
    passages.pop_back();
  }
}

// What the elements say that hold the words of `passage` and hardly more.
PageNames names_around(const HtmlPage& page, const FlowPassage& passage) {
  PageNames names;
  const std::size_t bytes_max = passage.words.size() + passage.words.size() / 2 + 40;
  std::uint32_t node = passage.node;
  for (int level = 0; node != 0 && level < 4; ++level, node = page.tree.nodes[node].parent) {
    if (page.body.text_bytes(node) > bytes_max) break;
    names |= page.body.names(node);
  }
  // An inline element may hold all words of the block: <p><span class="credit">.
  node = passage.node;
  const std::uint32_t end = std::min(page.tree.nodes[node].end, node + kInlineNodesMax);
  for (std::uint32_t at = node + 1; at < end; ++at) {
    if (page.tree.nodes[at].tag == HtmlTag::Text) {
      if (page.body.text_bytes(at) > 1) break;
      continue;
    }
    if (page.body.text_bytes(at) + 2 >= passage.words.size()) names |= page.body.names(at);
  }
  return names;
}

// True if the passage stands in a small element that is named a byline.
bool stands_in_byline(const HtmlPage& page, std::uint32_t node) {
  for (int level = 0; node != 0 && level < 5; ++level, node = page.tree.nodes[node].parent) {
    if (page.body.text_bytes(node) > kBylineBoxBytesMax) return false;
    if (page.body.names(node).has_whole(PageWordKind::BylineClass)) return true;
  }
  return false;
}

bool stands_in_figure(const HtmlTree& tree, std::uint32_t node) {
  for (int level = 0; node != 0 && level < 6; ++level, node = tree.nodes[node].parent) {
    const HtmlTag tag = tree.nodes[node].tag;
    if (tag == HtmlTag::Figure) return true;
    if (tag == HtmlTag::Table || tag == HtmlTag::Blockquote || tag == HtmlTag::Pre) return false;
  }
  return false;
}

bool is_body_kind(PassageKind kind) {
  return kind == PassageKind::Paragraph || kind == PassageKind::ListEntry ||
         kind == PassageKind::Quote || kind == PassageKind::Heading;
}

// What a passage is by the names of its elements and by how its words begin.
PassageKind find_kind(const HtmlPage& page, const FlowPassage& passage, bool before_prose) {
  if (!is_body_kind(passage.kind)) return passage.kind;
  const PageNames names = names_around(page, passage);
  const bool prose = is_prose(passage.words);
  const bool is_short = passage.words.size() <= kHeadLineBytesMax;
  if (passage.kind != PassageKind::Heading && passage.words.size() <= kCaptionBytesMax) {
    if (names.has_part(PageWordKind::CaptionClass) || stands_in_figure(page.tree, passage.node)) {
      return PassageKind::Caption;
    }
    if (is_short && after_page_words(PageWordKind::Caption, passage.words)) {
      return PassageKind::Caption;
    }
  }
  if (!is_short || prose) return passage.kind;
  if (names.has_part(PageWordKind::DateClass) && !find_days(passage.words).empty()) {
    return PassageKind::DateLine;
  }
  if (names.has_part(PageWordKind::BylineClass) || stands_in_byline(page, passage.node) ||
      is_page_words(PageWordKind::Byline, passage.words)) {
    return PassageKind::Byline;
  }
  if (!before_prose) return passage.kind;
  if (parse_day_line(passage.words)) return PassageKind::DateLine;
  if (passage.words.size() <= 80 && after_page_words(PageWordKind::Byline, passage.words)) {
    return PassageKind::Byline;
  }
  return passage.kind;
}

bool is_boilerplate(const FlowPassage& passage) {
  return passage.words.size() <= kBoilerplateBytesMax &&
         after_page_words(PageWordKind::Boilerplate, passage.words).has_value();
}

// Below the last words of the article: who its author is.
void find_about_author(std::vector<FlowPassage>& passages, std::string_view author) {
  const std::string name(author.substr(0, author.find(',')));
  if (name.size() < 5 || name.find(' ') == std::string::npos) return;
  std::size_t looked_at = 0;
  for (auto passage = passages.rbegin(); passage != passages.rend() && looked_at < 3; ++passage) {
    ++looked_at;
    const bool about = std::string_view(passage->words).substr(0, name.size()) == name;
    if (about && passage->words.size() <= kAboutAuthorBytesMax && passage->visible) {
      passage->kind = PassageKind::Byline;
    }
  }
}

void find_kinds(const HtmlPage& page, std::vector<FlowPassage>& passages) {
  bool before_prose = true;
  for (FlowPassage& passage : passages) {
    if (!passage.visible) continue;
    passage.kind = find_kind(page, passage, before_prose);
    before_prose = before_prose && !(is_body_kind(passage.kind) && is_prose(passage.words));
  }
}

// What leads into an article may stand between its title and the element that holds the rest.
std::vector<FlowPassage> find_lead(const HtmlPage& page, std::uint32_t title) {
  constexpr std::size_t kLeadPassagesMax = 4;
  const std::vector<std::uint32_t>& roots = page.body.roots();
  std::vector<FlowPassage> lead;
  if (title == 0 || roots.empty() || title >= roots.front()) return lead;
  const std::uint32_t root = roots.front();
  std::uint32_t outer = page.tree.nodes[root].parent;
  while (outer != 0 && !(outer < title && title < page.tree.nodes[outer].end)) {
    outer = page.tree.nodes[outer].parent;
  }
  const std::uint32_t title_end = page.tree.nodes[title].end;
  const auto skip = [&](std::uint32_t node) {
    return page.body.is_chrome(node) || node >= root || page.tree.nodes[node].end <= title_end;
  };
  for (FlowPassage& passage : flow_passages(page.tree, outer, skip)) {
    const bool is_lead = passage.node > title && passage.visible && !is_mostly_links(passage) &&
                         is_prose(passage.words) && passage.kind != PassageKind::Caption;
    if (is_lead && lead.size() < kLeadPassagesMax) lead.push_back(std::move(passage));
  }
  return lead;
}

}  // namespace

bool is_part_of_page_title(const std::vector<std::string>& parts, std::string_view words) {
  const std::string folded = fold(words);
  return folded.size() >= 12 &&
         std::any_of(parts.begin(), parts.end(),
                     [&](const std::string& part) { return fold(part) == folded; });
}

std::vector<FlowPassage> split_head_lines(const std::vector<FlowPassage>& passages,
                                          const std::vector<std::string>& title_parts) {
  std::vector<FlowPassage> split;
  bool in_head = true;
  for (const FlowPassage& passage : passages) {
    std::vector<FlowPassage> lines;
    bool named = false;
    for (std::size_t begin = 0; in_head && begin < passage.words.size();) {
      const std::size_t end = std::min(passage.words.find('\n', begin), passage.words.size());
      FlowPassage line = passage;
      line.links.clear();
      line.marks.clear();
      line.words = std::string(trim(std::string_view(passage.words).substr(begin, end - begin)));
      named = named || parse_day_line(line.words) || is_part_of_page_title(title_parts, line.words);
      begin = end + 1;
      if (!line.words.empty()) lines.push_back(std::move(line));
    }
    in_head = in_head && split.size() + lines.size() < 12 && !is_prose(passage.words);
    if (named && lines.size() > 1 && passage.links.empty()) {
      split.insert(split.end(), lines.begin(), lines.end());
    } else {
      split.push_back(passage);
    }
  }
  return split;
}

std::vector<FlowPassage> gather_body(const HtmlPage& page, const ArticleHead& head) {
  const auto skip = [&](std::uint32_t node) {
    const bool in_head = node == head.title || node == head.byline.node || node == head.date.node;
    return page.body.is_chrome(node) || (node != 0 && in_head);
  };
  std::vector<FlowPassage> passages = find_lead(page, head.title);
  for (const std::uint32_t root : page.body.roots()) {
    for (FlowPassage& passage : flow_passages(page.tree, root, skip)) {
      if (is_page_words(PageWordKind::Skip, passage.words) || is_boilerplate(passage)) continue;
      passages.push_back(std::move(passage));
    }
  }
  find_kinds(page, passages);
  passages = without_related(std::move(passages));
  passages = without_links_alone(page.tree, std::move(passages));
  drop_closing_links(passages);
  find_about_author(passages, page.metadata.author.empty() ? std::string_view(head.byline.names)
                                                           : page.metadata.author);
  return passages;
}

}  // namespace habeas
