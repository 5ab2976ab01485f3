// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/analyser.h"

namespace habeas {

/// One thing looked for: words that stand side by side (one, mostly).
struct QueryPart {
  std::vector<AnalysedWord> words;
  bool is_excluded = false;  ///< -word
  bool in_title = false;     ///< title:word
  bool is_prefix = false;    ///< word*: the last word is the begin of one

  friend bool operator==(const QueryPart&, const QueryPart&) = default;
};

/// What a person looks for; every part that is not excluded must be in a document.
struct SearchQuery {
  std::vector<QueryPart> parts;

  friend bool operator==(const SearchQuery&, const SearchQuery&) = default;
};

inline constexpr std::size_t kQueryBytesMax = 2'000;
inline constexpr std::size_t kQueryPartsMax = 32;
inline constexpr std::size_t kPrefixBytesMin = 2;

/// Reads `words`, "phrases" (found as written, in any script), -not, begin*, title:word. Every
/// text is a query: what means nothing is passed over, what stands after kQueryBytesMax or
/// kQueryPartsMax too.
SearchQuery parse_query(std::string_view typed);

/// The query as FTS5 reads it over the columns `title` and `body`. Nothing if it looks for
/// nothing (it is empty, or only excludes).
std::optional<std::string> to_fts5(const SearchQuery& query);

/// `text` as a string of FTS5: the one way in which words from outside get into its syntax.
std::string quote_fts5(std::string_view text);

}  // namespace habeas
