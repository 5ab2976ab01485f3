// SPDX-License-Identifier: AGPL-3.0-or-later
// The elements of RSS, Atom and CDF themselves: the feed, its entries and their texts.
#include <algorithm>
#include <array>
#include <charconv>

#include "read/feed/feed_address.h"
#include "read/feed/feed_parser.h"
#include "read/feed/feed_time.h"
#include "text/utf8.h"

namespace habeas {
namespace {

using Versions = std::array<std::pair<std::string_view, std::string_view>, 4>;
constexpr Versions kRssVersions{
    {{"0.91", "rss091u"}, {"0.92", "rss092"}, {"0.93", "rss093"}, {"0.94", "rss094"}}};
constexpr Versions kAtomVersions{
    {{"0.1", "atom01"}, {"0.2", "atom02"}, {"0.3", "atom03"}, {"1.0", "atom10"}}};

std::string_view find_version(const Versions& versions, std::string_view stated) {
  for (const auto& [number, name] : versions) {
    if (stated == number) return name;
  }
  return "";
}

std::string value_of(const FeedAttributes& attributes, const char* name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? "" : found->second;
}

int number_of(const std::string& words) {
  int value = 0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), value);
  return error == std::errc() && end == words.data() + words.size() ? value : 0;
}

FieldObject to_object(const FeedAttributes& attributes) {
  FieldObject object = FieldObject::object();
  for (const auto& [name, value] : attributes) object[name] = value;
  return object;
}

}  // namespace

const std::vector<FeedParser::ElementRow>& FeedParser::element_rows() {
  using P = FeedParser;
  static const std::vector<ElementRow> kRows{
      {"rss", &P::start_rss, &P::end_nothing},
      {"channel", &P::start_channel, &P::end_channel},
      {"feed", &P::start_feed, &P::end_channel},
      {"feedinfo", &P::start_feed, &P::end_channel},
      {"image", &P::start_image, &P::end_image},
      {"textinput", &P::start_textinput, &P::end_textinput},
      {"width", &P::start_width, &P::end_width},
      {"height", &P::start_height, &P::end_height},
      {"subtitle", &P::start_subtitle, &P::end_subtitle},
      {"tagline", &P::start_subtitle, &P::end_subtitle},
      {"itunes_subtitle", &P::start_subtitle, &P::end_subtitle},
      {"rights", &P::start_rights, &P::end_rights},
      {"copyright", &P::start_rights, &P::end_rights},
      {"dc_rights", &P::start_rights, &P::end_rights},
      {"item", &P::start_entry, &P::end_entry},
      {"entry", &P::start_entry, &P::end_entry},
      {"product", &P::start_entry, &P::end_entry},
      {"language", &P::start_language, &P::end_language},
      {"dc_language", &P::start_language, &P::end_language},
      {"link", &P::start_link, &P::end_link},
      {"producturl", &P::start_link, &P::end_link},
      {"guid", &P::start_guid, &P::end_guid},
      {"id", &P::start_guid, &P::end_guid},
      {"title", &P::start_title, &P::end_title},
      {"dc_title", &P::start_title, &P::end_title},
      {"description", &P::start_description, &P::end_description},
      {"dc_description", &P::start_description, &P::end_description},
      {"media_description", &P::start_description, &P::end_description},
      {"abstract", &P::start_abstract, &P::end_description},
      {"info", &P::start_about, &P::end_about},
      {"feedburner_browserfriendly", &P::start_about, &P::end_about},
      {"summary", &P::start_summary, &P::end_summary},
      {"itunes_summary", &P::start_summary, &P::end_summary},
      {"enclosure", &P::start_enclosure, &P::end_nothing},
      {"source", &P::start_source, &P::end_source},
      {"content", &P::start_content, &P::end_content},
      {"body", &P::start_body, &P::end_content},
      {"xhtml_body", &P::start_body, &P::end_content},
      {"content_encoded", &P::start_encoded, &P::end_content},
      {"fullitem", &P::start_encoded, &P::end_content},
      {"newlocation", &P::start_newlocation, &P::end_newlocation},
      {"generator", &P::start_generator, &P::end_generator},
      {"cloud", &P::start_cloud, &P::end_nothing},
      {"published", &P::start_published, &P::end_published},
      {"issued", &P::start_published, &P::end_published},
      {"pubdate", &P::start_published, &P::end_published},
      {"dcterms_issued", &P::start_published, &P::end_published},
      {"updated", &P::start_updated, &P::end_updated},
      {"modified", &P::start_updated, &P::end_updated},
      {"lastbuilddate", &P::start_updated, &P::end_updated},
      {"dc_date", &P::start_updated, &P::end_updated},
      {"dcterms_modified", &P::start_updated, &P::end_updated},
      {"created", &P::start_created, &P::end_created},
      {"dcterms_created", &P::start_created, &P::end_created},
      {"expirationdate", &P::start_expired, &P::end_expired},
  };
  return kRows;
}

void FeedParser::start_rss(FeedAttributes& attributes) {
  if (fields_.version.compare(0, 3, "rss") == 0) return;
  const std::string stated = value_of(attributes, "version");
  const std::string_view known = find_version(kRssVersions, stated);
  fields_.version =
      known.empty() ? (stated.compare(0, 2, "2.") == 0 ? "rss20" : "rss") : std::string(known);
}

void FeedParser::start_channel(FeedAttributes& attributes) {
  in_feed_ = true;
  take_cdf(attributes);
}

// CDF states in attributes what others state in elements.
void FeedParser::take_cdf(const FeedAttributes& attributes) {
  FeedAttributes none;
  if (const auto modified = attributes.find("lastmod"); modified != attributes.end()) {
    if (fields_.version.empty()) fields_.version = "cdf";
    start_updated(none);
    take_text(modified->second, false);
    end_updated();
  }
  if (const auto href = attributes.find("href"); href != attributes.end()) {
    if (fields_.version.empty()) fields_.version = "cdf";
    start_link(none);
    take_text(href->second, false);
    end_link();
  }
}

void FeedParser::start_feed(FeedAttributes& attributes) {
  in_feed_ = true;
  if (!fields_.version.empty()) return;
  const std::string_view known = find_version(kAtomVersions, value_of(attributes, "version"));
  fields_.version = known.empty() ? "atom" : std::string(known);
}

void FeedParser::end_channel() { in_feed_ = false; }

void FeedParser::start_image(FeedAttributes&) {
  if (!in_entry_) object("image");
  in_image_ = true;
  title_depth_ = 0;
  push("image", false);
}

void FeedParser::end_image() {
  pop("image");
  in_image_ = false;
}

void FeedParser::start_textinput(FeedAttributes&) {
  object("textinput");
  in_textinput_ = true;
  title_depth_ = 0;
  push("textinput", false);
}

void FeedParser::end_textinput() {
  pop("textinput");
  in_textinput_ = false;
}

void FeedParser::start_width(FeedAttributes&) { push("width", false); }

void FeedParser::end_width() {
  const int value = number_of(pop("width"));
  if (in_image_) context()["width"] = value;
}

void FeedParser::start_height(FeedAttributes&) { push("height", false); }

void FeedParser::end_height() {
  const int value = number_of(pop("height"));
  if (in_image_) context()["height"] = value;
}

void FeedParser::start_subtitle(FeedAttributes& attributes) {
  push_content("subtitle", attributes, "text/plain", true);
}
void FeedParser::end_subtitle() { pop_content("subtitle"); }

void FeedParser::start_rights(FeedAttributes& attributes) {
  push_content("rights", attributes, "text/plain", true);
}
void FeedParser::end_rights() { pop_content("rights"); }

void FeedParser::start_entry(FeedAttributes& attributes) {
  if (fields_.entries.size() >= entries_max_) {
    fields_.too_many_entries = true;
    ignored_ = FieldObject::object();
  } else {
    fields_.entries.push_back(FieldObject::object());
  }
  depths_.clear();
  push("item", false);
  in_entry_ = true;
  has_content_ = false;
  id_is_link_ = false;
  title_depth_ = 0;
  if (const std::string id = value_of(attributes, "rdf:about"); !id.empty()) context()["id"] = id;
  take_cdf(attributes);
}

void FeedParser::end_entry() {
  pop("item");
  in_entry_ = false;
}

void FeedParser::start_language(FeedAttributes&) { push("language", true); }
void FeedParser::end_language() { pop("language"); }

void FeedParser::start_link(FeedAttributes& attributes) {
  attributes.emplace("rel", "alternate");
  attributes.emplace("type", attributes["rel"] == "self" ? "application/atom+xml" : "text/html");
  enforce_href(attributes);
  const auto href = attributes.find("href");
  if (href != attributes.end()) href->second = resolve(href->second);
  FieldObject& links = list("links");
  if (!(in_entry_ && in_image_) && links.size() < kFeedListMax) {
    links.push_back(to_object(attributes));
  }
  if (href == attributes.end()) return push("link", is_inside());
  const std::string& type = attributes["type"];
  const bool is_page =
      type == "text/html" || type == "application/xhtml+xml" || type == "html" || type == "xhtml";
  if (attributes["rel"] == "alternate" && is_page) context()["link"] = href->second;
}
void FeedParser::end_link() { pop("link"); }

void FeedParser::start_guid(FeedAttributes& attributes) {
  const auto stated = attributes.find("ispermalink");
  id_is_link_ = stated == attributes.end() || stated->second == "true";
  push("id", true);
}

void FeedParser::end_guid() {
  const std::string value = pop("id");
  save("guidislink", id_is_link_ && !context().contains("link"), false);
  if (id_is_link_) save("link", value, false);
}

void FeedParser::start_title(FeedAttributes& attributes) {
  push_content("title", attributes, "text/plain", is_inside());
}

void FeedParser::end_title() {
  if (!pop_content("title").empty()) title_depth_ = depth_;
}

void FeedParser::start_description(FeedAttributes& attributes) {
  // A second text of an entry is its content, if it has no other.
  if (context().contains("summary") && !has_content_) {
    summary_key_ = "content";
    start_content(attributes);
  } else {
    summary_key_.clear();
    push_content("description", attributes, "text/html", is_inside());
  }
}

void FeedParser::end_description() {
  if (summary_key_ == "content") {
    end_content();
  } else {
    pop_content("description");
  }
  summary_key_.clear();
}

void FeedParser::start_abstract(FeedAttributes& attributes) {
  push_content("description", attributes, "text/plain", is_inside());
}

void FeedParser::start_about(FeedAttributes& attributes) {
  push_content("info", attributes, "text/plain", true);
}
void FeedParser::end_about() { pop_content("info"); }

void FeedParser::start_summary(FeedAttributes& attributes) {
  if (context().contains("summary") && !has_content_) {
    summary_key_ = "content";
    start_content(attributes);
  } else {
    summary_key_ = "summary";
    push_content("summary", attributes, "text/plain", true);
  }
}

void FeedParser::end_summary() {
  if (summary_key_ == "content") {
    end_content();
  } else {
    pop_content("summary");
  }
  summary_key_.clear();
}

void FeedParser::start_enclosure(FeedAttributes& attributes) {
  enforce_href(attributes);
  attributes["rel"] = "enclosure";
  FieldObject& links = list("links");
  if (links.size() < kFeedListMax) links.push_back(to_object(attributes));
}

void FeedParser::start_source(FeedAttributes& attributes) {
  if (const std::string address = value_of(attributes, "url"); !address.empty()) {
    source_["href"] = address;
  }
  push("source", true);
  in_source_ = true;
  title_depth_ = 0;
}

void FeedParser::end_source() {
  in_source_ = false;
  // Its words are its title in RSS; Atom has elements in it.
  if (!open_.empty() && open_.back().element == "source") open_.back().has_text = false;
  const std::string value = pop("source");
  if (!value.empty()) source_["title"] = value;
  context()["source"] = std::exchange(source_, FieldObject::object());
}

void FeedParser::start_content(FeedAttributes& attributes) {
  has_content_ = true;
  push_content("content", attributes, "text/plain", true);
  content_.source = value_of(attributes, "src");
}

void FeedParser::start_body(FeedAttributes& attributes) {
  push_content("content", attributes, "application/xhtml+xml", true);
}

void FeedParser::start_encoded(FeedAttributes& attributes) {
  has_content_ = true;
  push_content("content", attributes, "text/html", true);
}

void FeedParser::end_content() {
  const std::string& type = content_.type;
  const bool is_summary =
      type == "text/plain" || type == "text/html" || type == "application/xhtml+xml";
  const std::string value = pop_content("content");
  if (is_summary) save("summary", value, false);
}

void FeedParser::start_newlocation(FeedAttributes&) { push("newlocation", true); }

void FeedParser::end_newlocation() {
  const std::string value = pop("newlocation");
  if (&context() == &fields_.feed) context()["newlocation"] = join_safe_address(base_, value);
}

void FeedParser::start_generator(FeedAttributes& attributes) {
  enforce_href(attributes);
  const auto href = attributes.find("href");
  if (href != attributes.end()) href->second = resolve(href->second);
  context()["generator_detail"] = to_object(attributes);
  push("generator", true);
}

void FeedParser::end_generator() {
  const std::string value = pop("generator");
  object("generator_detail")["name"] = value;
}

void FeedParser::start_cloud(FeedAttributes& attributes) {
  context()["cloud"] = to_object(attributes);
}

void FeedParser::start_published(FeedAttributes&) { push("published", true); }
void FeedParser::end_published() { end_moment("published"); }
void FeedParser::start_updated(FeedAttributes&) { push("updated", true); }
void FeedParser::end_updated() { end_moment("updated"); }
void FeedParser::start_created(FeedAttributes&) { push("created", true); }
void FeedParser::end_created() { end_moment("created"); }
void FeedParser::start_expired(FeedAttributes&) { push("expired", true); }
void FeedParser::end_expired() { end_moment("expired"); }

}  // namespace habeas
