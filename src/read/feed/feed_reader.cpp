// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/feed/feed_reader.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "read/completeness.h"
#include "read/document_builder.h"
#include "read/html/html_article.h"
#include "read/html/html_flow.h"
#include "read/html/html_reader.h"
#include "read/notes.h"
#include "read/plain/text_container.h"
#include "read/source_text.h"
#include "text/utf8.h"

namespace habeas {
namespace {

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view prefix_of(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

// The text of an element; markup written inside it (Atom's type="xhtml") is printed as it stands.
std::string content_of(const pugi::xml_node& node) {
  struct Writer final : pugi::xml_writer {
    std::string text;
    void write(const void* bytes, std::size_t size) override {
      text.append(static_cast<const char*>(bytes), size);
    }
  };
  if (std::string_view(node.attribute("type").value()) == "xhtml") {
    Writer writer;
    for (const pugi::xml_node& child : node.children()) {
      child.print(writer, "", pugi::format_raw | pugi::format_no_declaration);
    }
    return writer.text;
  }
  std::string text;
  for (const pugi::xml_node& child : node.children()) text += child.value();
  return text;
}

struct FeedEntry {
  std::string title;
  std::string address;
  std::string id;
  std::string author;
  std::string published;
  std::string source;
  std::string body;     // HTML, the fullest
  std::string summary;  // HTML
  std::vector<std::string> tags;
};

std::string link_of(const pugi::xml_node& node) {
  const std::string_view rel = node.attribute("rel").value();
  const std::string_view href = node.attribute("href").value();
  if (!href.empty()) return rel.empty() || rel == "alternate" ? squash(href) : "";
  return squash(content_of(node));
}

// Titles are HTML in Atom (type="html") and in most RSS; a tag in one is markup, not words.
std::string plain_words(std::string_view words) {
  if (words.find_first_of("<&") == std::string_view::npos) return squash(words);
  const HtmlTree tree = parse_html(words, 100);
  return flow_words(tree, 0);
}

void take_child(const pugi::xml_node& child, FeedEntry& entry) {
  const std::string_view name = local_name(child);
  const std::string_view prefix = prefix_of(child);
  if (prefix == "media" || prefix == "itunes") return;
  if (name == "title" && entry.title.empty()) entry.title = plain_words(content_of(child));
  if (name == "link" && entry.address.empty()) entry.address = link_of(child);
  if (name == "guid" || name == "id") entry.id = squash(content_of(child));
  if (name == "encoded" || name == "content") {
    std::string body = content_of(child);
    if (body.size() > entry.body.size()) entry.body = std::move(body);
  }
  if (name == "description" || name == "summary") entry.summary = content_of(child);
  if (name == "creator" || name == "author") {
    const pugi::xml_node inner = child.child("name");
    entry.author = plain_words(inner ? content_of(inner) : content_of(child));
  }
  const bool first_date = name == "pubDate" || name == "published" || name == "issued" ||
                          (name == "date" && prefix == "dc");
  if (first_date || (name == "updated" && entry.published.empty())) {
    entry.published = squash(content_of(child));
  }
  if (name == "source") {
    const pugi::xml_node inner = child.child("title");
    entry.source = plain_words(inner ? content_of(inner) : content_of(child));
  }
  if (name == "category" || name == "subject") {
    std::string tag = squash(child.attribute("term").value());
    if (tag.empty()) tag = plain_words(content_of(child));
    if (!tag.empty() && entry.tags.size() < 50) entry.tags.push_back(std::move(tag));
  }
}

FeedEntry take_entry(const pugi::xml_node& node, std::string_view base) {
  FeedEntry entry;
  for (const pugi::xml_node& child : node.children()) take_child(child, entry);
  const bool permanent =
      std::string_view(node.child("guid").attribute("isPermaLink").value()) != "false";
  if (entry.address.empty() && permanent && entry.id.substr(0, 4) == "http")
    entry.address = entry.id;
  entry.address = resolve_address(base, entry.address);
  return entry;
}

struct Feed {
  std::string title;
  std::string address;
  std::string language;
  std::vector<pugi::xml_node> entries;
};

// Walks the tree without recursion; entries may stand in the channel or beside it (RSS 1.0).
Feed take_feed(const pugi::xml_document& document) {
  Feed feed;
  std::vector<pugi::xml_node> waiting{document.document_element()};
  for (std::size_t next = 0; next < waiting.size(); ++next) {
    for (const pugi::xml_node& child : waiting[next].children()) {
      const std::string_view name = local_name(child);
      if (name == "item" || name == "entry") feed.entries.push_back(child);
      if (name == "channel" && waiting.size() < 8) waiting.push_back(child);
      if (name == "title" && feed.title.empty()) feed.title = plain_words(content_of(child));
      if (name == "link" && feed.address.empty()) feed.address = link_of(child);
      if (name == "language" && feed.language.empty()) feed.language = squash(content_of(child));
    }
  }
  const pugi::xml_node root = document.document_element();
  if (feed.language.empty()) feed.language = root.attribute("xml:lang").value();
  feed.language = feed.language.substr(0, std::min<std::size_t>(feed.language.find('-'), 2));
  return feed;
}

Document read_entry(const FeedEntry& entry, const Feed& feed, const SourceLabel& label,
                    DocumentId id, const ReadLimits& limits) {
  DocumentBuilder builder(std::move(id), limits);
  Document& document = builder.document();
  builder.add_passage(PassageKind::Title, entry.title);
  const bool whole = entry.body.size() >= entry.summary.size();
  const std::string& body = whole ? entry.body : entry.summary;
  if (!body.empty()) {
    add_html_piece(body, entry.address.empty() ? feed.address : entry.address, limits, builder);
  }
  join_notes(document);
  document.address = entry.address;
  document.site_name = entry.source.empty() ? feed.title : entry.source;
  document.tags = entry.tags;
  document.published = parse_published(entry.published);
  builder.add_metadata("address", entry.address);
  builder.add_metadata("author", entry.author);
  builder.add_metadata("published", entry.published);
  builder.add_metadata("source", entry.source);
  builder.add_metadata("site", feed.title);
  for (const std::string& tag : entry.tags) builder.add_metadata("tag", tag);
  builder.add_metadata("container address", label.address.empty() ? feed.address : label.address);
  Document finished = builder.finish(feed.language);
  cite_published(finished);
  finished.completeness = judge_completeness(finished, DocumentPlace::InPage, SourceEnd::Proper);
  return finished;
}

}  // namespace

void read_feed(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink) {
  const SourceText loaded = load_source_text(source, limits, sink, label.media_type);
  if (loaded.text.empty()) return;
  pugi::xml_document document;
  const std::size_t begin = loaded.text.find('<');
  const pugi::xml_parse_result parsed =
      document.load_buffer(loaded.text.data() + begin, loaded.text.size() - begin,
                           pugi::parse_default | pugi::parse_fragment, pugi::encoding_utf8);
  if (!parsed) {
    sink.add_problem({ProblemCode::BadMarkup, "",
                      fmt::format("XML breaks at byte {}: {}; what stands before was read",
                                  parsed.offset, parsed.description())});
  }
  const Feed feed = take_feed(document);
  std::set<std::string> parts;
  for (const pugi::xml_node& node : feed.entries) {
    if (parts.size() >= limits.documents_max) {
      sink.add_problem({ProblemCode::TooLarge, "",
                        fmt::format("over {} entries; the rest is unread", limits.documents_max)});
      return;
    }
    const FeedEntry entry = take_entry(node, feed.address);
    const auto published = parse_published(entry.published);
    const std::string day = published ? to_iso(*published) : "";
    std::string part = post_part(entry.address, entry.title, day);
    if (!parts.insert(part).second) {
      part = post_part("", entry.title + "\n" + entry.body + entry.summary, day);
      if (!parts.insert(part).second) continue;
    }
    sink.add_document(read_entry(entry, feed, label, {label.sha256, std::move(part)}, limits));
  }
  if (feed.entries.empty()) sink.add_problem({ProblemCode::Empty, "", "the feed has no entries"});
}

}  // namespace habeas
