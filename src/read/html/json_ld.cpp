// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/json_ld.h"

#include <nlohmann/json.hpp>

#include "text/utf8.h"

namespace habeas {
namespace {

using nlohmann::json;

constexpr std::size_t kJsonLdBytesMax = 1U << 20U;
constexpr std::size_t kValuesMax = 2000;
constexpr int kNestingMax = 64;

std::string text_of(const json& value) {
  if (value.is_string()) return squash(value.get_ref<const std::string&>());
  return "";
}

std::string member_text(const json& object, const char* key) {
  const auto member = object.find(key);
  return member == object.end() ? "" : text_of(*member);
}

// A person or organisation: a name, an object with a name, or a list of either.
std::string name_of(const json& object, const char* key) {
  const auto member = object.find(key);
  if (member == object.end()) return "";
  const auto name = [](const json& value) {
    return value.is_object() ? member_text(value, "name") : text_of(value);
  };
  if (!member->is_array()) return name(*member);
  std::string names;
  for (const json& each : *member) {
    const std::string one = name(each);
    if (!one.empty()) names += (names.empty() ? "" : ", ") + one;
  }
  return names;
}

bool has_type(const json& object, bool (*wanted)(std::string_view)) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  if (type->is_string()) return wanted(type->get_ref<const std::string&>());
  if (!type->is_array()) return false;
  for (const json& each : *type) {
    if (each.is_string() && wanted(each.get_ref<const std::string&>())) return true;
  }
  return false;
}

bool is_article_type(std::string_view type) {
  return type.find("Article") != std::string_view::npos || type == "BlogPosting" ||
         type == "Report" || type == "LiveBlogPosting" || type == "SocialMediaPosting";
}

bool is_page_type(std::string_view type) { return type == "WebPage"; }

void take_from(const json& object, JsonLd& found) {
  found.headline = member_text(object, "headline");
  found.author = name_of(object, "author");
  found.published = member_text(object, "datePublished");
  found.modified = member_text(object, "dateModified");
  found.publisher = name_of(object, "publisher");
}

// A parser that recurses is fed nothing nested without end.
bool is_shallow(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    if (depth > kNestingMax) return false;
  }
  return true;
}

}  // namespace

JsonLd read_json_ld(std::string_view text) {
  JsonLd found;
  if (text.size() > kJsonLdBytesMax || !is_shallow(text)) return found;
  const json root = json::parse(text, nullptr, false, true);
  if (root.is_discarded()) return found;
  std::vector<const json*> waiting{&root};
  for (std::size_t next = 0; next < waiting.size() && next < kValuesMax; ++next) {
    const json& value = *waiting[next];
    if (value.is_object() && has_type(value, is_article_type)) {
      take_from(value, found);
      found.is_article = true;
      return found;
    }
    if (value.is_object() && has_type(value, is_page_type) && found.published.empty()) {
      take_from(value, found);
      found.headline.clear();
      found.author.clear();
    }
    if (!value.is_structured()) continue;
    for (const json& child : value) {
      if (child.is_structured()) waiting.push_back(&child);
    }
  }
  return found;
}

}  // namespace habeas
