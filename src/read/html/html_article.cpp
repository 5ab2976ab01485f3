// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_article.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "read/html/html_passages.h"
#include "read/notes.h"
#include "read/page_words.h"
#include "read/plain/text_units.h"
#include "read/publication_day.h"
#include "text/day_line.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kPicturesMax = 50;

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

// What the page does not say about itself, but its head does.
HtmlMetadata complete_metadata(const HtmlPage& page, const ArticleHead& head) {
  HtmlMetadata metadata = page.metadata;
  const bool is_host = metadata.author.find(' ') == std::string::npos &&
                       metadata.author.find('.') != std::string::npos;
  const bool of_site = is_host || fold(metadata.author) == fold(metadata.site_name);
  if ((metadata.author.empty() || of_site) && head.byline.node != 0) {
    metadata.author = head.byline.names;
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

// True if `seen` may be the day, somewhere on earth, of a moment that `stated` gives as the day
// beside it: clocks are at most 14 hours before and 12 hours behind that of `stated`.
bool is_same_moment(std::string_view stated, const PartialDate& stated_day,
                    const PartialDate& seen) {
  const auto first = make_day(stated_day.year, stated_day.month, stated_day.day);
  const auto second = make_day(seen.year, seen.month, seen.day);
  if (!first || !second || std::abs(first->days - second->days) != 1) return false;
  const std::size_t time = stated.find('T');
  if (time == std::string_view::npos || stated.size() < time + 6) return stated.size() <= 10;
  const int hour = (stated[time + 1] - '0') * 10 + (stated[time + 2] - '0');
  return second->days > first->days ? hour >= 10 : hour <= 12;
}

// Pages state their day in several places. The one that readers see too is right; of two that are
// a day apart the earlier is, since a clock's place is mostly left out or wrong in the later. Two
// that are further apart are a Problem.
std::optional<PartialDate> settle_stated(const HtmlMetadata& metadata, const HtmlDay& in_head,
                                         Document& document) {
  auto settled = parse_published(metadata.published);
  if (!settled) return settled;
  const PartialDate first = *settled;
  for (const std::string& words : metadata.published_all) {
    const auto other = parse_published(words);
    if (!other || *other == *settled) continue;
    const auto a = make_day(settled->year, settled->month, settled->day);
    const auto b = make_day(other->year, other->month, other->day);
    if (!a || !b) continue;
    const bool printed = in_head.sure && *in_head.date == *other;
    const bool day_before = b->days + 1 == a->days && !(in_head.sure && *in_head.date == *settled);
    if (printed || day_before) settled = other;
    if (std::abs(a->days - b->days) <= 1) continue;
    if (!document.problems.empty() && document.problems.back().code == ProblemCode::TwoReadings) {
      continue;
    }
    document.problems.push_back(
        {ProblemCode::TwoReadings, document.id.part,
         fmt::format("the page states that it was published on {} and on {}", to_iso(first),
                     to_iso(*other))});
  }
  return settled;
}

// The day of a page: as it states it to machines, else the day in its address, else as printed.
// Where the machine's clock is that of another place, the day is the one that readers see.
void choose_published(Document& document, const HtmlMetadata& metadata, const HtmlDay& in_head) {
  const auto stated = settle_stated(metadata, in_head, document);
  const auto in_address = find_address_date(metadata.address);
  const bool full = in_address && precision_of(in_address->date) == DatePrecision::Day;
  const auto modified = parse_published(metadata.modified);
  if (stated) {
    const bool printed = in_head.sure && is_same_moment(metadata.published, *stated, *in_head.date);
    const bool addressed = full && is_same_moment(metadata.published, *stated, in_address->date);
    document.published = printed ? in_head.date : addressed ? in_address->date : stated;
  } else if (full) {
    document.published = in_address->date;
  } else if (in_head.sure || (in_head.date && !document.published)) {
    document.published = in_head.date;
  } else if (!document.published && modified) {
    document.published = modified;
  } else if (!document.published && in_address) {
    document.published = in_address->date;
  } else {
    return;
  }
  document.published_span = {};
}

}  // namespace

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

namespace {

void write_title(const HtmlPage& page, const ArticleHead& head, FlowWriter& writer) {
  if (head.kicker == 0) return write_as(page, head.title, PassageKind::Title, writer);
  const auto skip = [&](std::uint32_t node) { return node == head.kicker; };
  for (FlowPassage& passage : flow_passages(page.tree, head.title, skip)) {
    passage.kind = PassageKind::Title;
    writer.add(passage);
  }
  write_as(page, head.kicker, PassageKind::Heading, writer);
}

// The picture that the page shows where it is linked to, if the article does not show it.
void add_lead_picture(const HtmlPage& page, Document& document) {
  const std::string lead = resolve_address(page.metadata.base, page.metadata.picture);
  const bool shown = std::any_of(document.pictures.begin(), document.pictures.end(),
                                 [&](const Picture& picture) { return picture.address == lead; });
  if (!lead.empty() && !shown) document.pictures.insert(document.pictures.begin(), {lead, ""});
}

}  // namespace

Document read_html_article(const HtmlPage& page, DocumentId id) {
  DocumentBuilder builder(std::move(id), page.limits);
  FlowWriter writer(builder, page.metadata.base);
  Document& document = builder.document();
  const ArticleHead head = find_head(page);
  write_title(page, head, writer);
  write_as(page, head.byline.node, PassageKind::Byline, writer);
  if (!stands_in(page.tree, head.date.node, head.byline.node)) {
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
  add_lead_picture(page, document);
  document.address = page.metadata.address;
  document.tags = page.metadata.tags;
  if (!head.date.sure) find_printed_day(builder, body_begin);
  const HtmlMetadata metadata = complete_metadata(page, head);
  add_metadata_lines(metadata, builder);
  document.site_name = metadata.site_name.empty()
                           ? site_of_page_title(title_parts, title_words(document))
                           : metadata.site_name;
  if (!has_title) {
    document.title = strip_site_name(metadata.title.empty() ? metadata.page_title : metadata.title,
                                     metadata.site_name);
  }
  Document finished = builder.finish(page.metadata.language);
  choose_published(finished, page.metadata, head.date);
  cite_published(finished);
  finished.completeness = judge_completeness(finished, DocumentPlace::Alone, page.end);
  return finished;
}

}  // namespace habeas
