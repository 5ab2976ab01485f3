// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>

#include "read/feed/wxr_reader.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

struct ShortCode {
  std::string_view name;
  std::string_view opening;  // what stands in its place
  std::string_view closing;
};
constexpr std::array<ShortCode, 8> kShortCodes{{{"caption", "<figure>", "</figure>"},
                                                {"wp_caption", "<figure>", "</figure>"},
                                                {"gallery", "", ""},
                                                {"embed", "", ""},
                                                {"audio", "", ""},
                                                {"video", "", ""},
                                                {"playlist", "", ""},
                                                {"more", "", ""}}};

constexpr std::array<std::string_view, 30> kBlocks{
    "address", "article",  "aside",      "blockquote", "dd",     "details", "div", "dl",
    "dt",      "fieldset", "figcaption", "figure",     "footer", "form",    "h1",  "h2",
    "h3",      "h4",       "h5",         "h6",         "header", "hr",      "li",  "ol",
    "p",       "pre",      "section",    "table",      "ul",     "script"};

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The short code that begins at the bracket; its end behind the closing bracket, kNone if none.
std::size_t short_code_end(std::string_view text, const ShortCode*& code, bool& closes) {
  closes = text.substr(0, 2) == "[/";
  const std::size_t begin = closes ? 2 : 1;
  std::size_t end = begin;
  while (end < text.size() && is_name_byte(text[end])) ++end;
  const auto* const row = std::find_if(
      kShortCodes.begin(), kShortCodes.end(),
      [&](const ShortCode& known) { return known.name == text.substr(begin, end - begin); });
  if (row == kShortCodes.end()) return kNone;
  code = row;
  const std::size_t close = text.substr(0, 2000).find(']', end);
  return close == kNone ? kNone : close + 1;
}

// In a caption the words stand behind the picture.
std::string without_short_codes(std::string_view content) {
  std::string out;
  out.reserve(content.size());
  bool in_caption = false;
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t mark = std::min(content.find('[', at), content.size());
    out.append(content, at, mark - at);
    at = mark;
    if (at == content.size()) break;
    const ShortCode* code = nullptr;
    bool closes = false;
    const std::size_t end = short_code_end(content.substr(at), code, closes);
    if (end == kNone) {
      out += '[';
      ++at;
      continue;
    }
    const bool caption = !code->opening.empty();
    if (caption && !closes && !in_caption) {
      const std::size_t close = std::min(content.find("[/", at), content.size());
      const std::string_view inside = content.substr(at + end, close - std::min(close, at + end));
      const std::size_t picture = inside.rfind('>');
      const std::size_t split = picture == kNone ? 0 : picture + 1;
      out.append(code->opening).append(inside.substr(0, split));
      out.append("<figcaption>").append(inside.substr(split)).append("</figcaption>");
      at = std::max(close, at + end);
      in_caption = true;
      continue;
    }
    if (caption && closes && in_caption) {
      out += code->closing;
      in_caption = false;
    }
    at += end;
  }
  return out;
}

bool begins_with_block(std::string_view chunk) {
  if (chunk.substr(0, 1) != "<") return false;
  const std::size_t begin = chunk.substr(0, 2) == "</" ? 2 : 1;
  std::size_t end = begin;
  while (end < chunk.size() && is_name_byte(chunk[end])) ++end;
  std::string name(chunk.substr(begin, end - begin));
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return std::find(kBlocks.begin(), kBlocks.end(), name) != kBlocks.end();
}

// A line end inside a paragraph is seen, except beside a tag that ends its line anyway.
void append_paragraph(std::string_view chunk, std::string& out) {
  const bool block = begins_with_block(chunk);
  if (!block) out += "<p>";
  for (std::size_t at = 0; at < chunk.size();) {
    const std::size_t end = std::min(chunk.find('\n', at), chunk.size());
    const std::string_view line = trim(chunk.substr(at, end - at));
    out += line;
    at = end + 1;
    if (at < chunk.size()) out += line.empty() || line.back() == '>' || block ? "\n" : "<br>\n";
  }
  out += block ? "\n" : "</p>\n";
}

}  // namespace

std::string wordpress_html(std::string_view content) {
  const std::string text = without_short_codes(content);
  // The block editor writes its paragraphs out; so does whoever wrote tags by hand.
  if (text.find("<!-- wp:") != std::string::npos || text.find("<p>") != std::string::npos ||
      text.find("<p ") != std::string::npos || text.find("<pre") != std::string::npos) {
    return text;
  }
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  const std::string_view all = text;
  for (std::size_t at = 0; at < all.size();) {
    std::size_t end = std::min(all.find("\n\n", at), all.size());
    const std::string_view chunk = trim(all.substr(at, end - at));
    if (!chunk.empty()) append_paragraph(chunk, out);
    at = end + 1;
  }
  return out;
}

}  // namespace habeas
