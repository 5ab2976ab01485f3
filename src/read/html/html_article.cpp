// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_article.h"

#include <algorithm>

#include "read/notes.h"
#include "read/page_words.h"
#include "read/plain/text_units.h"
#include "read/publication_day.h"
#include "text/day_line.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kTitleBytesMax = 400;
constexpr std::size_t kBylineBytesMax = 120;
constexpr std::size_t kPicturesMax = 50;
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

struct DateNode {
  std::uint32_t node = 0;
  std::optional<PartialDate> date;
};

// The first element near the title that carries a full day.
DateNode find_date_node(const HtmlPage& page, std::uint32_t title) {
  DateNode before;
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

std::string author_name(std::string_view byline) {
  std::string_view name = trim(byline);
  if (const auto rest = after_page_words(PageWordKind::Byline, name)) name = *rest;
  return squash(name);
}

bool stands_in(const HtmlTree& tree, std::uint32_t node, std::uint32_t outer) {
  return outer != 0 && node >= outer && node < tree.nodes[outer].end;
}

// Date lines of the body's first passages: an old page has no other date.
void find_printed_day(DocumentBuilder& builder, std::size_t body_begin) {
  Document& document = builder.document();
  std::size_t looked_at = 0;
  for (std::size_t i = body_begin; i < document.passages.size() && looked_at < 12; ++i) {
    Passage& passage = document.passages[i];
    const std::string_view words = slice(document.text, passage.span);
    ++looked_at;
    auto day = parse_day_line(words);
    if (day) passage.kind = PassageKind::DateLine;
    if (!day && !is_prose(words)) day = find_place_and_day(words);
    if (!day && !is_prose(words)) day = find_closing_day(words);
    if (!day) day = find_dateline(words);
    if (!day) continue;
    document.published = day_date(settle_day(*day, document.text));
    document.published_span = {passage.span.begin + day->span.begin,
                               passage.span.begin + day->span.end};
    return;
  }
}

bool is_part_of_page_title(const std::vector<std::string>& parts, std::string_view words) {
  const std::string folded = fold(words);
  return folded.size() >= 12 &&
         std::any_of(parts.begin(), parts.end(),
                     [&](const std::string& part) { return fold(part) == folded; });
}

// Old pages set date and title in one block with line breaks: each line is a passage.
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

std::size_t link_bytes(const FlowPassage& passage) {
  std::size_t bytes = 0;
  for (const FlowLink& link : passage.links) bytes += link.end - link.begin;
  return bytes;
}

bool is_mostly_links(const FlowPassage& passage) {
  return !passage.links.empty() && link_bytes(passage) * 10 >= passage.words.size() * 6;
}

// "Read also:" and the links below it, wherever they stand.
std::vector<FlowPassage> without_related(std::vector<FlowPassage> passages) {
  std::vector<FlowPassage> kept;
  bool dropping = false;
  for (FlowPassage& passage : passages) {
    const auto rest = after_page_words(PageWordKind::Related, passage.words);
    if (rest && (rest->empty() || is_mostly_links(passage))) {
      dropping = true;
      continue;
    }
    dropping = dropping && (is_mostly_links(passage) || passage.words.size() < 25);
    if (!dropping) kept.push_back(std::move(passage));
  }
  return kept;
}

// Links to print, to share, to other stories, below the last prose.
void drop_closing_links(std::vector<FlowPassage>& passages) {
  while (!passages.empty()) {
    const FlowPassage& last = passages.back();
    const bool links = last.links.size() > 1 && link_bytes(last) * 10 >= last.words.size() * 7;
    if (!links && !is_page_words(PageWordKind::More, last.words)) return;
    passages.pop_back();
  }
}

// The part of the page's title that is not the report's is the site's name.
std::string site_of_page_title(const std::vector<std::string>& parts, std::string_view title) {
  if (parts.size() < 2 || title.empty()) return "";
  const std::string folded = fold(title);
  const auto is_of_title = [&](const std::string& part) {
    return folded.find(fold(part)) != std::string::npos;
  };
  if (!is_of_title(parts.front()) && is_of_title(parts.back())) return parts.front();
  if (is_of_title(parts.front()) && !is_of_title(parts.back())) return parts.back();
  return "";
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

// The elements that carry title, byline and date; 0 where there is none.
struct ArticleHead {
  std::uint32_t title = 0;
  std::uint32_t byline = 0;
  DateNode date;
};

ArticleHead find_head(const HtmlPage& page) {
  ArticleHead head;
  head.title = find_title_node(page);
  head.byline = find_byline_node(page, head.title);
  head.date = find_date_node(page, head.title);
  head.date.node = widen_day(page.tree, head.date.node, 0);
  return head;
}

std::vector<FlowPassage> gather_body(const HtmlPage& page, const ArticleHead& head) {
  const auto skip = [&](std::uint32_t node) {
    const bool in_head = node == head.title || node == head.byline || node == head.date.node;
    return page.body.is_chrome(node) || (node != 0 && in_head);
  };
  std::vector<FlowPassage> passages = find_lead(page, head.title);
  for (const std::uint32_t root : page.body.roots()) {
    for (FlowPassage& passage : flow_passages(page.tree, root, skip)) {
      if (!is_page_words(PageWordKind::Skip, passage.words)) passages.push_back(std::move(passage));
    }
  }
  passages = without_related(std::move(passages));
  drop_closing_links(passages);
  return passages;
}

// What the page does not say about itself, but its head does.
HtmlMetadata complete_metadata(const HtmlPage& page, const ArticleHead& head) {
  HtmlMetadata metadata = page.metadata;
  if (metadata.author.empty() && head.byline != 0) {
    metadata.author = author_name(flow_words(page.tree, head.byline));
  }
  if (metadata.published.empty() && head.date.node != 0) {
    metadata.published = std::string(page.tree.attribute(head.date.node, "datetime"));
  }
  return metadata;
}

std::string title_words(const Document& document) {
  for (const Passage& passage : document.passages) {
    if (passage.kind == PassageKind::Title) return squash(slice(document.text, passage.span));
  }
  return document.title;
}

void add_metadata_lines(const HtmlMetadata& metadata, DocumentBuilder& builder) {
  builder.add_metadata("address", metadata.address);
  builder.add_metadata("title", metadata.title.empty() ? metadata.page_title : metadata.title);
  builder.add_metadata("site", metadata.site_name);
  builder.add_metadata("author", metadata.author);
  builder.add_metadata("published", metadata.published);
  builder.add_metadata("modified", metadata.modified);
  builder.add_metadata("description", metadata.description);
  for (const std::string& tag : metadata.tags) builder.add_metadata("tag", tag);
}

void choose_published(Document& document, const HtmlMetadata& metadata,
                      const std::optional<PartialDate>& in_head) {
  const auto stated = parse_published(metadata.published);
  const auto in_address = find_address_date(metadata.address);
  const bool full = in_address && precision_of(in_address->date) == DatePrecision::Day;
  if (stated) {
    document.published = stated;
  } else if (full) {
    document.published = in_address->date;
  } else if (in_head) {
    document.published = in_head;
  } else if (!document.published && in_address) {
    document.published = in_address->date;
  } else {
    return;
  }
  document.published_span = {};
}

}  // namespace

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

void cite_published(Document& document) {
  if (!document.published || length(document.published_span) > 0) return;
  const auto cites = [&](const Passage& passage, PassageKind kind) {
    if (passage.kind != kind) return false;
    const std::string_view words = slice(document.text, passage.span);
    for (const PrintedDay& day : find_days(words, 400)) {
      const bool same = day_date(day.day) == document.published ||
                        (day.swapped && day_date(*day.swapped) == document.published);
      if (!same) continue;
      document.published_span = {passage.span.begin + day.span.begin,
                                 passage.span.begin + day.span.end};
      return true;
    }
    return false;
  };
  for (const PassageKind kind : {PassageKind::DateLine, PassageKind::Metadata}) {
    for (const Passage& passage : document.passages) {
      if (cites(passage, kind)) return;
    }
  }
  const auto in_address = find_address_date(document.address);
  const std::size_t line = document.text.rfind("address: " + document.address);
  if (!in_address || line == std::string::npos) return;
  const std::size_t begin = line + 9 + in_address->span.begin;
  document.published_span = make_span(begin, begin + length(in_address->span));
}

void add_pictures(const HtmlPage& page, std::uint32_t root, Document& document) {
  for (std::uint32_t at = root; at < page.tree.nodes[root].end; ++at) {
    if (page.tree.nodes[at].tag != HtmlTag::Img || page.body.is_chrome(at)) continue;
    if (document.pictures.size() >= kPicturesMax) return;
    std::string_view address = page.tree.attribute(at, "src");
    if (address.empty() || address.substr(0, 5) == "data:") {
      address = page.tree.attribute(at, "data-src");
    }
    std::string absolute = resolve_address(page.metadata.base, address);
    std::string alternative = squash(page.tree.attribute(at, "alt"));
    if (absolute.empty() && alternative.empty()) continue;
    document.pictures.push_back({std::move(absolute), std::move(alternative)});
  }
}

void write_as(const HtmlPage& page, std::uint32_t node, PassageKind kind, FlowWriter& writer) {
  if (node == 0) return;
  for (FlowPassage& passage : flow_passages(page.tree, node, [](std::uint32_t) { return false; })) {
    passage.kind = kind;
    writer.add(passage);
  }
}

Document read_html_article(const HtmlPage& page, DocumentId id) {
  DocumentBuilder builder(std::move(id), page.limits);
  FlowWriter writer(builder, page.metadata.base);
  Document& document = builder.document();
  const ArticleHead head = find_head(page);
  write_as(page, head.title, PassageKind::Title, writer);
  write_as(page, head.byline, PassageKind::Byline, writer);
  if (!stands_in(page.tree, head.date.node, head.byline)) {
    write_as(page, head.date.node, PassageKind::DateLine, writer);
  }
  const std::size_t body_begin = document.passages.size();
  const std::vector<std::string> title_parts = split_page_title(page.metadata.page_title);
  bool has_title = head.title != 0;
  for (FlowPassage& passage : split_head_lines(gather_body(page, head), title_parts)) {
    if (!has_title && is_part_of_page_title(title_parts, passage.words)) {
      passage.kind = PassageKind::Title;
      has_title = true;
    }
    writer.add(passage);
  }
  writer.join_marks();
  join_notes(document);
  for (const std::uint32_t root : page.body.roots()) add_pictures(page, root, document);
  document.address = page.metadata.address;
  document.tags = page.metadata.tags;
  if (!head.date.date) find_printed_day(builder, body_begin);
  const HtmlMetadata metadata = complete_metadata(page, head);
  add_metadata_lines(metadata, builder);
  document.site_name = metadata.site_name.empty()
                           ? site_of_page_title(title_parts, title_words(document))
                           : metadata.site_name;
  if (!has_title) {
    document.title = metadata.title.empty()
                         ? strip_site_name(metadata.page_title, metadata.site_name)
                         : metadata.title;
  }
  Document finished = builder.finish(page.metadata.language);
  choose_published(finished, page.metadata, head.date.date);
  cite_published(finished);
  finished.completeness = judge_completeness(finished, DocumentPlace::Alone, page.end);
  return finished;
}

}  // namespace habeas
