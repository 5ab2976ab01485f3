// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_hidden.h"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace habeas {
namespace {

constexpr double kOffPage = 900;  // pixels

bool is_style_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

// What a style says, as far as it can hide.
struct Style {
  std::string color;
  std::string background;
  bool hidden = false;
  bool flat = false;      // no height or width
  bool cuts_off = false;  // overflow: hidden
  bool positioned = false;
  bool off_page = false;
};

// A length in pixels, nothing in particular for words; "em" and "rem" as sixteen, "%" as one.
double pixels_of(const std::string& value) {
  char* end = nullptr;
  const double number = std::strtod(value.c_str(), &end);
  const std::string_view unit = end;
  const bool em = unit.substr(0, 2) == "em" || unit.substr(0, 3) == "rem";
  return number * (em ? 16 : unit.substr(0, 1) == "%" ? 10 : 1);
}

bool is_number(const std::string& value) {
  return !value.empty() &&
         (value[0] == '-' || value[0] == '.' || (value[0] >= '0' && value[0] <= '9'));
}

std::string plain_color(const std::string& value) {
  if (value == "#fff" || value == "white" || value == "rgb(255,255,255)") return "#ffffff";
  if (value == "#000" || value == "black" || value == "rgb(0,0,0)") return "#000000";
  return value;
}

void take_declaration(const std::string& name, const std::string& value, Style& style) {
  const bool number = is_number(value);
  const double pixels = number ? pixels_of(value) : 0;
  if (name == "display") {
    style.hidden = value == "none";
  } else if (name == "visibility") {
    style.hidden = style.hidden || value == "hidden" || value == "collapse";
  } else if (name == "opacity") {
    style.hidden = style.hidden || (number && pixels <= 0.01);
  } else if (name == "font-size") {
    style.hidden = style.hidden ||
                   (number && pixels <= 1 && value.find("em") == std::string::npos &&
                    value.find('%') == std::string::npos) ||
                   (number && pixels == 0);
  } else if (name == "mso-hide") {
    style.hidden = style.hidden || value == "all";
  } else if (name == "text-indent") {
    style.hidden = style.hidden || (number && pixels <= -kOffPage);
  } else if (name == "clip" || name == "clip-path") {
    style.hidden = style.hidden || value.substr(0, 6) == "rect(0" ||
                   value.substr(0, 8) == "rect(1px" || value == "inset(50%)" ||
                   value == "inset(100%)";
  } else if (name == "height" || name == "width" || name == "max-height" || name == "max-width") {
    style.flat = style.flat || (number && pixels <= 1);
  } else if (name == "overflow" || name == "overflow-y" || name == "overflow-x") {
    style.cuts_off = style.cuts_off || value == "hidden";
  } else if (name == "position") {
    style.positioned = value == "absolute" || value == "fixed" || value == "relative";
  } else if (name == "left" || name == "right" || name == "top" || name == "bottom") {
    style.off_page = style.off_page || (number && pixels <= -kOffPage);
  } else if (name == "margin-left" || name == "margin-top") {
    style.hidden = style.hidden || (number && pixels <= -kOffPage);
  } else if (name == "color") {
    style.color = plain_color(value);
  } else if (name == "background" || name == "background-color") {
    style.background = plain_color(value);
  }
}

bool hides(const Style& style) {
  if (style.hidden || (style.flat && style.cuts_off)) return true;
  if (style.off_page && style.positioned) return true;
  if (style.color.empty()) return false;
  if (style.color == "transparent" || style.color == "rgba(0,0,0,0)") return true;
  return style.color == (style.background.empty() ? "#ffffff" : style.background);
}

}  // namespace

bool is_hiding_style(std::string_view written) {
  Style style;
  std::string name;
  std::string value;
  bool in_value = false;
  for (std::size_t at = 0; at <= written.size(); ++at) {
    const char c = at < written.size() ? written[at] : ';';
    if (c == ';') {
      const std::size_t important = value.find("!important");
      if (important != std::string::npos) value.resize(important);
      take_declaration(name, value, style);
      name.clear();
      value.clear();
      in_value = false;
    } else if (c == ':' && !in_value) {
      in_value = true;
    } else if (!is_style_space(c)) {
      (in_value ? value : name) += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  return hides(style);
}

bool is_hidden(const HtmlTree& tree, std::uint32_t node) {
  const HtmlNode& element = tree.nodes[node];
  for (std::uint32_t i = element.attributes_begin; i < element.attributes_end; ++i) {
    const HtmlAttribute& attribute = tree.attributes[i];
    if (attribute.name == "hidden") return true;
    if (attribute.name == "aria-hidden" && attribute.value == "true") return true;
    if (attribute.name == "style" && is_hiding_style(attribute.value)) return true;
  }
  return false;
}

}  // namespace habeas
