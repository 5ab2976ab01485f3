// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/document.h"

namespace habeas {

/// Where a document stands in its source.
enum class DocumentPlace {
  Alone,       ///< the source is this document
  InPage,      ///< a post among others, on a page or in a feed that says where a story goes on
  InSavedText  ///< a post among others in a saved text, which has lost its links
};

/// How the source ends: by its own end, or in the middle (no line end after the last word of a
/// text; no end tag in a page; a cut-off character).
enum class SourceEnd { Proper, Abrupt };

/// Whether `document`, whose passages and note marks are complete, is all of its report.
///
/// Excerpt, wherever it stands: the body ends in `[…]`, `[...]` or `(…)`.
/// Excerpt, in a container: the body ends in words such as "Read more" (tables/page_words, more),
/// in the middle of a sentence, in a heading or a colon that promises more; a mark `[1]` has no
/// note although the notes would follow. In a saved text also: the body has under
/// kWholePostWordsMin words, too few to tell a story. When in doubt a post is an Excerpt: then its
/// silence proves nothing.
/// CutOff: the source ends abruptly, and in the middle of a sentence.
Completeness judge_completeness(const Document& document, DocumentPlace place, SourceEnd end);

inline constexpr int kWholePostWordsMin = 80;

/// True if `words` end in the middle of a sentence: in a letter, digit or comma.
bool ends_in_mid_sentence(std::string_view words);

}  // namespace habeas
