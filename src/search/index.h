// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/document.h"
#include "search/query.h"
#include "sql/connection.h"

namespace habeas {

/// Makes the index, empty; one that is there is dropped first. All functions here work inside the
/// caller's transaction. Errors: Unsupported on PostgreSQL; those of sql.
Result<void> make_search_index_anew(sql::Transaction& transaction);

/// Puts a document in place of what the index has under its id.
Result<void> index_document(sql::Transaction& transaction, const Document& document);
/// Nothing of its words stays in the index. No error if it is not there.
Result<void> unindex_document(sql::Transaction& transaction, const DocumentId& id);

enum class SearchOrder : std::uint8_t { NewestFirst, BestFirst };

struct SearchOptions {
  SearchOrder order = SearchOrder::NewestFirst;
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

/// Counting stops here, and so does ranking: of more matches the best of some are shown.
inline constexpr std::int64_t kSearchCountMax = 10'000;

struct SearchHits {
  std::vector<DocumentId> documents;
  std::int64_t count = 0;      ///< of all pages, at most kSearchCountMax
  bool is_count_exact = true;  ///< false: there are more
};

/// The documents that `query` means: newest first (unknown days last, then by id), or best first
/// (bm25, a title counting ten times). No hits for a query that looks for nothing.
Result<SearchHits> search(sql::Transaction& transaction, const SearchQuery& query,
                          const SearchOptions& options);

}  // namespace habeas
