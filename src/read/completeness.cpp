// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/completeness.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "read/page_words.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kProseBytesMin = 60;

bool is_prose_kind(PassageKind kind) {
  return kind == PassageKind::Paragraph || kind == PassageKind::ListEntry ||
         kind == PassageKind::Quote || kind == PassageKind::Heading;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool ends_in_omission(std::string_view words) {
  constexpr std::array<std::string_view, 8> kOmissions{"[…]",   "[...]", "[…",    "(…)",
                                                       "(...)", "[..]",  "[ … ]", "[ ... ]"};
  return std::any_of(kOmissions.begin(), kOmissions.end(),
                     [&](std::string_view omission) { return ends_with(words, omission); });
}

bool ends_in_more(std::string_view words) {
  if (is_page_words(PageWordKind::More, words)) return true;
  // "... held for two months. Continue reading →": the words after the last sentence or ellipsis.
  const std::size_t stop = words.find_last_of(".!?\xA6");
  for (std::size_t from = stop; from != std::string_view::npos && from > 0;
       from = words.find_last_of(".!?\xA6", from - 1)) {
    if (words.size() - from > 80) return false;
    const std::string_view rest = trim(words.substr(from + 1));
    if (!rest.empty() && is_utf8(rest) && is_page_words(PageWordKind::More, rest)) return true;
  }
  return false;
}

int count_words(std::string_view text) {
  int count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space && !inside) ++count;
    inside = !space;
  }
  return count;
}

// Scripts without spaces between words: three bytes of them are about a word's worth.
int body_words(std::string_view text) {
  std::size_t wide = 0;
  for (std::size_t at = 0; at < text.size();) {
    wide += script_of(next_character(text, at)) == Script::Han ? 1 : 0;
  }
  return std::max(count_words(text), static_cast<int>(wide / 2));
}

}  // namespace

bool ends_in_mid_sentence(std::string_view words) {
  const std::string_view trimmed = trim(words);
  if (trimmed.empty()) return false;
  std::size_t end = trimmed.size();
  char32_t last = previous_character(trimmed, end);
  // A mark such as [1] may follow the full stop.
  if (last == U']') {
    const std::size_t open = trimmed.rfind('[');
    if (open != std::string_view::npos && open > 0 && trimmed.size() - open <= 5) {
      return ends_in_mid_sentence(trimmed.substr(0, open));
    }
    return false;
  }
  return is_letter(last) || is_mark(last) || is_digit(last) || last == U',' || last == U';' ||
         last == U'-' || last == U'(' || last == kReplacement;
}

Completeness judge_completeness(const Document& document, DocumentPlace place, SourceEnd end) {
  const Passage* last = nullptr;
  int words = 0;
  for (const Passage& passage : document.passages) {
    if (!is_prose_kind(passage.kind) || !passage.visible) continue;
    last = &passage;
    if (words < kWholePostWordsMin) words += body_words(slice(document.text, passage.span));
  }
  if (last == nullptr) {
    return place == DocumentPlace::Alone ? Completeness::Whole : Completeness::Excerpt;
  }
  const std::string_view closing = slice(document.text, last->span);
  if (ends_in_omission(closing)) return Completeness::Excerpt;
  const bool prose = closing.size() >= kProseBytesMin && last->kind != PassageKind::Heading;
  const bool mid_sentence = prose && ends_in_mid_sentence(closing);
  if (place == DocumentPlace::Alone) {
    return end == SourceEnd::Abrupt && mid_sentence ? Completeness::CutOff : Completeness::Whole;
  }
  const bool promises = last->kind == PassageKind::Heading || closing.back() == ':';
  const bool mark_without_note = std::any_of(document.note_marks.begin(), document.note_marks.end(),
                                             [](const NoteMark& mark) { return !mark.footnote; });
  if (mid_sentence || promises || mark_without_note || ends_in_more(closing) ||
      ends_with(closing, "…") || ends_with(closing, "...") ||
      (place == DocumentPlace::InSavedText && words < kWholePostWordsMin)) {
    return Completeness::Excerpt;
  }
  return Completeness::Whole;
}

}  // namespace habeas
