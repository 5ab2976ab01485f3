// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_byline.h"

#include <algorithm>

#include "read/html/html_flow.h"
#include "read/page_words.h"
#include "text/day_line.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kBylineBytesMax = 160;
constexpr std::size_t kNameBytesMax = 90;
constexpr std::size_t kNameWordsMax = 9;
constexpr std::size_t kNamesMax = 6;
constexpr int kScoreMin = 40;

// True if every longer word begins with a capital, or the script has none.
bool is_capitalised(std::string_view words) {
  bool inside = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t from = at;
    const char32_t c = next_character(words, at);
    const bool letter = is_letter(c) || is_mark(c) || c == U'\'' || c == U'\u2019' || c == U'-';
    if (letter && !inside) begin = from;
    if ((!letter || at == words.size()) && inside) {
      std::size_t first = begin;
      const std::string_view word = words.substr(begin, (letter ? at : from) - begin);
      if (word.size() > 4 && is_lower(next_character(words, first))) return false;
    }
    inside = letter;
  }
  return true;
}

struct Candidate {
  std::uint32_t node = 0;
  std::string name;
  int score = 0;
};

bool stands_in_comment(const HtmlPage& page, std::uint32_t node) {
  for (; node != 0; node = page.tree.nodes[node].parent) {
    if (page.body.is_comment(node)) return true;
  }
  return false;
}

int score_of_place(const HtmlPage& page, std::uint32_t node, std::uint32_t title) {
  const std::vector<std::uint32_t>& roots = page.body.roots();
  const std::uint32_t head = title != 0 ? title : roots.empty() ? 0 : roots.front();
  if (head == 0) return 0;
  const std::int64_t from = page.body.text_before(node);
  const std::int64_t after = from - page.body.text_before(page.tree.nodes[head].end);
  const std::int64_t before = std::int64_t{page.body.text_before(head)} - from;
  if (node > head) return after < 400 || title == 0 ? 40 : after < 1500 ? 20 : 5;
  return before < 200 ? 30 : 0;
}

// How surely markup names the author in `node`; 0: not at all.
int score_of_markup(const HtmlPage& page, std::uint32_t node) {
  const HtmlTree& tree = page.tree;
  if (tree.attribute(node, "itemprop") == "author") return 35;
  if (tree.attribute(node, "rel") == "author") return 35;
  const PageNames names = page.body.names(node);
  if (names.has_whole(PageWordKind::BylineClass)) return 25;
  return names.has_part(PageWordKind::BylineClass) ? 20 : 0;
}

Candidate read_candidate(const HtmlPage& page, std::uint32_t at, std::uint32_t title) {
  const HtmlNode& node = page.tree.nodes[at];
  Candidate candidate;
  std::string words;
  if (node.tag == HtmlTag::Text) {
    const bool begins = node.text.size() <= kBylineBytesMax &&
                        after_page_words(PageWordKind::Byline, trim(node.text)).has_value();
    if (!begins) return candidate;
    candidate.node = node.parent;
    // The name may stand in a link beside "By".
    const bool wide = page.body.text_bytes(node.parent) > kBylineBytesMax;
    words = wide ? squash(node.text) : flow_words(page.tree, node.parent);
    candidate.score = 20;
  } else {
    candidate.score = score_of_markup(page, at);
    const std::uint32_t bytes = page.body.text_bytes(at);
    if (candidate.score == 0 || bytes == 0 || bytes > kBylineBytesMax) return {};
    candidate.node = at;
    words = flow_words(page.tree, at);
  }
  candidate.name = author_name(words);
  if (!is_author_name(candidate.name) || stands_in_comment(page, candidate.node)) return {};
  candidate.score += candidate.name.size() < words.size() ? 10 : 0;
  candidate.score += is_capitalised(candidate.name) ? 15 : -15;
  candidate.score -= page.body.is_chrome(candidate.node) ? 10 : 0;
  candidate.score += score_of_place(page, candidate.node, title);
  return candidate;
}

// Others of the same kind right behind the first: <a rel="author">A</a> and <a rel="author">B</a>.
std::string join_names(const HtmlPage& page, const Candidate& first, std::uint32_t title) {
  std::string names = first.name;
  std::size_t count = 1;
  const std::uint32_t parent = page.tree.nodes[page.tree.nodes[first.node].parent].parent;
  const std::uint32_t end = page.tree.nodes[parent].end;
  std::uint32_t last = page.tree.nodes[first.node].end;
  for (std::uint32_t at = last; at < end && count < kNamesMax; ++at) {
    if (page.body.text_before(at) > page.body.text_before(last) + 20) break;
    if (page.tree.nodes[at].tag == HtmlTag::Text || score_of_markup(page, at) == 0) continue;
    const Candidate next = read_candidate(page, at, title);
    const bool same = next.node != 0 && page.tree.nodes[at].tag == page.tree.nodes[first.node].tag;
    if (!same || names.find(next.name) != std::string::npos) continue;
    names += ", " + next.name;
    last = page.tree.nodes[at].end;
    ++count;
  }
  return names;
}

}  // namespace

HtmlByline find_byline(const HtmlPage& page, std::uint32_t title) {
  Candidate best;
  best.score = kScoreMin - 1;
  std::uint32_t unread_end = 0;
  for (std::uint32_t at = 1; at < page.tree.nodes.size(); ++at) {
    const HtmlTag tag = page.tree.nodes[at].tag;
    if (at < unread_end) continue;
    if (is_unread(tag)) unread_end = page.tree.nodes[at].end;
    if (at >= title && title != 0 && at < page.tree.nodes[title].end) continue;
    Candidate candidate = read_candidate(page, at, title);
    // The innermost of two that say the same has the name alone.
    const bool inner = candidate.score == best.score && candidate.name.size() < best.name.size() &&
                       at < page.tree.nodes[best.node].end;
    if (candidate.score > best.score || inner) best = std::move(candidate);
  }
  if (best.node == 0) return {};
  std::string names = join_names(page, best, title);
  return {best.node, std::move(names)};
}

std::string author_name(std::string_view byline) {
  std::string_view name = trim(byline);
  for (int i = 0; i < 3; ++i) {
    const auto rest = after_page_words(PageWordKind::Byline, name);
    if (!rest || rest->empty()) break;
    name = *rest;
  }
  const auto days = find_days(name);
  if (!days.empty()) name = name.substr(0, days.front().span.begin);
  for (const std::string_view sign :
       {" | ", " / ", " \u2022 ", " \u00B7 ", " - ", " \u2013 ", "\n"}) {
    const std::size_t at = name.find(sign);
    if (at != std::string_view::npos && at > 0) name = name.substr(0, at);
  }
  while (!name.empty() &&
         std::string_view(" ,;:|-/(").find(name.back()) != std::string_view::npos) {
    name.remove_suffix(1);
  }
  for (const std::string_view word : {" on", " am", " le", " el", " at"}) {
    if (name.size() > word.size() && name.substr(name.size() - word.size()) == word) {
      name.remove_suffix(word.size());
    }
  }
  return squash(name);
}

bool is_author_name(std::string_view words) {
  if (words.size() < 2 || words.size() > kNameBytesMax) return false;
  if (static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) >= kNameWordsMax) {
    return false;
  }
  const bool digits =
      std::any_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits || words.find("://") != std::string_view::npos ||
      words.find('@') != std::string_view::npos || words.find('?') != std::string_view::npos) {
    return false;
  }
  for (const PageWordKind kind :
       {PageWordKind::Skip, PageWordKind::More, PageWordKind::Related, PageWordKind::Published,
        PageWordKind::Updated, PageWordKind::Byline, PageWordKind::Boilerplate}) {
    if (is_page_words(kind, words)) return false;
  }
  return !after_page_words(PageWordKind::Published, words) &&
         !after_page_words(PageWordKind::Updated, words);
}

}  // namespace habeas
