// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "model/document.h"
#include "search/query.h"
#include "text/text_span.h"

namespace habeas {

/// The words of `document` that `query` looks for, as spans of Document::text: in order, none
/// overlapping. Words that are excluded are not among them. Pure.
std::vector<TextSpan> find_highlights(const Document& document, const SearchQuery& query);

/// A few words of a document around what was looked for.
struct Snippet {
  TextSpan span;                     ///< of Document::text, inside one passage, on word boundaries
  std::vector<TextSpan> highlights;  ///< of Document::text, inside `span`
  bool is_cut_before = false;        ///< the passage has words before it
  bool is_cut_after = false;

  friend bool operator==(const Snippet&, const Snippet&) = default;
};

inline constexpr std::size_t kSnippetBytesMax = 280;

/// At most `count_max` snippets out of the body, those with most highlights, in the order of the
/// text. Where nothing is highlighted, the begin of the first paragraph. Pure.
std::vector<Snippet> make_snippets(const Document& document, const SearchQuery& query,
                                   std::size_t count_max);

}  // namespace habeas
