// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/docx_styles.h"

#include <algorithm>
#include <vector>

#include "read/xml/xml_reader.h"
#include "text/fold.h"

namespace habeas {
namespace {

constexpr std::size_t kStylesMax = 10'000;
constexpr int kBasedOnMax = 20;

struct Draft {
  DocxStyle style;
  std::string based_on;
  bool has_kind = false;
};

PassageKind kind_of_name(std::string_view folded, bool& is_known) {
  is_known = true;
  if (folded == "title") return PassageKind::Title;
  if (folded.substr(0, 8) == "heading " || folded == "subtitle") return PassageKind::Heading;
  if (folded.substr(0, 4) == "list") return PassageKind::ListEntry;
  if (folded == "quote" || folded == "intense quote") return PassageKind::Quote;
  if (folded == "caption") return PassageKind::Caption;
  is_known = false;
  return PassageKind::Paragraph;
}

bool is_off(std::string_view value) { return value == "0" || value == "false" || value == "off"; }

}  // namespace

bool is_white(std::string_view colour) {
  if (colour.size() != 6) return false;
  // FF, FE, FD, ... F8 each: nobody sees them on white.
  for (std::size_t i = 0; i < 6; i += 2) {
    const char high = colour[i];
    const char low = colour[i + 1];
    if ((high != 'F' && high != 'f') || !(low == '8' || low == '9' || low >= 'A')) return false;
  }
  return true;
}

DocxStyles read_docx_styles(std::string_view styles_xml) {
  std::map<std::string, Draft, std::less<>> drafts;
  Draft* current = nullptr;
  XmlReader xml(styles_xml);
  for (XmlEvent event = xml.next(); event != XmlEvent::Done; event = xml.next()) {
    if (event != XmlEvent::Start) continue;
    const std::string_view name = xml.local_name();
    const std::string_view value = xml.attribute_any_prefix("val");
    if (name == "style") {
      if (drafts.size() >= kStylesMax) break;
      current = &drafts[std::string(xml.attribute_any_prefix("styleId"))];
    } else if (current == nullptr) {
      continue;
    } else if (name == "name") {
      current->style.kind = kind_of_name(fold(value), current->has_kind);
    } else if (name == "basedOn") {
      current->based_on = value;
    } else if (name == "vanish") {
      current->style.hidden = !is_off(value);
    } else if (name == "color") {
      current->style.white = is_white(value);
    } else if (name == "shd" || name == "highlight") {
      current->style.shaded = true;
    }
  }
  DocxStyles styles;
  for (const auto& [id, draft] : drafts) {
    DocxStyle style = draft.style;
    bool has_kind = draft.has_kind;
    const Draft* base = &draft;
    for (int step = 0; step < kBasedOnMax && !base->based_on.empty(); ++step) {
      const auto found = drafts.find(base->based_on);
      if (found == drafts.end()) break;
      base = &found->second;
      style.hidden |= base->style.hidden;
      style.white |= base->style.white;
      style.shaded |= base->style.shaded;
      if (!has_kind && base->has_kind) style.kind = base->style.kind;
      has_kind |= base->has_kind;
    }
    styles.emplace(id, style);
  }
  return styles;
}

}  // namespace habeas
