// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/feed/feed_reader.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "read/completeness.h"
#include "read/document_builder.h"
#include "read/feed/feed_fields.h"
#include "read/html/html_article.h"
#include "read/html/html_flow.h"
#include "read/html/html_reader.h"
#include "read/notes.h"
#include "read/plain/text_container.h"
#include "read/plain/text_report.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kTagsMax = 50;

std::string text_at(const FieldObject& object, const std::string& name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

// Titles are HTML in Atom (type="html") and in most RSS; a tag in one is markup, not words.
std::string plain_words(std::string_view words) {
  if (words.find_first_of("<&") == std::string_view::npos) return squash(words);
  const HtmlTree tree = parse_html(words, 100);
  return flow_words(tree, 0);
}

std::string plain_at(const FieldObject& object, const std::string& name) {
  const std::string text = text_at(object, name);
  const auto detail = object.find(name + "_detail");
  const bool is_plain =
      detail != object.end() && detail->is_object() && text_at(*detail, "type") == "text/plain";
  return is_plain && text.find('<') == std::string::npos ? squash(text) : plain_words(text);
}

/// The fullest text of an entry.
struct Body {
  std::string words;
  std::string base;
  bool is_plain = false;
};

Body find_body(const FieldObject& entry) {
  Body body;
  const auto take = [&body](const std::string& words, const FieldObject& detail) {
    if (words.size() <= body.words.size()) return;
    const std::string type = detail.is_object() ? text_at(detail, "type") : "text/html";
    const bool is_words = type.empty() || type.compare(0, 5, "text/") == 0 ||
                          type == "application/xhtml+xml" || type == "html";
    if (!is_words) return;  // a picture or a program, written as base64
    body = {words, detail.is_object() ? text_at(detail, "base") : "", type == "text/plain"};
  };
  if (const auto contents = entry.find("content");
      contents != entry.end() && contents->is_array()) {
    for (const FieldObject& content : *contents) take(text_at(content, "value"), content);
  }
  const auto detail = entry.find("summary_detail");
  take(text_at(entry, "summary"), detail == entry.end() ? FieldObject() : *detail);
  return body;
}

void add_body(const Body& body, const std::string& address, const ReadLimits& limits,
              DocumentBuilder& builder) {
  if (body.words.empty()) return;
  // Plain text in name only is common: a tag in it is markup.
  if (!body.is_plain || body.words.find('<') != std::string::npos) {
    add_html_piece(body.words, body.base.empty() ? address : body.base, limits, builder);
    return;
  }
  const std::vector<TextUnit> units = split_units(body.words);
  for (std::size_t i = 0; i < units.size(); ++i) {
    add_body_unit(builder, units[i], i + 1 < units.size() ? &units[i + 1] : nullptr);
  }
}

std::vector<std::string> tags_of(const FieldObject& entry) {
  std::vector<std::string> tags;
  const auto found = entry.find("tags");
  if (found == entry.end() || !found->is_array()) return tags;
  for (const FieldObject& tag : *found) {
    std::string words = plain_at(tag, "label");
    if (words.empty()) words = plain_at(tag, "term");
    if (!words.empty() && tags.size() < kTagsMax) tags.push_back(std::move(words));
  }
  return tags;
}

// Fields with a place of their own in a Document, or that say nothing by themselves.
bool has_a_place(std::string_view name) {
  constexpr std::string_view kPlaced[] = {"title",   "link",    "links",      "tags",
                                          "summary", "content", "published",  "source",
                                          "author",  "authors", "guidislink", "where"};
  const auto ends = [name](std::string_view end) {
    return name.size() > end.size() && name.substr(name.size() - end.size()) == end;
  };
  return std::find(std::begin(kPlaced), std::end(kPlaced), name) != std::end(kPlaced) ||
         ends("_detail") || ends("_time");
}

// What the source said beside that: no field is lost.
void add_other_fields(const FieldObject& entry, DocumentBuilder& builder) {
  for (const auto& [name, value] : entry.items()) {
    if (has_a_place(name) || name.size() > 60) continue;
    const bool is_name = std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    if (is_name && value.is_string()) builder.add_metadata(name, plain_at(entry, name));
  }
  const auto links = entry.find("links");
  if (links == entry.end() || !links->is_array()) return;
  for (const FieldObject& link : *links) {
    const std::string rel = text_at(link, "rel");
    if (rel == "enclosure" || rel == "related" || rel == "via") {
      builder.add_metadata(rel, text_at(link, "href"));
    }
  }
}

struct Feed {
  std::string title;
  std::string address;
  std::string language;
};

Feed make_feed(const FieldObject& fields) {
  Feed feed{plain_at(fields, "title"), text_at(fields, "link"), text_at(fields, "language")};
  feed.language = feed.language.substr(0, feed.language.find('-'));
  if (feed.language.size() != 2) feed.language.clear();
  return feed;
}

std::string entry_address(const FieldObject& entry, const Feed& feed) {
  return resolve_address(feed.address, text_at(entry, "link"));
}

std::string stated_day(const FieldObject& entry) {
  for (const char* name : {"published", "created", "updated"}) {
    std::string words = squash(text_at(entry, name));
    if (!words.empty()) return words;
  }
  return "";
}

Document read_entry(const FieldObject& entry, const Feed& feed, const SourceLabel& label,
                    DocumentId id, const ReadLimits& limits, SourceEnd end) {
  DocumentBuilder builder(std::move(id), limits);
  Document& document = builder.document();
  builder.add_passage(PassageKind::Title, plain_at(entry, "title"));
  const std::string address = entry_address(entry, feed);
  add_body(find_body(entry), address.empty() ? feed.address : address, limits, builder);
  join_notes(document);
  const auto stated = entry.find("source");
  const std::string source =
      stated != entry.end() && stated->is_object() ? plain_at(*stated, "title") : "";
  const std::string published = stated_day(entry);
  document.address = address;
  document.site_name = source.empty() ? feed.title : source;
  document.tags = tags_of(entry);
  document.published = parse_published(published);
  builder.add_metadata("address", address);
  builder.add_metadata("author", plain_at(entry, "author"));
  builder.add_metadata("published", published);
  builder.add_metadata("source", source);
  builder.add_metadata("site", feed.title);
  for (const std::string& tag : document.tags) builder.add_metadata("tag", tag);
  add_other_fields(entry, builder);
  builder.add_metadata("container address", label.address.empty() ? feed.address : label.address);
  const std::string own = text_at(entry, "language").substr(0, 2);
  Document finished = builder.finish(own.empty() ? feed.language : own);
  cite_published(finished);
  finished.completeness = end == SourceEnd::Abrupt
                              ? Completeness::CutOff
                              : judge_completeness(finished, DocumentPlace::InPage, end);
  return finished;
}

/// Names entries. An entry that stands twice with the same words has no second name.
class EntryNames {
 public:
  std::string name(const FieldObject& entry, const Feed& feed) {
    const auto published = parse_published(stated_day(entry));
    const std::string day = published ? to_iso(*published) : "";
    const std::string title = plain_at(entry, "title");
    const std::string address = entry_address(entry, feed);
    const std::string words = post_part("", title + "\n" + find_body(entry).words, day);
    const bool said_before = !words_.insert(address + words).second;
    std::string part = post_part(address, title, day);
    if (parts_.insert(part).second) return part;
    return !said_before && parts_.insert(words).second ? words : "";
  }

 private:
  std::set<std::string> parts_;
  std::set<std::string> words_;
};

}  // namespace

bool sniff_feed(const SourceHead& head) {
  if (is_json_feed(head.text)) return true;
  XmlReader reader(head.text);
  XmlEvent event = reader.next();
  while (event == XmlEvent::Text) event = reader.next();
  if (event != XmlEvent::Start) return false;
  const std::string_view root = reader.local_name();
  if (root == "rss" || root == "feed") return true;
  const auto says = [&head](std::string_view word) {
    return head.text.find(word) != std::string_view::npos;
  };
  if (root == "rdf") return says("rss") || says("<channel") || says("netscape.com/rdf");
  if (root == "entry") return says("www.w3.org/2005/atom");
  // CDF has no name space; its entries tell it.
  return root == "channel" &&
         (!reader.attributes().empty() || says("<item") || says("<title") || says("<abstract"));
}

void read_feed(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink) {
  const FeedFields fields = load_feed(label, source, limits, sink);
  if (sink.wants_fields()) sink.add_fields({{label.sha256, ""}, "feed", to_fields(fields)});
  const Feed feed = make_feed(fields.feed);
  EntryNames names;
  for (const FieldObject& entry : fields.entries) {
    std::string part = names.name(entry, feed);
    if (part.empty()) continue;
    const bool is_last = &entry == &fields.entries.back();
    sink.add_document(
        read_entry(entry, feed, label, {label.sha256, std::move(part)}, limits,
                   is_last && fields.cut_off ? SourceEnd::Abrupt : SourceEnd::Proper));
  }
}

}  // namespace habeas
