// SPDX-License-Identifier: AGPL-3.0-or-later
// Who wrote and published, and under which tags.
#include <algorithm>
#include <utility>

#include "read/feed/feed_parser.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::string_view kItunes = "http://www.itunes.com/";

bool is_mail_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-' || c == '+' || c == '%' || static_cast<unsigned char>(c) >= 0x80;
}

// The mail address in `words`, with a "?subject=..." that stands behind it.
std::string find_mail_address(std::string_view words) {
  for (std::size_t at = words.find('@'); at != std::string_view::npos;
       at = words.find('@', at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && is_mail_character(words[begin - 1])) --begin;
    std::size_t end = at + 1;
    while (end < words.size() && is_mail_character(words[end])) ++end;
    while (end > at && (words[end - 1] == '.' || words[end - 1] == '-')) --end;
    if (begin == at || words.substr(at, end - at).find('.') == std::string_view::npos) continue;
    if (words.substr(end, 9) == "?subject=") {
      end = std::min(words.find_first_of(" \t\r\n", end), words.size());
    }
    return std::string(words.substr(begin, end - begin));
  }
  return "";
}

std::string without(std::string text, std::string_view part) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
    text.erase(at, part.size());
  }
  return text;
}

// "me@example.com (Example editor)", "Example editor <me@example.com>".
std::pair<std::string, std::string> split_person(const std::string& words) {
  const std::string address = find_mail_address(words);
  if (address.empty()) return {words, ""};
  std::string name = without(words, address);
  for (const std::string_view left : {"()", "<>", "&lt;&gt;"}) name = without(name, left);
  name = std::string(trim(name));
  if (!name.empty() && name.front() == '(') name.erase(0, 1);
  if (!name.empty() && name.back() == ')') name.pop_back();
  return {std::string(trim(name)), address};
}

FieldObject find_or_null(const FeedAttributes& attributes, const char* name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? FieldObject() : FieldObject(found->second);
}

}  // namespace

const std::vector<FeedParser::ElementRow>& FeedParser::people_rows() {
  using P = FeedParser;
  static const std::vector<ElementRow> kRows{
      {"author", &P::start_author, &P::end_author},
      {"managingeditor", &P::start_author, &P::end_author},
      {"dc_author", &P::start_author, &P::end_author},
      {"dc_creator", &P::start_author, &P::end_author},
      {"itunes_author", &P::start_author, &P::end_author},
      {"contributor", &P::start_contributor, &P::end_contributor},
      {"dc_contributor", &P::start_dc_contributor, &P::end_dc_contributor},
      {"name", &P::start_name, &P::end_name},
      {"itunes_name", &P::start_name, &P::end_name},
      {"url", &P::start_url, &P::end_url},
      {"homepage", &P::start_url, &P::end_url},
      {"uri", &P::start_url, &P::end_url},
      {"email", &P::start_email, &P::end_email},
      {"itunes_email", &P::start_email, &P::end_email},
      {"webmaster", &P::start_publisher, &P::end_publisher},
      {"dc_publisher", &P::start_publisher, &P::end_publisher},
      {"itunes_owner", &P::start_owner, &P::end_owner},
      {"category", &P::start_category, &P::end_category},
      {"dc_subject", &P::start_category, &P::end_category},
      {"keywords", &P::start_category, &P::end_category},
      {"tags", &P::start_tags, &P::end_tags},
      {"itunes_category", &P::start_itunes_category, &P::end_category},
      {"itunes_keywords", &P::start_itunes_keywords, &P::end_itunes_keywords},
      {"media_category", &P::start_media_category, &P::end_category},
      {"media_keywords", &P::start_media_keywords, &P::end_media_keywords},
  };
  return kRows;
}

void FeedParser::start_author(FeedAttributes&) {
  in_author_ = true;
  push("author", true);
  FieldObject& authors = list("authors");
  if (authors.size() < kFeedListMax) authors.push_back(FieldObject::object());
}

void FeedParser::end_author() {
  pop("author");
  in_author_ = false;
  sync_person("author");
}

void FeedParser::start_contributor(FeedAttributes&) {
  in_contributor_ = true;
  FieldObject& people = list("contributors");
  if (people.size() < kFeedListMax) people.push_back(FieldObject::object());
  push("contributor", false);
}

void FeedParser::end_contributor() {
  pop("contributor");
  in_contributor_ = false;
}

void FeedParser::start_dc_contributor(FeedAttributes&) {
  in_contributor_ = true;
  FieldObject& people = list("contributors");
  if (people.size() < kFeedListMax) people.push_back(FieldObject::object());
  push("name", false);
}

void FeedParser::end_dc_contributor() {
  end_name();
  in_contributor_ = false;
}

void FeedParser::start_name(FeedAttributes&) { push("name", false); }

void FeedParser::end_name() {
  const std::string value = pop("name");
  if (in_publisher_) {
    save_person("name", value, "publisher");
  } else if (in_author_) {
    save_person("name", value, "author");
  } else if (in_contributor_) {
    save_contributor("name", value);
  } else if (in_textinput_) {
    context()["name"] = value;
  }
}

void FeedParser::start_url(FeedAttributes&) { push("href", true); }

void FeedParser::end_url() {
  const std::string value = pop("href");
  if (in_author_) {
    save_person("href", value, "author");
  } else if (in_contributor_) {
    save_contributor("href", value);
  }
}

void FeedParser::start_email(FeedAttributes&) { push("email", false); }

void FeedParser::end_email() {
  const std::string value = pop("email");
  if (in_publisher_) {
    save_person("email", value, "publisher");
  } else if (in_author_) {
    save_person("email", value, "author");
  } else if (in_contributor_) {
    save_contributor("email", value);
  }
}

void FeedParser::start_publisher(FeedAttributes&) { push("publisher", true); }

void FeedParser::end_publisher() {
  pop("publisher");
  sync_person("publisher");
}

void FeedParser::start_owner(FeedAttributes&) {
  in_publisher_ = true;
  push("publisher", false);
}

void FeedParser::end_owner() {
  pop("publisher");
  in_publisher_ = false;
  sync_person("publisher");
}

void FeedParser::save_person(std::string_view key, const std::string& value,
                             const std::string& role) {
  object(role + "_detail")[std::string(key)] = value;
  FieldObject& people = list(role + "s");
  if (people.empty()) people.push_back(FieldObject::object());
  people.back()[std::string(key)] = value;
  sync_person(role);
}

void FeedParser::save_contributor(std::string_view key, const std::string& value) {
  FieldObject& people = list("contributors");
  if (people.empty()) people.push_back(FieldObject::object());
  people.back()[std::string(key)] = value;
}

// `author` is one line, `author_detail` its parts: whichever was stated gives the other.
void FeedParser::sync_person(const std::string& role) {
  FieldObject& people = list(role + "s");
  if (people.empty()) people.push_back(FieldObject::object());
  FieldObject& person = people.back();
  FieldObject& where = context();
  if (!person.empty()) {
    const std::string name = person.value("name", "");
    const std::string address = person.value("email", "");
    if (!name.empty() && !address.empty()) {
      where[role] = name + " (" + address + ")";
    } else if (!name.empty() || !address.empty()) {
      where[role] = name.empty() ? address : name;
    }
    return;
  }
  if (!where.contains(role) || !where[role].is_string()) return;
  const auto [name, address] = split_person(where[role].get<std::string>());
  if (!name.empty()) person["name"] = name;
  if (!address.empty()) person["email"] = address;
  if (!person.empty()) where[role + "_detail"] = person;
}

void FeedParser::add_tag(const FieldObject& term, const FieldObject& scheme,
                         const FieldObject& label) {
  FieldObject& tags = list("tags");
  const auto says_nothing = [](const FieldObject& value) {
    return !value.is_string() || value.get_ref<const std::string&>().empty();
  };
  if (says_nothing(term) && says_nothing(scheme) && says_nothing(label)) return;
  const FieldObject tag{{"term", term}, {"scheme", scheme}, {"label", label}};
  if (tags.size() < kFeedListMax && std::find(tags.begin(), tags.end(), tag) == tags.end()) {
    tags.push_back(tag);
  }
}

void FeedParser::add_tags(const std::string& words, const FieldObject& scheme) {
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t end = std::min(words.find(',', at), words.size());
    add_tag(std::string(trim(std::string_view(words).substr(at, end - at))), scheme, nullptr);
    at = end + 1;
  }
}

void FeedParser::start_category(FeedAttributes& attributes) {
  const FieldObject scheme =
      find_or_null(attributes, attributes.count("scheme") > 0 ? "scheme" : "domain");
  add_tag(find_or_null(attributes, "term"), scheme, find_or_null(attributes, "label"));
  push("category", true);
}

void FeedParser::end_category() {
  const std::string value = pop("category");
  if (value.empty()) return;
  FieldObject& tags = list("tags");
  const bool waits = !tags.empty() && (tags.back()["term"].is_null() || tags.back()["term"] == "");
  if (waits) {
    tags.back()["term"] = value;
  } else {
    add_tag(value, nullptr, nullptr);
  }
}

void FeedParser::start_tags(FeedAttributes&) { push("tags", true); }
void FeedParser::end_tags() { add_tags(pop("tags"), nullptr); }

void FeedParser::start_itunes_category(FeedAttributes& attributes) {
  add_tag(find_or_null(attributes, "text"), kItunes, nullptr);
  push("category", true);
}

void FeedParser::start_itunes_keywords(FeedAttributes&) { push("itunes_keywords", true); }

void FeedParser::end_itunes_keywords() {
  const std::string words = pop("itunes_keywords");
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t end = std::min(words.find(',', at), words.size());
    const std::string term(trim(std::string_view(words).substr(at, end - at)));
    if (!term.empty()) add_tag(term, kItunes, nullptr);
    at = end + 1;
  }
}

void FeedParser::start_media_category(FeedAttributes& attributes) {
  attributes.emplace("scheme", "http://search.yahoo.com/mrss/category_schema");
  start_category(attributes);
}

void FeedParser::start_media_keywords(FeedAttributes&) { push("media_keywords", false); }
void FeedParser::end_media_keywords() { add_tags(pop("media_keywords"), nullptr); }

}  // namespace habeas
