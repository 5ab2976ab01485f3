// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/feed/feed_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "read/feed/feed_address.h"
#include "read/feed/feed_html.h"
#include "read/feed/feed_namespaces.h"
#include "read/feed/feed_time.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kOpenMax = 1000;
constexpr std::string_view kXhtml = "application/xhtml+xml";

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 10> kAddressFields{
    "comments", "docs", "href", "icon",        "id",
    "link",     "logo", "url",  "wfw_comment", "wfw_commentrss"};
constexpr std::array<std::string_view, 9> kHtmlFields{"content", "copyright", "description",
                                                      "info",    "rights",    "subtitle",
                                                      "summary", "tagline",   "title"};

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string to_lower_ascii(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lowered;
}

std::string type_of(std::string_view written) {
  std::string type = to_lower_ascii(trim(written));
  if (type == "text" || type == "plain") return "text/plain";
  if (type == "html") return "text/html";
  if (type == "xhtml") return std::string(kXhtml);
  return type;
}

bool is_html_type(std::string_view type) { return type == kXhtml || type == "text/html"; }

// Base64 as it stands in feeds, line ends and all; what is no base64 stays as it is.
std::string decode_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+' || c == '-') value = 62;
    if (c == '/' || c == '_') value = 63;
    if (c == '=') break;
    if (value < 0 && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) continue;
    if (value < 0) return std::string(text);
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    if (++count == 4) {
      out += static_cast<char>(bits >> 16U);
      out += static_cast<char>(bits >> 8U);
      out += static_cast<char>(bits);
      count = 0;
    }
  }
  if (count == 3) (out += static_cast<char>(bits >> 10U)) += static_cast<char>(bits >> 2U);
  if (count == 2) out += static_cast<char>(bits >> 4U);
  return is_utf8(out) ? out : std::string(text);
}

// "?a=1&b;=2": a variable that was taken for an entity.
std::string mend_variables(std::string_view address) {
  std::string mended;
  for (std::size_t at = 0; at < address.size(); ++at) {
    mended += address[at];
    if (address[at] != '&') continue;
    if (address.substr(at, 5) == "&amp;") {
      at += 4;
      continue;
    }
    std::size_t end = at + 1;
    while (end < address.size() &&
           (std::isalnum(static_cast<unsigned char>(address[end])) != 0 || address[end] == '_')) {
      ++end;
    }
    if (end == at + 1 || end == address.size() || address[end] != ';') continue;
    mended.append(address, at + 1, end - at - 1);
    at = end;
  }
  return mended;
}

FieldObject to_object(const FeedAttributes& attributes) {
  FieldObject object = FieldObject::object();
  for (const auto& [name, value] : attributes) object[name] = value;
  return object;
}

// Names in drawings and formulas have their case: viewBox.
std::string cased_name(const XmlReader& reader, const std::string& name) {
  for (const XmlAttribute& attribute : reader.attributes()) {
    if (to_lower_ascii(attribute.name) == name) return attribute.name;
  }
  return name;
}

}  // namespace

FeedParser::FeedParser(const FeedPlace& place, std::size_t entries_max)
    : entries_max_(entries_max), base_(place.address) {
  if (!place.language.empty()) {
    language_ = place.language;
    std::string language = place.language;
    std::replace(language.begin(), language.end(), '_', '-');
    fields_.feed["language"] = language;
  }
}

FeedFields FeedParser::parse(std::string_view text) {
  XmlReader reader(text);
  for (XmlEvent event = reader.next(); event != XmlEvent::Done; event = reader.next()) {
    if (event == XmlEvent::Start) take_start(reader);
    if (event == XmlEvent::End) take_end(reader);
    if (event == XmlEvent::Text) take_text(reader.text(), true);
  }
  fields_.damage = reader.damage();
  return std::move(fields_);
}

void FeedParser::take_text(std::string_view words, bool escape) {
  if (open_.empty()) return;
  std::vector<std::string>& pieces = open_.back().pieces;
  if (escape && content_.is_set && content_.type == kXhtml) {
    pieces.push_back(escape_xml(words));
  } else {
    pieces.emplace_back(words);
  }
}

void FeedParser::track_namespace(std::string_view prefix, std::string_view uri) {
  const std::string lowered = to_lower_ascii(uri);
  if (fields_.version.empty()) {
    if (prefix.empty() && lowered == "http://my.netscape.com/rdf/simple/0.9/") {
      fields_.version = "rss090";
    } else if (lowered == "http://purl.org/rss/1.0/") {
      fields_.version = "rss10";
    } else if (lowered == "http://www.w3.org/2005/atom") {
      fields_.version = "atom10";
    }
  }
}

std::string FeedParser::prefix_for(const XmlReader& reader) const {
  const std::string_view uri = reader.namespace_uri();
  if (!uri.empty()) {
    if (const auto known = find_feed_prefix(uri)) return std::string(*known);
  }
  return to_lower_ascii(reader.prefix());
}

FeedAttributes FeedParser::attributes_of(const XmlReader& reader) {
  FeedAttributes attributes;
  for (const XmlAttribute& attribute : reader.attributes()) {
    const std::string name = to_lower_ascii(attribute.name);
    const std::size_t colon = name.find(':');
    if (name == "xmlns" || name.compare(0, 6, "xmlns:") == 0) {
      track_namespace(name == "xmlns" ? "" : std::string_view(attribute.name).substr(6),
                      attribute.value);
      if (attribute.value == "http://www.w3.org/1999/xlink" && name != "xmlns") {
        attributes[name] = attribute.value;
      }
      continue;
    }
    std::string value =
        name == "rel" || name == "type" ? to_lower_ascii(attribute.value) : attribute.value;
    if (colon != std::string::npos) {
      const std::string_view uri = reader.find_namespace(attribute.name.substr(0, colon));
      if (const auto known = uri.empty() ? std::nullopt : find_feed_prefix(uri)) {
        const std::string local = name.substr(colon + 1);
        attributes.emplace(known->empty() ? local : std::string(*known) + ":" + local, value);
        continue;
      }
    }
    attributes.emplace(name, std::move(value));
  }
  return attributes;
}

void FeedParser::enter_scope(const std::string& tag, const FeedAttributes& attributes) {
  around_.push_back({base_, language_, Inline::No});
  for (const char* name : {"xml:base", "base"}) {
    const auto base = attributes.find(name);
    if (base == attributes.end() || base->second.empty()) continue;
    const std::string joined = join_safe_address(base_, base->second);
    if (!joined.empty()) base_ = joined;
    break;
  }
  for (const char* name : {"xml:lang", "lang"}) {
    const auto language = attributes.find(name);
    if (language == attributes.end()) continue;
    language_ = language->second.empty() ? std::nullopt : std::optional(language->second);
    break;
  }
  if (language_ && (tag == "feed" || tag == "rss")) {
    std::string language = *language_;
    std::replace(language.begin(), language.end(), '_', '-');
    fields_.feed["language"] = language;
  }
}

// Markup that stands in a text: it is written down again, not acted upon.
bool FeedParser::take_inline(const std::string& tag, const XmlReader& reader,
                             FeedAttributes attributes) {
  if (in_content_ == 0) return false;
  if (!ends_with(content_.type, "xml")) {
    // A div around escaped markup is a wrapper; other elements mean it is not escaped after all.
    if (tag == "div" || tag == "xhtml:div") {
      around_.back().inline_as = Inline::Skipped;
      return true;
    }
    content_.type = kXhtml;
  }
  if (content_.type != kXhtml) return false;
  const std::size_t colon = tag.find(':');
  const std::string local = colon == std::string::npos ? tag : tag.substr(colon + 1);
  if (local == "math" || local == "svg") attributes["xmlns"] = reader.namespace_uri();
  bool has_xlink = false;
  for (const auto& [name, value] : attributes) has_xlink |= name.compare(0, 6, "xlink:") == 0;
  if (has_xlink) attributes["xmlns:xlink"] = "http://www.w3.org/1999/xlink";
  std::string written = "<" + local;
  for (const auto& [name, value] : attributes) {
    std::string escaped = escape_xml(value);
    for (std::size_t at = escaped.find('"'); at != std::string::npos; at = escaped.find('"', at)) {
      escaped.replace(at, 1, "&quot;");
    }
    written += " " + cased_name(reader, name) + "=\"" + escaped + "\"";
  }
  around_.back().inline_as = Inline::Written;
  take_text(written + ">", false);
  return true;
}

void FeedParser::take_start(const XmlReader& reader) {
  ++depth_;
  FeedAttributes attributes = attributes_of(reader);
  const std::string prefix = prefix_for(reader);
  const std::string local = to_lower_ascii(reader.local_name());
  const std::string tag = prefix.empty() ? local : prefix + ":" + local;
  enter_scope(tag, attributes);
  if (take_inline(tag, reader, attributes)) return;
  // Whatever an empty image or textinput was left open with, other elements end it.
  constexpr std::array<std::string_view, 4> kOfInput{"title", "link", "description", "name"};
  constexpr std::array<std::string_view, 7> kOfImage{"title", "link",  "description", "url",
                                                     "href",  "width", "height"};
  if (prefix.empty() && !is_one_of(local, kOfInput)) in_textinput_ = false;
  if (prefix.empty() && !is_one_of(local, kOfImage)) in_image_ = false;
  start_element(prefix.empty() ? local : prefix + "_" + local, std::move(attributes));
}

void FeedParser::take_end(const XmlReader& reader) {
  if (reader.damage().cut_off && in_entry_) fields_.cut_off = true;
  const Around around = around_.back();
  around_.pop_back();
  const std::string local = to_lower_ascii(reader.local_name());
  if (around.inline_as == Inline::Written) {
    take_text("</" + local + ">", false);
  } else if (around.inline_as == Inline::No) {
    const std::string prefix = prefix_for(reader);
    end_element(prefix.empty() ? local : prefix + "_" + local);
  }
  language_ = around.language;
  base_ = around.base;
  --depth_;
}

const FeedParser::ElementRow* FeedParser::find_element(std::string_view name) {
  for (const auto* rows : {&element_rows(), &people_rows(), &extension_rows()}) {
    const auto row = std::find_if(rows->begin(), rows->end(),
                                  [name](const ElementRow& r) { return r.name == name; });
    if (row != rows->end()) return &*row;
  }
  return nullptr;
}

void FeedParser::start_element(const std::string& name, FeedAttributes attributes) {
  if (const ElementRow* const row = find_element(name)) return (this->*row->start)(attributes);
  if (attributes.empty()) return push(name, true);
  context()[name] = to_object(attributes);
}

void FeedParser::end_element(const std::string& name) {
  const ElementRow* const row = find_element(name);
  if (row != nullptr) {
    (this->*row->end)();
  } else {
    pop(name);
  }
}

FieldObject& FeedParser::context() {
  if (in_source_) return source_;
  if (in_image_ && fields_.feed["image"].is_object()) return fields_.feed["image"];
  if (in_textinput_ && fields_.feed["textinput"].is_object()) return fields_.feed["textinput"];
  if (in_entry_) return fields_.too_many_entries ? ignored_ : fields_.entries.back();
  return fields_.feed;
}

FieldObject& FeedParser::list(const std::string& name) {
  FieldObject& found = context()[name];
  if (!found.is_array()) found = FieldObject::array();
  return found;
}

FieldObject& FeedParser::object(const std::string& name) {
  FieldObject& found = context()[name];
  if (!found.is_object()) found = FieldObject::object();
  return found;
}

void FeedParser::push(std::string element, bool has_text) {
  if (open_.size() < kOpenMax) open_.push_back({std::move(element), has_text, {}});
}

// Atom wraps XHTML in a div that is no part of it.
void FeedParser::drop_outer_div(std::vector<std::string>& pieces) const {
  while (pieces.size() > 1 && trim(pieces.back()).empty()) pieces.pop_back();
  while (pieces.size() > 1 && trim(pieces.front()).empty()) pieces.erase(pieces.begin());
  if (pieces.size() < 2 || pieces.back() != "</div>" ||
      (pieces[0] != "<div>" && pieces[0].compare(0, 5, "<div ") != 0)) {
    return;
  }
  std::size_t depth = 0;
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    if (pieces[i].compare(0, 2, "</") == 0) {
      if (--depth == 0) return;
    } else if (pieces[i].compare(0, 1, "<") == 0 && !ends_with(pieces[i], "/>")) {
      ++depth;
    }
  }
  pieces.pop_back();
  pieces.erase(pieces.begin());
}

std::string FeedParser::pop(std::string_view element, bool strip) {
  if (open_.empty() || open_.back().element != element) return "";
  Open open = std::move(open_.back());
  open_.pop_back();
  if (fields_.version == "atom10" && content_.is_set && content_.type == kXhtml) {
    drop_outer_div(open.pieces);
  }
  std::string text;
  for (const std::string& piece : open.pieces) text += piece;
  if (strip) text = std::string(trim(text));
  if (!open.has_text) return text;
  text = finish_text(open, std::move(text));
  // Words that their own element puts in place.
  if (element == "category" || element == "tags" || element == "itunes_keywords") return text;
  if (element == "title" && title_depth_ > 0 && title_depth_ <= depth_) return text;
  store(open.element, text);
  return text;
}

std::string FeedParser::finish_text(const Open& open, std::string text) {
  if (content_.is_base64) text = decode_base64(text);
  if (is_one_of(open.element, kAddressFields) && !text.empty() &&
      (open.element != "id" || id_is_link_)) {
    text = resolve(text);
  }
  const bool is_atom = fields_.version.compare(0, 4, "atom") == 0;
  if (!is_atom && content_.is_set && content_.type == "text/plain" && looks_like_html(text)) {
    content_.type = "text/html";
  }
  content_.is_base64 = false;
  const bool is_html = !content_.is_set || is_html_type(type_of(content_.type));
  if (is_html && is_one_of(open.element, kHtmlFields)) text = absolute_html(text, base_);
  return text;
}

FieldObject FeedParser::content_object(const std::string& text) const {
  FieldObject object{{"type", content_.type}, {"base", content_.base}, {"value", text}};
  object["language"] = content_.language.empty() ? FieldObject() : FieldObject(content_.language);
  if (!content_.source.empty()) object["src"] = content_.source;
  return object;
}

void FeedParser::store(std::string element, const std::string& text) {
  if (in_entry_ && !in_source_) return store_in_entry(element, text);
  if (!in_feed_ && !in_source_) return;
  if (element == "description" && !in_image_ && !in_textinput_) element = "subtitle";
  FieldObject& where = context();
  if (element == "link") {
    where["link"] = mend_variables(text);
    FieldObject& links = list("links");
    if (!links.empty()) links.back()["href"] = where["link"];
    return;
  }
  where[element] = text;
  if (in_content_ > 0) where[element + "_detail"] = content_object(text);
}

void FeedParser::store_in_entry(const std::string& element, const std::string& text) {
  FieldObject& entry = fields_.too_many_entries ? ignored_ : fields_.entries.back();
  if (element == "content") {
    FieldObject& contents = entry["content"];
    if (!contents.is_array()) contents = FieldObject::array();
    if (contents.size() < kFeedListMax) contents.push_back(content_object(text));
    return;
  }
  if (element == "link") {
    if (in_image_) return;
    const std::string address = mend_variables(text);
    FieldObject& links = list("links");
    const bool alternate = links.empty() || links.back().value("rel", "") == "alternate";
    if (alternate || !entry.contains("link")) entry["link"] = address;
    if (!links.empty() && !address.empty()) links.back()["href"] = address;
    return;
  }
  const std::string name = element == "description" ? "summary" : element;
  const auto known = depths_.find(name);
  if (known == depths_.end() || depth_ <= known->second) {
    depths_[name] = depth_;
    entry[name] = text;
  }
  if (in_content_ > 0) entry[name + "_detail"] = content_object(text);
}

void FeedParser::push_content(std::string_view tag, const FeedAttributes& attributes,
                              std::string_view type, bool has_text) {
  ++in_content_;
  if (language_) std::replace(language_->begin(), language_->end(), '_', '-');
  const auto stated = attributes.find("type");
  content_ = {type_of(stated == attributes.end() ? type : std::string_view(stated->second)),
              language_.value_or(""),
              base_,
              "",
              false,
              true};
  const auto mode = attributes.find("mode");
  const std::string_view kind = content_.type;
  const bool is_text = kind.substr(0, 5) == "text/" || ends_with(kind, "+xml") ||
                       ends_with(kind, "/xml") || ends_with(kind, "/json");
  content_.is_base64 = (mode != attributes.end() && mode->second == "base64") || !is_text;
  push(std::string(tag), has_text);
}

std::string FeedParser::pop_content(std::string_view tag) {
  std::string text = pop(tag);
  if (in_content_ > 0) --in_content_;
  content_ = {};
  return text;
}

std::string FeedParser::resolve(std::string_view address) const {
  return join_address(base_, address);
}

void FeedParser::enforce_href(FeedAttributes& attributes) {
  for (const char* name : {"url", "uri", "href"}) {
    const auto found = attributes.find(name);
    if (found == attributes.end()) continue;
    const std::string address = found->second;
    if (address.empty()) return;
    attributes.erase("url");
    attributes.erase("uri");
    attributes["href"] = address;
    return;
  }
}

void FeedParser::save(const std::string& name, FieldObject value, bool overwrite) {
  FieldObject& where = context();
  if (overwrite || !where.contains(name)) where[name] = std::move(value);
}

void FeedParser::end_moment(const std::string& name) {
  const std::string words = pop(name);
  const auto moment = parse_feed_time(words);
  save(name + "_time", moment ? FieldObject(to_rfc3339(*moment)) : FieldObject(), true);
}

FeedFields parse_feed(std::string_view text, const FeedPlace& place, std::size_t entries_max) {
  return FeedParser(place, entries_max).parse(text);
}

}  // namespace habeas
