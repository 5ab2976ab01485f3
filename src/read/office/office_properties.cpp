// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/office_properties.h"

#include <array>

#include "read/xml/xml_reader.h"
#include "text/utf8.h"

namespace habeas {
namespace {

struct PropertyRow {
  std::string_view element;
  std::string_view name;
};
constexpr std::array<PropertyRow, 11> kProperties{{
    {"creator", "author"},
    {"initial-creator", "first author"},
    {"lastModifiedBy", "last changed by"},
    {"subject", "subject"},
    {"description", "description"},
    {"keywords", "keywords"},
    {"keyword", "keywords"},
    {"created", "created"},
    {"creation-date", "created"},
    {"modified", "last changed"},
    {"date", "last changed"},
}};
constexpr std::size_t kValueBytesMax = 4'000;

bool is_lower_ascii(char c) { return c >= 'a' && c <= 'z'; }
constexpr std::size_t kLinesMax = 100;

}  // namespace

OfficeProperties parse_properties(std::string_view text) {
  OfficeProperties properties;
  XmlReader xml(text);
  std::string value;
  bool inside = false;  // a flat file has a text too
  for (XmlEvent event = xml.next(); event != XmlEvent::Done; event = xml.next()) {
    if (event == XmlEvent::Text) {
      if (inside && value.size() < kValueBytesMax) value += xml.text();
      continue;
    }
    const std::string_view name = xml.local_name();
    if (event == XmlEvent::Start) {
      if (name == "coreProperties" || name == "meta") inside = true;
      value.clear();
      continue;
    }
    if (name == "coreProperties" || name == "meta") break;
    if (!inside) continue;
    const std::string words = squash(value);
    value.clear();
    if (name == "title") properties.title = words;
    if (name == "language" && words.size() >= 2 && is_lower_ascii(words[0]) &&
        is_lower_ascii(words[1])) {
      properties.language = words.substr(0, 2);
    }
    for (const PropertyRow& row : kProperties) {
      if (row.element == name && !words.empty() && properties.lines.size() < kLinesMax) {
        properties.lines.emplace_back(row.name, words);
      }
    }
  }
  return properties;
}

OfficeProperties read_properties(OfficeFile& file) {
  for (const char* name : {"docProps/core.xml", "meta.xml"}) {
    if (const auto text = file.take(name)) return parse_properties(*text);
  }
  return {};
}

void add_properties(const OfficeProperties& properties, DocumentBuilder& builder) {
  for (const auto& [name, value] : properties.lines) builder.add_metadata(name, value);
}

}  // namespace habeas
