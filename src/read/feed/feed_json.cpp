// SPDX-License-Identifier: AGPL-3.0-or-later
// JSON Feed (jsonfeed.org, 1.0 and 1.1), and fields written as JSON.
#include <algorithm>

#include "read/feed/feed_address.h"
#include "read/feed/feed_fields.h"
#include "read/feed/feed_html.h"
#include "read/feed/feed_time.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::string_view kVersionAddress = "jsonfeed.org/version/1";

std::string text_at(const FieldObject& object, const char* name) {
  if (!object.is_object()) return "";
  const auto found = object.find(name);
  if (found == object.end()) return "";
  if (found->is_string()) return found->get<std::string>();
  return found->is_number() ? found->dump() : "";
}

void copy_text(const FieldObject& from, const char* name, FieldObject& to, const char* field) {
  std::string text = text_at(from, name);
  if (!text.empty()) to[field] = std::move(text);
}

void copy_moment(const FieldObject& from, const char* name, FieldObject& to,
                 const std::string& field) {
  const std::string words = text_at(from, name);
  if (words.empty()) return;
  to[field] = words;
  const auto moment = parse_feed_time(words);
  to[field + "_time"] = moment ? FieldObject(to_rfc3339(*moment)) : FieldObject();
}

void add_link(FieldObject& to, const std::string& address, const char* rel, const char* type) {
  if (address.empty()) return;
  to["links"].push_back({{"href", address}, {"rel", rel}, {"type", type}});
}

void copy_people(const FieldObject& from, FieldObject& to, std::string_view base) {
  FieldObject stated = FieldObject::array();
  if (const auto one = from.find("author"); one != from.end()) stated.push_back(*one);
  if (const auto all = from.find("authors"); all != from.end() && all->is_array()) stated = *all;
  for (const FieldObject& each : stated) {
    FieldObject person = FieldObject::object();
    copy_text(each, "name", person, "name");
    const std::string address = text_at(each, "url");
    if (!address.empty()) person["href"] = join_safe_address(base, address);
    copy_text(each, "avatar", person, "image");
    if (person.empty() || (to.contains("authors") && to["authors"].size() >= kFeedListMax))
      continue;
    to["authors"].push_back(person);
    if (!to.contains("author_detail")) to["author_detail"] = person;
    if (!to.contains("author") && person.contains("name")) to["author"] = person["name"];
  }
}

FieldObject make_content(const std::string& type, const std::string& value, std::string_view base,
                         const FieldObject& language) {
  return {{"type", type}, {"value", value}, {"base", base}, {"language", language}};
}

void copy_texts(const FieldObject& from, FieldObject& to, std::string_view base) {
  const FieldObject language = to.contains("language") ? to["language"] : FieldObject();
  const std::string html = text_at(from, "content_html");
  const std::string plain = text_at(from, "content_text");
  const std::string summary = text_at(from, "summary");
  if (!html.empty()) {
    to["content"].push_back(make_content("text/html", absolute_html(html, base), base, language));
  }
  if (!plain.empty()) to["content"].push_back(make_content("text/plain", plain, base, language));
  if (!summary.empty()) {
    to["summary"] = summary;
    to["summary_detail"] = make_content("text/plain", summary, base, language);
  } else if (to.contains("content")) {
    to["summary"] = to["content"][0]["value"];
  }
}

FieldObject make_entry(const FieldObject& from, std::string_view base) {
  FieldObject entry = FieldObject::object();
  copy_text(from, "id", entry, "id");
  copy_text(from, "title", entry, "title");
  copy_text(from, "language", entry, "language");
  const std::string address = text_at(from, "url");
  if (!address.empty()) {
    entry["link"] = join_safe_address(base, address);
    add_link(entry, entry["link"].get<std::string>(), "alternate", "text/html");
  }
  const std::string other = text_at(from, "external_url");
  if (!other.empty()) add_link(entry, join_safe_address(base, other), "related", "text/html");
  const std::string image = text_at(from, "image");
  if (!image.empty()) entry["image"] = {{"href", join_safe_address(base, image)}};
  copy_texts(from, entry, base);
  copy_moment(from, "date_published", entry, "published");
  copy_moment(from, "date_modified", entry, "updated");
  copy_people(from, entry, base);
  if (const auto tags = from.find("tags"); tags != from.end() && tags->is_array()) {
    for (const FieldObject& tag : *tags) {
      if (!tag.is_string() || entry["tags"].size() >= kFeedListMax) continue;
      entry["tags"].push_back({{"term", tag}, {"scheme", nullptr}, {"label", nullptr}});
    }
  }
  const auto files = from.find("attachments");
  if (files == from.end() || !files->is_array()) return entry;
  for (const FieldObject& file : *files) {
    if (entry["links"].size() >= kFeedListMax) break;
    const std::string type = text_at(file, "mime_type");
    add_link(entry, join_safe_address(base, text_at(file, "url")), "enclosure", type.c_str());
    const std::string size = text_at(file, "size_in_bytes");
    if (!size.empty() && !entry["links"].empty()) entry["links"].back()["length"] = size;
  }
  return entry;
}

// Objects of fields are at most a few levels deep, whatever the feed was.
FieldValue to_value(const FieldObject& object) {
  switch (object.type()) {
    case FieldObject::value_t::boolean:
      return object.get<bool>();
    case FieldObject::value_t::number_integer:
    case FieldObject::value_t::number_unsigned:
      return object.get<std::int64_t>();
    case FieldObject::value_t::number_float:
      return object.dump();  // a coordinate; fields have no fractions
    case FieldObject::value_t::string:
      return object.get<std::string>();
    case FieldObject::value_t::array: {
      FieldValue::List list;
      for (const FieldObject& each : object) list.push_back(to_value(each));
      return list;
    }
    case FieldObject::value_t::object: {
      FieldValue::Names names;
      for (const auto& [name, value] : object.items()) names.push_back({name, to_value(value)});
      return names;
    }
    default:
      return {};
  }
}

// JSON nested without end would cost a parser its stack.
bool is_nested_deeply(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > 64) return true;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

}  // namespace

bool is_json_feed(std::string_view text) {
  text = trim(text);
  if (text.empty() || text[0] != '{') return false;
  if (text.find(kVersionAddress) != std::string_view::npos) return true;
  // Slashes may be written \/.
  return text.find("jsonfeed.org\\/version\\/1") != std::string_view::npos;
}

FeedFields parse_json_feed(std::string_view text, const FeedPlace& place, std::size_t entries_max) {
  FeedFields fields;
  fields.version = "json";
  const FieldObject whole = is_nested_deeply(text) ? FieldObject(FieldObject::value_t::discarded)
                                                   : FieldObject::parse(trim(text), nullptr, false);
  if (!whole.is_object()) {
    fields.damage = {1, 0, "it is no JSON"};
    return fields;
  }
  const std::string version = text_at(whole, "version");
  if (version.find("version/1.1") != std::string::npos) fields.version = "json11";
  if (version.size() >= 9 && version.compare(version.size() - 9, 9, "version/1") == 0) {
    fields.version = "json1";
  }
  FieldObject& feed = fields.feed;
  copy_text(whole, "title", feed, "title");
  copy_text(whole, "description", feed, "subtitle");
  copy_text(whole, "language", feed, "language");
  const std::string own = text_at(whole, "feed_url");
  const std::string base = own.empty() ? place.address : join_safe_address(place.address, own);
  const std::string home = text_at(whole, "home_page_url");
  if (!home.empty()) {
    feed["link"] = join_safe_address(base, home);
    add_link(feed, feed["link"].get<std::string>(), "alternate", "text/html");
  }
  if (!own.empty()) add_link(feed, base, "self", "application/feed+json");
  copy_text(whole, "user_comment", feed, "info");
  copy_text(whole, "icon", feed, "logo");
  copy_text(whole, "favicon", feed, "icon");
  copy_people(whole, feed, base);
  const auto entries = whole.find("items");
  if (entries == whole.end() || !entries->is_array()) return fields;
  for (const FieldObject& entry : *entries) {
    fields.too_many_entries = fields.entries.size() >= entries_max;
    if (fields.too_many_entries) break;
    if (entry.is_object()) fields.entries.push_back(make_entry(entry, base));
  }
  return fields;
}

FieldValue::Names to_fields(const FeedFields& fields) {
  FieldValue::List entries;
  for (const FieldObject& entry : fields.entries) entries.push_back(to_value(entry));
  return {{"version", fields.version},
          {"charset", fields.charset},
          {"feed", to_value(fields.feed)},
          {"entries", std::move(entries)}};
}

}  // namespace habeas
