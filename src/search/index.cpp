// SPDX-License-Identifier: AGPL-3.0-or-later
#include "search/index.h"

#include <limits>

#include "base/compression.h"
#include "search/analyser.h"

namespace habeas {
namespace {

constexpr std::int64_t kUnknownDay = std::numeric_limits<std::int32_t>::min();
// A document's terms are a few times its text.
constexpr std::size_t kTermsBytesMax = std::size_t{1} << 30U;

// The index is contentless: taking a document out needs the very terms that went in, whatever the
// analyser would make of the text today.
constexpr const char* kTables = R"(
drop table if exists search_terms;
drop table if exists search_documents;
create table search_documents (
  id integer primary key,
  source blob not null,
  part text not null,
  published_day integer not null,
  title blob not null,
  body blob not null,
  unique (source, part)
) strict;
create index search_documents_by_day on search_documents (published_day desc, source, part);
create virtual table search_terms using fts5 (
  title, body, content = '', tokenize = 'habeas_terms'
);
insert into search_terms (search_terms, rank) values ('secure-delete', 1);
)";

Result<void> require_sqlite(const sql::Transaction& transaction) {
  if (transaction.engine() == sql::Engine::Sqlite) return {};
  return fail(ErrorCode::Unsupported, "search on PostgreSQL is not part of this version");
}

sql::Blob source_of(const DocumentId& id) {
  return {std::string_view(reinterpret_cast<const char*>(id.source.bytes.data()),
                           id.source.bytes.size())};
}

std::string to_terms(const std::vector<AnalysedWord>& words) {
  std::string terms;
  for (const AnalysedWord& word : words) {
    if (!terms.empty()) terms += ' ';
    for (std::size_t i = 0; i < word.terms.size(); ++i) {
      if (i > 0) terms += '|';
      terms += word.terms[i];
    }
  }
  return terms;
}

std::int64_t day_of(const Document& document) {
  const auto days = document.published ? days_of(*document.published) : std::nullopt;
  return days ? days->first.days : kUnknownDay;
}

Result<std::vector<DocumentId>> read_ids(sql::Statement rows) {
  std::vector<DocumentId> ids;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return ids;
    const auto source = digest_of_bytes(rows.bytes(0));
    if (!source) return fail(ErrorCode::Corrupt, "the search index is damaged: run habeas rebuild");
    ids.push_back({*source, std::string(rows.text(1))});
  }
}

constexpr std::string_view kNewestFirst =
    "select d.source, d.part from search_terms join search_documents d"
    " on d.id = search_terms.rowid where search_terms match ?"
    " order by d.published_day desc, d.source, d.part limit ? offset ?";
constexpr std::string_view kBestFirst =
    "select d.source, d.part from (select rowid as id, bm25(search_terms, 10.0, 1.0) as weight"
    " from search_terms where search_terms match ? limit 10000) m"
    " join search_documents d on d.id = m.id"
    " order by m.weight, d.published_day desc, d.source, d.part limit ? offset ?";

}  // namespace

Result<void> make_search_index_anew(sql::Transaction& transaction) {
  TRY(require_sqlite(transaction));
  return transaction.define(kTables);
}

Result<void> index_document(sql::Transaction& transaction, const Document& document) {
  TRY(unindex_document(transaction, document.id));
  const AnalysedDocument analysed = analyse(document);
  const std::string title = to_terms(analysed.title);
  const std::string body = to_terms(analysed.body);
  TRY(const std::string title_kept, compress(title));
  TRY(const std::string body_kept, compress(body));
  TRY(const auto free,
      transaction.find_integer("select coalesce(max(id), 0) + 1 from search_documents"));
  const std::int64_t row = free.value_or(1);
  TRY(transaction.run("insert into search_documents values (?, ?, ?, ?, ?, ?)",
                      {row, source_of(document.id), document.id.part, day_of(document),
                       sql::Blob{title_kept}, sql::Blob{body_kept}}));
  return transaction.run("insert into search_terms (rowid, title, body) values (?, ?, ?)",
                         {row, title, body});
}

Result<void> unindex_document(sql::Transaction& transaction, const DocumentId& id) {
  TRY(require_sqlite(transaction));
  std::int64_t row = 0;
  std::string title;
  std::string body;
  {
    TRY(auto rows, transaction.query("select id, title, body from search_documents"
                                     " where source = ? and part = ?",
                                     {source_of(id), id.part}));
    TRY(const bool is_row, rows.step());
    if (!is_row) return {};
    row = rows.integer(0);
    TRY(title, decompress(rows.bytes(1), kTermsBytesMax));
    TRY(body, decompress(rows.bytes(2), kTermsBytesMax));
  }
  TRY(
      transaction.run("insert into search_terms (search_terms, rowid, title, body)"
                      " values ('delete', ?, ?, ?)",
                      {row, title, body}));
  return transaction.run("delete from search_documents where id = ?", {row});
}

Result<SearchHits> search(sql::Transaction& transaction, const SearchQuery& query,
                          const SearchOptions& options) {
  TRY(require_sqlite(transaction));
  SearchHits hits;
  const auto match = to_fts5(query);
  if (!match) return hits;
  TRY(const auto count, transaction.find_integer("select count(*) from (select 1 from search_terms"
                                                 " where search_terms match ? limit ?)",
                                                 {*match, kSearchCountMax + 1}));
  hits.count = std::min(count.value_or(0), kSearchCountMax);
  hits.is_count_exact = count.value_or(0) <= kSearchCountMax;
  const bool is_ranked = options.order == SearchOrder::BestFirst;
  TRY(auto rows, transaction.query(is_ranked ? kBestFirst : kNewestFirst,
                                   {*match, options.limit, options.offset}));
  TRY(hits.documents, read_ids(std::move(rows)));
  return hits;
}

}  // namespace habeas
