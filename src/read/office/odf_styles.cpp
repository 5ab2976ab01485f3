// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/odf_styles.h"

#include "read/office/docx_styles.h"
#include "read/xml/xml_reader.h"

namespace habeas {
namespace {

constexpr std::size_t kStylesMax = 100'000;
constexpr int kParentsMax = 20;

void find_kind(std::string_view name, OdfStyle& style) {
  style.has_kind = true;
  if (name == "Title") {
    style.kind = PassageKind::Title;
  } else if (name == "Subtitle" || name.substr(0, 7) == "Heading") {
    style.kind = PassageKind::Heading;
  } else if (name == "Quotations") {
    style.kind = PassageKind::Quote;
  } else if (name == "Caption") {
    style.kind = PassageKind::Caption;
  } else {
    style.has_kind = false;
  }
}

}  // namespace

void OdfStyles::add(std::string_view text) {
  XmlReader xml(text);
  OdfStyle* current = nullptr;
  for (XmlEvent event = xml.next(); event != XmlEvent::Done; event = xml.next()) {
    if (event == XmlEvent::Text) continue;
    const std::string_view name = xml.local_name();
    if (event == XmlEvent::End) {
      if (name == "style") current = nullptr;
      if (name == "automatic-styles") break;  // the text follows
      continue;
    }
    if (name == "style" && styles_.size() < kStylesMax) {
      const std::string_view called = xml.attribute_any_prefix("name");
      const auto [entry, is_new] = styles_.try_emplace(std::string(called));
      current = is_new ? &entry->second : nullptr;
      if (!is_new) continue;
      current->parent = xml.attribute_any_prefix("parent-style-name");
      find_kind(called, *current);
    } else if (current != nullptr && name == "text-properties") {
      const std::string_view colour = xml.attribute_any_prefix("color");
      current->hidden |= xml.attribute_any_prefix("display") == "none";
      current->white |= colour.size() == 7 && is_white(colour.substr(1));
    } else if (current != nullptr && name == "section-properties") {
      current->hidden |= xml.attribute_any_prefix("display") == "none";
    }
    if (current != nullptr) {
      const std::string_view behind = xml.attribute_any_prefix("background-color");
      current->shaded |= !behind.empty() && behind != "transparent" &&
                         !(behind.size() == 7 && is_white(behind.substr(1)));
    }
  }
}

OdfStyle OdfStyles::find(std::string_view name) const {
  auto found = styles_.find(name);
  if (found == styles_.end()) return {};
  OdfStyle style = found->second;
  for (int step = 0; step < kParentsMax && !found->second.parent.empty(); ++step) {
    found = styles_.find(found->second.parent);
    if (found == styles_.end()) break;
    style.hidden |= found->second.hidden;
    style.white |= found->second.white;
    style.shaded |= found->second.shaded;
    if (!style.has_kind && found->second.has_kind) {
      style.kind = found->second.kind;
      style.has_kind = true;
    }
  }
  return style;
}

}  // namespace habeas
