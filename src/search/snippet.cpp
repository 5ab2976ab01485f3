// SPDX-License-Identifier: AGPL-3.0-or-later
#include "search/snippet.h"

#include <algorithm>
#include <optional>

#include "search/analyser.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::uint32_t kBytesBefore = 80;

bool share_a_term(const AnalysedWord& word, const AnalysedWord& wanted) {
  return std::any_of(wanted.terms.begin(), wanted.terms.end(), [&](const std::string& term) {
    return std::find(word.terms.begin(), word.terms.end(), term) != word.terms.end();
  });
}

bool begins_with(const AnalysedWord& word, const AnalysedWord& wanted) {
  return std::any_of(word.terms.begin(), word.terms.end(), [&](const std::string& term) {
    return term.starts_with(wanted.terms.front());
  });
}

void append_matches(std::vector<TextSpan>& spans, const std::vector<AnalysedWord>& words,
                    const QueryPart& part) {
  const std::size_t length = part.words.size();
  for (std::size_t begin = 0; begin + length <= words.size(); ++begin) {
    std::size_t same = 0;
    while (same < length) {
      const bool is_begin = part.is_prefix && same + 1 == length;
      const AnalysedWord& word = words[begin + same];
      const AnalysedWord& wanted = part.words[same];
      if (!(is_begin ? begins_with(word, wanted) : share_a_term(word, wanted))) break;
      ++same;
    }
    if (same < length) continue;
    for (std::size_t i = 0; i < length; ++i) spans.push_back(words[begin + i].span);
  }
}

/// A stretch of the passage of at most kSnippetBytesMax that begins shortly before `first`.
Snippet snippet_around(std::string_view text, TextSpan passage, std::uint32_t first) {
  Snippet snippet;
  std::uint32_t begin = std::max(passage.begin, first > kBytesBefore ? first - kBytesBefore : 0);
  if (begin > passage.begin) {
    const std::size_t space = slice(text, {begin, first}).find_first_of(" \n");
    begin = space == std::string_view::npos ? first : begin + static_cast<std::uint32_t>(space) + 1;
  }
  auto end = static_cast<std::uint32_t>(
      std::min<std::size_t>(passage.end, std::size_t{begin} + kSnippetBytesMax));
  if (end < passage.end) {
    const std::size_t space = slice(text, {first, end}).find_last_of(" \n");
    if (space != std::string_view::npos) end = first + static_cast<std::uint32_t>(space);
    while (!is_boundary(text, end)) --end;
  }
  snippet.span = {begin, end};
  snippet.is_cut_before = begin > passage.begin;
  snippet.is_cut_after = end < passage.end;
  return snippet;
}

bool is_body(const Passage& passage) {
  return passage.visible && passage.kind != PassageKind::Metadata &&
         passage.kind != PassageKind::Title;
}

/// The best stretch of one passage; nothing if no highlight is in it. Highlights are sorted.
std::optional<Snippet> best_of(const Document& document, const Passage& passage,
                               const std::vector<TextSpan>& highlights) {
  std::optional<Snippet> best;
  auto first =
      std::lower_bound(highlights.begin(), highlights.end(), TextSpan{passage.span.begin, 0});
  for (; first != highlights.end() && first->end <= passage.span.end; ++first) {
    Snippet snippet = snippet_around(document.text, passage.span, first->begin);
    for (auto each = first; each != highlights.end() && contains(snippet.span, *each); ++each) {
      snippet.highlights.push_back(*each);
    }
    const bool is_better = !best || snippet.highlights.size() > best->highlights.size();
    if (is_better && !snippet.highlights.empty()) best = std::move(snippet);
  }
  if (!best) return best;
  // The stretch may begin before its first counted word and hold an earlier one.
  best->highlights.clear();
  auto each = std::lower_bound(highlights.begin(), highlights.end(), TextSpan{best->span.begin, 0});
  for (; each != highlights.end() && contains(best->span, *each); ++each) {
    best->highlights.push_back(*each);
  }
  return best;
}

}  // namespace

std::vector<TextSpan> find_highlights(const Document& document, const SearchQuery& query) {
  const AnalysedDocument analysed = analyse(document);
  std::vector<TextSpan> spans;
  for (const QueryPart& part : query.parts) {
    if (part.is_excluded) continue;
    append_matches(spans, analysed.title, part);
    if (!part.in_title) append_matches(spans, analysed.body, part);
  }
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
  return spans;
}

std::vector<Snippet> make_snippets(const Document& document, const SearchQuery& query,
                                   std::size_t count_max) {
  const std::vector<TextSpan> highlights = find_highlights(document, query);
  std::vector<Snippet> snippets;
  const Passage* first_paragraph = nullptr;
  for (const Passage& passage : document.passages) {
    if (!is_body(passage)) continue;
    if (first_paragraph == nullptr && passage.kind == PassageKind::Paragraph) {
      first_paragraph = &passage;
    }
    if (auto snippet = best_of(document, passage, highlights)) {
      snippets.push_back(std::move(*snippet));
    }
  }
  if (snippets.empty() && first_paragraph != nullptr && count_max > 0) {
    const TextSpan span = first_paragraph->span;
    snippets.push_back(snippet_around(document.text, span, span.begin));
  }
  const auto by_count = [](const Snippet& a, const Snippet& b) {
    return a.highlights.size() > b.highlights.size();
  };
  std::stable_sort(snippets.begin(), snippets.end(), by_count);
  if (snippets.size() > count_max) snippets.resize(count_max);
  std::sort(snippets.begin(), snippets.end(),
            [](const Snippet& a, const Snippet& b) { return a.span < b.span; });
  return snippets;
}

}  // namespace habeas
