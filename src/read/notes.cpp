// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/notes.h"

#include <algorithm>
#include <map>
#include <optional>

namespace habeas {
namespace {

bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }

// The bytes of a mark such as "[12]" or "|3|" at `at`, 0 if there is none.
std::size_t mark_length(std::string_view text, std::size_t at) {
  const char open = text[at];
  if (open != '[' && open != '|') return 0;
  std::size_t end = at + 1;
  while (end < text.size() && end < at + 4 && is_digit_byte(text[end])) ++end;
  if (end == at + 1 || end >= text.size() || text[end] != (open == '[' ? ']' : '|')) return 0;
  return end + 1 - at;
}

std::string label_of(std::string_view mark) { return std::string(mark.substr(1, mark.size() - 2)); }

// True if one of the first `known` marks, found by their links and in text order, covers `span`.
bool is_known(const std::vector<NoteMark>& marks, TextSpan span, std::size_t known) {
  const auto end = marks.begin() + static_cast<std::ptrdiff_t>(known);
  const auto next = std::partition_point(
      marks.begin(), end, [&](const NoteMark& mark) { return mark.mark.end <= span.begin; });
  return next != end && overlaps(next->mark, span);
}

bool may_hold_marks(PassageKind kind) { return kind != PassageKind::Metadata; }

bool may_be_note(PassageKind kind) {
  return kind == PassageKind::Paragraph || kind == PassageKind::ListEntry ||
         kind == PassageKind::Footnote;
}

}  // namespace

std::string note_label(std::string_view words) {
  const std::size_t length = words.empty() ? 0 : mark_length(words, 0);
  return length == 0 ? "" : label_of(words.substr(0, length));
}

void join_notes(Document& document) {
  std::map<std::string, std::uint32_t> notes;
  const std::size_t known = document.note_marks.size();
  bool marked = known > 0;
  for (std::uint32_t i = 0; i < document.passages.size(); ++i) {
    Passage& passage = document.passages[i];
    if (!may_hold_marks(passage.kind)) continue;
    const std::string_view words = slice(document.text, passage.span);
    const std::string label = note_label(words);
    std::size_t at = 0;
    if (!label.empty() && (marked || passage.kind == PassageKind::Footnote) &&
        may_be_note(passage.kind)) {
      passage.kind = PassageKind::Footnote;
      notes.emplace(label, i);
      at = label.size() + 2;
    }
    for (; at < words.size(); ++at) {
      const std::size_t length = mark_length(words, at);
      if (length == 0) continue;
      marked = true;
      const std::size_t begin = passage.span.begin + at;
      const TextSpan span = make_span(begin, begin + length);
      if (!is_known(document.note_marks, span, known)) {
        document.note_marks.push_back({span, std::nullopt});
      }
      at += length - 1;
    }
  }
  std::sort(document.note_marks.begin(), document.note_marks.end(),
            [](const NoteMark& a, const NoteMark& b) { return a.mark < b.mark; });
  for (NoteMark& mark : document.note_marks) {
    const std::string_view words = slice(document.text, mark.mark);
    if (mark.footnote || words.empty() || mark_length(words, 0) == 0) continue;
    const auto note = notes.find(label_of(words));
    if (note != notes.end()) mark.footnote = note->second;
  }
}

}  // namespace habeas
