// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_tree.h"

#include <algorithm>
#include <array>

namespace habeas {
namespace {

bool is_letter_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lowered;
}

// Elements that never hold others, or that a next one of their kind ends: they do not nest.
bool is_flat(std::string_view name) {
  constexpr std::array<std::string_view, 31> kFlat{
      "area",  "base",   "body",     "br",   "col",   "dd",     "dt",      "embed",
      "frame", "head",   "hr",       "html", "img",   "input",  "link",    "li",
      "meta",  "option", "optgroup", "p",    "param", "source", "tbody",   "td",
      "tfoot", "th",     "thead",    "tr",   "track", "wbr",    "basefont"};
  return std::find(kFlat.begin(), kFlat.end(), name) != kFlat.end();
}

bool holds_raw_text(std::string_view name) {
  return name == "script" || name == "style" || name == "textarea" || name == "title" ||
         name == "xmp" || name == "noembed" || name == "noframes";
}

// A tag of the page. `end` is one past its '>', or the end of the page.
struct Tag {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string name;
  bool closing = false;
};

std::size_t end_of_tag(std::string_view page, std::size_t at) {
  char quote = '\0';
  for (; at < page.size(); ++at) {
    const char c = page[at];
    if (quote != '\0') {
      quote = c == quote ? '\0' : quote;
    } else if ((c == '"' || c == '\'') && page[at - 1] == '=') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return page.size();
}

// The next tag at or after `at`; its name is empty if there is none. Comments are passed over.
Tag next_tag(std::string_view page, std::size_t at) {
  for (;;) {
    at = page.find('<', at);
    if (at == std::string_view::npos || at + 1 >= page.size())
      return {page.size(), page.size(), "", false};
    if (page.substr(at, 4) == "<!--") {
      const std::size_t end = page.find("-->", at + 4);
      if (end == std::string_view::npos) return {page.size(), page.size(), "", false};
      at = end + 3;
      continue;
    }
    const bool closing = page[at + 1] == '/';
    const std::size_t name_begin = at + (closing ? 2 : 1);
    if (name_begin >= page.size() || !is_letter_byte(page[name_begin])) {
      ++at;
      continue;
    }
    std::size_t name_end = name_begin;
    while (name_end < page.size() && page[name_end] > ' ' && page[name_end] != '>' &&
           page[name_end] != '/') {
      ++name_end;
    }
    const std::string_view name =
        page.substr(name_begin, std::min<std::size_t>(name_end - name_begin, 32));
    return {at, end_of_tag(page, name_end), lower(name), closing};
  }
}

std::size_t end_of_raw_text(std::string_view page, const Tag& tag) {
  std::size_t at = tag.end;
  while ((at = page.find("</", at)) != std::string_view::npos) {
    if (lower(page.substr(at + 2, tag.name.size())) == tag.name) return at;
    at += 2;
  }
  return page.size();
}

}  // namespace

const std::string* HtmlTree::find_attribute(std::uint32_t node, std::string_view name) const {
  const HtmlNode& element = nodes[node];
  for (std::uint32_t i = element.attributes_begin; i < element.attributes_end; ++i) {
    if (attributes[i].name == name) return &attributes[i].value;
  }
  return nullptr;
}

std::string_view HtmlTree::attribute(std::uint32_t node, std::string_view name) const {
  const std::string* value = find_attribute(node, name);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

std::string flatten_html(std::string_view page, std::uint32_t nesting_max, bool& flattened) {
  std::string flat;
  std::size_t copied = 0;
  std::uint64_t depth = 0;
  std::uint64_t dropped = 0;
  flattened = false;
  for (Tag tag = next_tag(page, 0); !tag.name.empty(); tag = next_tag(page, tag.end)) {
    if (!tag.closing && holds_raw_text(tag.name)) {
      tag.end = end_of_raw_text(page, tag);
      continue;
    }
    if (is_flat(tag.name)) continue;
    bool drop = false;
    if (!tag.closing) {
      const bool self_closed = tag.end >= 2 && page[tag.end - 2] == '/';
      drop = depth >= nesting_max;
      if (drop) {
        dropped += self_closed ? 0 : 1;
      } else {
        depth += self_closed ? 0 : 1;
      }
    } else if (dropped > 0) {
      --dropped;
      drop = true;
    } else if (depth > 0) {
      --depth;
    }
    if (!drop) continue;
    flat.append(page.substr(copied, tag.begin - copied));
    copied = tag.end;
    flattened = true;
  }
  if (!flattened) return std::string(page);
  flat.append(page.substr(copied));
  return flat;
}

}  // namespace habeas
