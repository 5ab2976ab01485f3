// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/feed/feed_html.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "read/feed/feed_address.h"
#include "read/xml/xml_reader.h"

namespace habeas {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kTagBytesMax = 1U << 16U;

using NamePair = std::pair<std::string_view, std::string_view>;

// Attributes that hold an address.
constexpr std::array<NamePair, 32> kAddresses{
    {{"a", "href"},          {"applet", "codebase"}, {"area", "href"},    {"audio", "src"},
     {"blockquote", "cite"}, {"body", "background"}, {"del", "cite"},     {"form", "action"},
     {"frame", "longdesc"},  {"frame", "src"},       {"head", "profile"}, {"iframe", "longdesc"},
     {"iframe", "src"},      {"img", "longdesc"},    {"img", "src"},      {"img", "usemap"},
     {"input", "src"},       {"input", "usemap"},    {"ins", "cite"},     {"link", "href"},
     {"object", "classid"},  {"object", "codebase"}, {"object", "data"},  {"object", "usemap"},
     {"q", "cite"},          {"script", "src"},      {"source", "src"},   {"track", "src"},
     {"video", "poster"},    {"video", "src"},       {"embed", "src"},    {"table", "background"}}};

constexpr std::array<std::string_view, 16> kEmptyElements{
    "area", "base", "basefont", "br",      "col",    "command", "embed", "frame",
    "hr",   "img",  "input",    "isindex", "keygen", "link",    "meta",  "param"};

// The elements that authors write into feeds.
constexpr std::array<std::string_view, 96> kElements{
    "a",          "abbr",     "acronym", "address",    "area",    "article",      "aside",
    "audio",      "b",        "big",     "blockquote", "br",      "button",       "canvas",
    "caption",    "center",   "cite",    "code",       "col",     "colgroup",     "command",
    "datagrid",   "datalist", "dd",      "del",        "details", "dfn",          "dialog",
    "dir",        "div",      "dl",      "dt",         "em",      "event-source", "fieldset",
    "figcaption", "figure",   "font",    "footer",     "form",    "h1",           "h2",
    "h3",         "h4",       "h5",      "h6",         "header",  "hr",           "i",
    "img",        "input",    "ins",     "kbd",        "keygen",  "label",        "legend",
    "li",         "m",        "map",     "menu",       "meter",   "multicol",     "nav",
    "nextid",     "noscript", "ol",      "optgroup",   "option",  "output",       "p",
    "pre",        "progress", "q",       "s",          "samp",    "section",      "select",
    "small",      "sound",    "source",  "spacer",     "span",    "strike",       "strong",
    "sub",        "sup",      "table",   "tbody",      "td",      "textarea",     "tfoot",
    "th",         "thead",    "time",    "tr",         "tt"};
constexpr std::array<std::string_view, 4> kMoreElements{"u", "ul", "var", "video"};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string to_lower_ascii(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lowered;
}

std::size_t reference_end(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  if (end < text.size() && text[end] == '#') ++end;
  while (end < text.size() && is_letter_of_name(text[end])) ++end;
  return end > at + 1 && end < text.size() && text[end] == ';' ? end : kNone;
}

// A value between quotes: no `<`, `>`, quotation mark or bare & may stand in it.
void append_value(std::string_view value, std::string& out) {
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '&' && reference_end(value, i) == kNone) {
      out += "&amp;";
    } else {
      out += c;
    }
  }
}

// The end of the tag that begins at `begin`: past its `>`; kNone if it has none.
std::size_t tag_end(std::string_view html, std::size_t begin) {
  char quote = 0;
  const std::size_t stop = std::min(html.size(), begin + kTagBytesMax);
  for (std::size_t i = begin + 1; i < stop; ++i) {
    const char c = html[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && html[i - 1] == '=') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    } else if (c == '<') {
      return kNone;
    }
  }
  return kNone;
}

using Attributes = std::vector<std::pair<std::string, std::string>>;

Attributes split_attributes(std::string_view inside, bool keep_case) {
  Attributes attributes;
  std::size_t at = 0;
  for (;;) {
    while (at < inside.size() && (is_space(inside[at]) || inside[at] == '/')) ++at;
    if (at >= inside.size()) break;
    const std::size_t begin = at;
    while (at < inside.size() && !is_space(inside[at]) && inside[at] != '=') ++at;
    if (at == begin) ++at;  // a stray =
    const std::string_view written = inside.substr(begin, at - begin);
    std::string name = keep_case ? std::string(written) : to_lower_ascii(written);
    while (at < inside.size() && is_space(inside[at])) ++at;
    std::string_view value;
    bool has_value = false;
    if (at < inside.size() && inside[at] == '=') {
      has_value = true;
      ++at;
      while (at < inside.size() && is_space(inside[at])) ++at;
      const char quote = at < inside.size() ? inside[at] : '\0';
      const bool quoted = quote == '"' || quote == '\'';
      const std::size_t from = quoted ? at + 1 : at;
      std::size_t end = quoted ? inside.find(quote, from) : inside.find_first_of(" \t\r\n", from);
      end = std::min(end, inside.size());
      value = inside.substr(from, end - from);
      at = std::min(quoted ? end + 1 : end, inside.size());
    }
    attributes.emplace_back(name, has_value ? value : std::string_view(name));
  }
  std::sort(attributes.begin(), attributes.end());
  return attributes;
}

bool is_empty_element(std::string_view name) {
  return std::find(kEmptyElements.begin(), kEmptyElements.end(), name) != kEmptyElements.end();
}

std::string tag_name(std::string_view tag, std::size_t begin) {
  std::size_t end = begin;
  while (end < tag.size() && !is_space(tag[end]) && tag[end] != '>' && tag[end] != '/') ++end;
  return to_lower_ascii(tag.substr(begin, end - begin));
}

// Drawings and formulas: their names have a case.
bool is_foreign(std::string_view name) { return name == "svg" || name == "math"; }

void append_tag(std::string_view tag, std::string_view base, bool& keep_case, std::string& out) {
  const std::string name = tag_name(tag, 1);
  const std::size_t split = 1 + name.size();
  if (is_foreign(name)) keep_case = true;
  std::string_view inside = tag.substr(split, tag.size() - 1 - split);
  const bool closed = !inside.empty() && inside.back() == '/';
  if (closed) inside.remove_suffix(1);
  (out += '<') += name;
  for (auto& [key, value] : split_attributes(inside, keep_case)) {
    const NamePair pair{name, key};
    if (std::find(kAddresses.begin(), kAddresses.end(), pair) != kAddresses.end()) {
      value = join_safe_address(base, value);
    }
    ((out += ' ') += key) += "=\"";
    append_value(value, out);
    out += '"';
  }
  const bool empty = is_empty_element(name);
  out += empty ? " />" : ">";
  if (closed && !empty) ((out += "</") += name) += '>';
}

bool is_known_element(const std::string& name) {
  return std::find(kElements.begin(), kElements.end(), name) != kElements.end() ||
         std::find(kMoreElements.begin(), kMoreElements.end(), name) != kMoreElements.end();
}

// Words between tags: an & that begins no reference is written as one.
void append_words(std::string_view words, std::string& out) {
  std::string character;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t mark = std::min(words.find('&', at), words.size());
    out.append(words, at, mark - at);
    at = mark;
    if (mark == words.size()) return;
    out += '&';
    ++at;
    if (at == words.size() || !begins_name(words[at])) continue;
    std::size_t end = at;
    while (end < words.size() && is_letter_of_name(words[end])) ++end;
    const std::string_view name = words.substr(at, end - at);
    character.clear();
    const bool known = append_html_entity(name, character);
    if (!known) out += "amp;";
    out += name;
    if (known && (end == words.size() || words[end] != ';')) out += ';';
    at = end;
  }
}

bool begins_without_case(std::string_view text, std::string_view upper) {
  if (text.size() < upper.size()) return false;
  return std::equal(upper.begin(), upper.end(), text.begin(), [](char a, char b) {
    return a == (b >= 'a' && b <= 'z' ? static_cast<char>(b - 32) : b);
  });
}

}  // namespace

std::string absolute_html(std::string_view html, std::string_view base) {
  std::string out;
  out.reserve(html.size() + html.size() / 8);
  bool keep_case = false;
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t mark = std::min(html.find('<', at), html.size());
    append_words(html.substr(at, mark - at), out);
    at = mark;
    if (mark == html.size()) break;
    const std::string_view tail = html.substr(mark);
    if (tail.substr(0, 2) == "<!") {
      const std::string_view rest = tail.substr(2);
      const bool markup = rest.substr(0, 2) == "--" || rest.substr(0, 1) == "[" ||
                          begins_without_case(rest, "DOCTYPE");
      out += markup ? "<!" : "&lt;!";
      at += 2;
      continue;
    }
    const bool closing = tail.substr(0, 2) == "</";
    const std::size_t name = closing ? 2 : 1;
    const std::size_t end =
        tail.size() > name && begins_name(tail[name]) ? tag_end(html, mark) : kNone;
    if (end == kNone) {
      out += '<';
      ++at;
      continue;
    }
    at = end;
    if (!closing) {
      append_tag(html.substr(mark, end - mark), base, keep_case, out);
      continue;
    }
    const std::string ended = tag_name(html.substr(mark, end - mark), 2);
    if (is_foreign(ended)) keep_case = false;
    if (!is_empty_element(ended)) ((out += "</") += ended) += '>';
  }
  return out;
}

bool looks_like_html(std::string_view text) {
  bool found = false;
  std::string character;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<') {
      const bool closing = i + 1 < text.size() && text[i + 1] == '/';
      const std::size_t begin = i + (closing ? 2 : 1);
      std::size_t end = begin;
      while (end < text.size() && is_letter_of_name(text[end])) ++end;
      if (end == begin) continue;
      if (!is_known_element(to_lower_ascii(text.substr(begin, end - begin)))) return false;
      if (closing && end < text.size() && text[end] == '>') found = true;
    } else if (text[i] == '&') {
      const std::size_t end = reference_end(text, i);
      if (end == kNone) continue;
      const std::string_view name = text.substr(i + 1, end - i - 1);
      character.clear();
      if (name[0] != '#' && !append_html_entity(name, character)) return false;
      found = true;
    }
  }
  return found;
}

}  // namespace habeas
