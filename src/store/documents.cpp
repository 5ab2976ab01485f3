// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/documents.h"

#include <limits>
#include <set>

#include "base/compression.h"
#include "model/codec.h"
#include "store/columns.h"

namespace habeas {
namespace {

// Sorts after every day there is.
constexpr std::int64_t kUnknownDay = std::numeric_limits<std::int32_t>::min();

constexpr std::string_view kRowColumns =
    "select d.source, d.part, d.title, d.site_name, d.address, d.language, d.published,"
    " d.completeness, d.problem_count, d.fingerprint from derived_documents d";

std::int64_t day_of_publication(const Document& document) {
  const auto days = document.published ? days_of(*document.published) : std::nullopt;
  return days ? days->first.days : kUnknownDay;
}

Error no_document(const DocumentId& id) {
  return {ErrorCode::NotFound, "there is no document " + to_text(id)};
}

Result<std::optional<std::int64_t>> find_row(sql::Transaction& transaction, const DocumentId& id) {
  return transaction.find_integer("select id from derived_documents where source = ? and part = ?",
                                  {as_blob(id.source), id.part});
}

Result<std::int64_t> require_row(sql::Transaction& transaction, const DocumentId& id) {
  TRY(const auto row, find_row(transaction, id));
  if (!row) return fail(no_document(id));
  return *row;
}

Result<void> clear_row(sql::Transaction& transaction, std::int64_t row) {
  for (const char* table : {"derived_extractions", "derived_tags", "derived_keys"}) {
    TRY(transaction.run("delete from " + std::string(table) + " where document = ?", {row}));
  }
  return transaction.run("delete from derived_documents where id = ?", {row});
}

Result<std::int64_t> free_row(sql::Transaction& transaction) {
  TRY(const auto next,
      transaction.find_integer("select coalesce(max(id), 0) + 1 from derived_documents"));
  return next.value_or(1);
}

Result<DocumentRow> read_row(const sql::Statement& rows) {
  DocumentRow row;
  TRY(row.id, read_document_id(rows, 0));
  row.title = rows.text(2);
  row.site_name = rows.text(3);
  row.address = rows.text(4);
  row.language = rows.text(5);
  row.published = rows.text(6);
  TRY(row.completeness, read_enum<Completeness>(rows, 7));
  row.problem_count = static_cast<std::uint32_t>(rows.integer(8));
  TRY(row.fingerprint, read_bytes<Digest>(rows, 9));
  return row;
}

Result<std::vector<DocumentId>> read_ids(sql::Statement rows) {
  std::vector<DocumentId> ids;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return ids;
    TRY(DocumentId id, read_document_id(rows, 0));
    ids.push_back(std::move(id));
  }
}

/// A column that holds compressed JSON.
Result<std::string> read_json(const sql::Statement& row, int column) {
  return decompress(row.bytes(column), kJsonBytesMax);
}

}  // namespace

Result<void> put_document(sql::Transaction& transaction, const Document& document,
                          const Digest& fingerprint) {
  TRY(const auto known, find_row(transaction, document.id));
  if (known) TRY(clear_row(transaction, *known));
  TRY(const std::int64_t row, free_row(transaction));
  TRY(const std::string compressed, compress(to_json(document)));
  const std::string published = document.published ? to_iso(*document.published) : "";
  return transaction.run(
      "insert into derived_documents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {row, as_blob(document.id.source), document.id.part, day_of_publication(document), published,
       document.title, document.site_name, document.address, document.language,
       static_cast<std::int64_t>(document.completeness),
       static_cast<std::int64_t>(document.problems.size()), as_blob(fingerprint),
       sql::Blob{compressed}});
}

Result<Document> load_document(sql::Transaction& transaction, const DocumentId& id) {
  TRY(auto rows, transaction.query("select compressed from derived_documents"
                                   " where source = ? and part = ?",
                                   {as_blob(id.source), id.part}));
  TRY(const bool is_row, rows.step());
  if (!is_row) return fail(no_document(id));
  TRY(const std::string json, read_json(rows, 0));
  return parse_document(json);
}

Result<DocumentRow> load_document_row(sql::Transaction& transaction, const DocumentId& id) {
  TRY(auto rows, transaction.query(std::string(kRowColumns) + " where source = ? and part = ?",
                                   {as_blob(id.source), id.part}));
  TRY(const bool is_row, rows.step());
  if (!is_row) return fail(no_document(id));
  return read_row(rows);
}

Result<std::vector<DocumentRow>> list_documents(sql::Transaction& transaction,
                                                std::string_view tag_slug, Page page) {
  std::string sql(kRowColumns);
  if (!tag_slug.empty()) sql += " join derived_tags t on t.document = d.id and t.slug = ?";
  sql += " order by d.published_day desc, d.source, d.part limit ? offset ?";
  std::vector<sql::Parameter> parameters;
  if (!tag_slug.empty()) parameters.emplace_back(tag_slug);
  parameters.emplace_back(page.limit);
  parameters.emplace_back(page.offset);
  TRY(auto rows, transaction.prepare(sql));
  TRY(rows.start(std::span<const sql::Parameter>(parameters)));
  std::vector<DocumentRow> documents;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return documents;
    TRY(DocumentRow row, read_row(rows));
    documents.push_back(std::move(row));
  }
}

Result<std::int64_t> count_documents(sql::Transaction& transaction, std::string_view tag_slug) {
  if (tag_slug.empty()) {
    TRY(const auto all, transaction.find_integer("select count(*) from derived_documents"));
    return all.value_or(0);
  }
  TRY(const auto tagged,
      transaction.find_integer("select count(*) from derived_tags where slug = ?", {tag_slug}));
  return tagged.value_or(0);
}

Result<std::vector<DocumentId>> list_document_ids(sql::Transaction& transaction) {
  TRY(auto rows,
      transaction.query("select source, part from derived_documents order by source, part"));
  return read_ids(std::move(rows));
}

Result<void> put_extraction(sql::Transaction& transaction, const Extraction& extraction,
                            const Digest& fingerprint) {
  TRY(const std::int64_t row, require_row(transaction, extraction.document));
  TRY(const std::string compressed, compress(to_json(extraction)));
  return transaction.run(
      "insert into derived_extractions values (?, ?, ?) on conflict (document)"
      " do update set fingerprint = excluded.fingerprint,"
      " compressed = excluded.compressed",
      {row, as_blob(fingerprint), sql::Blob{compressed}});
}

Result<Extraction> load_extraction(sql::Transaction& transaction, const DocumentId& id) {
  TRY(const std::int64_t row, require_row(transaction, id));
  TRY(auto rows, transaction.query("select compressed from derived_extractions"
                                   " where document = ?",
                                   {row}));
  TRY(const bool is_row, rows.step());
  if (!is_row) {
    return fail(ErrorCode::NotFound, "nothing was extracted yet from " + to_text(id));
  }
  TRY(const std::string json, read_json(rows, 0));
  return parse_extraction(json);
}

Result<void> put_tags(sql::Transaction& transaction, const DocumentId& id,
                      std::span<const DocumentTag> tags) {
  TRY(const std::int64_t row, require_row(transaction, id));
  TRY(transaction.run("delete from derived_tags where document = ?", {row}));
  TRY(auto insert, transaction.prepare("insert into derived_tags values (?, ?, ?)"
                                       " on conflict (document, slug) do nothing"));
  for (const DocumentTag& tag : tags) TRY(insert.run({row, tag.slug, tag.label}));
  return {};
}

Result<std::vector<DocumentTag>> load_tags(sql::Transaction& transaction, const DocumentId& id) {
  TRY(const std::int64_t row, require_row(transaction, id));
  TRY(auto rows, transaction.query("select slug, label from derived_tags where document = ?"
                                   " order by slug",
                                   {row}));
  std::vector<DocumentTag> tags;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return tags;
    tags.push_back({std::string(rows.text(0)), std::string(rows.text(1))});
  }
}

Result<std::vector<TagCount>> list_tags(sql::Transaction& transaction) {
  TRY(auto rows, transaction.query("select slug, min(label), count(*) from derived_tags"
                                   " group by slug order by slug"));
  std::vector<TagCount> tags;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return tags;
    tags.push_back({{std::string(rows.text(0)), std::string(rows.text(1))}, rows.integer(2)});
  }
}

Result<void> put_keys(sql::Transaction& transaction, const DocumentId& id,
                      std::span<const std::string> keys) {
  TRY(const std::int64_t row, require_row(transaction, id));
  TRY(transaction.run("delete from derived_keys where document = ?", {row}));
  TRY(auto insert, transaction.prepare("insert into derived_keys values (?, ?)"
                                       " on conflict (document, name) do nothing"));
  for (const std::string& key : keys) TRY(insert.run({row, key}));
  return {};
}

Result<std::vector<DocumentId>> find_documents_by_keys(sql::Transaction& transaction,
                                                       std::span<const std::string> keys,
                                                       std::int64_t per_key_max) {
  std::set<DocumentId> found;
  for (const std::string& key : keys) {
    TRY(auto rows, transaction.query("select d.source, d.part from derived_keys k"
                                     " join derived_documents d on d.id = k.document"
                                     " where k.name = ? order by d.source, d.part limit ?",
                                     {key, per_key_max}));
    TRY(const auto ids, read_ids(std::move(rows)));
    found.insert(ids.begin(), ids.end());
  }
  return std::vector<DocumentId>(found.begin(), found.end());
}

Result<Digest> put_reading(sql::Transaction& transaction, const DocumentId& id,
                           std::string_view text) {
  const Digest digest = sha256(text);
  TRY(const std::string compressed, compress(text));
  TRY(
      transaction.run("insert into kept_readings values (?, ?, ?, ?)"
                      " on conflict (source, part, digest) do nothing",
                      {as_blob(id.source), id.part, as_blob(digest), sql::Blob{compressed}}));
  return digest;
}

Result<std::optional<std::string>> find_reading(sql::Transaction& transaction, const DocumentId& id,
                                                const Digest& digest) {
  TRY(auto rows, transaction.query("select compressed from kept_readings"
                                   " where source = ? and part = ? and digest = ?",
                                   {as_blob(id.source), id.part, as_blob(digest)}));
  TRY(const bool is_row, rows.step());
  if (!is_row) return std::optional<std::string>();
  TRY(std::string text, decompress(rows.bytes(0), kDocumentTextBytesMax));
  if (sha256(text) != digest) {
    return fail(ErrorCode::Corrupt, "a kept reading of " + to_text(id) + " is damaged");
  }
  return std::optional<std::string>(std::move(text));
}

Result<std::vector<Document>> load_replaced_documents(sql::Transaction& transaction,
                                                      const Digest& source) {
  TRY(auto rows, transaction.query("select compressed from replaced_documents where source = ?"
                                   " order by part",
                                   {as_blob(source)}));
  std::vector<Document> documents;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return documents;
    TRY(const std::string json, read_json(rows, 0));
    TRY(auto document, parse_document(json));
    documents.push_back(std::move(document));
  }
}

Result<void> drop_replaced_documents(sql::Transaction& transaction) {
  return transaction.define("drop table if exists replaced_documents");
}

}  // namespace habeas
