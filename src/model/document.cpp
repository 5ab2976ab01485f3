// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/document.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "text/utf8.h"

namespace habeas {
namespace {

bool is_span_of(TextSpan span, std::string_view text) {
  return span.begin <= span.end && span.end <= text.size() && is_boundary(text, span.begin) &&
         is_boundary(text, span.end);
}

bool is_only_line_ends(std::string_view text) {
  for (const char c : text) {
    if (c != '\n' && c != '\r') return false;
  }
  return true;
}

std::optional<std::string> find_passage_fault(const Document& document) {
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < document.passages.size(); ++i) {
    const TextSpan span = document.passages[i].span;
    if (!is_span_of(span, document.text)) return fmt::format("passage {}: span", i);
    if (span.begin < end) return fmt::format("passage {}: overlaps the one before", i);
    if (!is_only_line_ends(slice(document.text, {end, span.begin}))) {
      return fmt::format("passage {}: words before it are in no passage", i);
    }
    end = span.end;
  }
  if (!is_only_line_ends(std::string_view(document.text).substr(end))) {
    return "words after the last passage are in no passage";
  }
  return std::nullopt;
}

std::optional<std::string> find_page_fault(const Document& document) {
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const std::uint32_t begin = document.pages[i].begin;
    if (!is_span_of({begin, begin}, document.text)) return fmt::format("page {}: begin", i);
    if (i > 0 && document.pages[i - 1].begin >= begin) return fmt::format("page {}: order", i);
  }
  return std::nullopt;
}

}  // namespace

std::uint32_t page_at(const Document& document, std::uint32_t offset) {
  const auto after =
      std::upper_bound(document.pages.begin(), document.pages.end(), offset,
                       [](std::uint32_t at, const PageBegin& page) { return at < page.begin; });
  return after == document.pages.begin() ? 0 : std::prev(after)->page;
}

std::optional<std::string> find_fault(const Document& document) {
  if (document.text.size() > kDocumentTextBytesMax) return "text: over its limit";
  if (document.passages.size() > kPassagesMax) return "passages: over their limit";
  if (!is_utf8(document.text)) return "text: not UTF-8";
  if (auto fault = find_passage_fault(document)) return fault;
  if (auto fault = find_page_fault(document)) return fault;
  if (!is_span_of(document.published_span, document.text)) return "published_span";
  for (std::size_t i = 0; i < document.links.size(); ++i) {
    if (!is_span_of(document.links[i].span, document.text)) return fmt::format("link {}: span", i);
  }
  for (std::size_t i = 0; i < document.note_marks.size(); ++i) {
    const NoteMark& mark = document.note_marks[i];
    if (!is_span_of(mark.mark, document.text)) return fmt::format("note mark {}: span", i);
    if (mark.footnote && *mark.footnote >= document.passages.size()) {
      return fmt::format("note mark {}: no such passage", i);
    }
  }
  return std::nullopt;
}

}  // namespace habeas
