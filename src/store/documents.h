// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/digest.h"
#include "base/result.h"
#include "model/document.h"
#include "model/fact.h"
#include "sql/connection.h"

namespace habeas {

/// A document as a list shows it.
struct DocumentRow {
  DocumentId id;
  std::string title;
  std::string site_name;
  std::string address;
  std::string language;
  std::string published;  ///< to_iso(), "" if unknown
  Completeness completeness = Completeness::Whole;
  std::uint32_t problem_count = 0;
  Digest fingerprint;

  friend bool operator==(const DocumentRow&, const DocumentRow&) = default;
};

/// A stretch of a list.
struct Page {
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

/// A tag as an address names it and as a page prints it.
struct DocumentTag {
  std::string slug;   ///< "kazakhstan"
  std::string label;  ///< "Kazakhstan"

  friend auto operator<=>(const DocumentTag&, const DocumentTag&) = default;
};

struct TagCount {
  DocumentTag tag;
  std::int64_t documents = 0;

  friend bool operator==(const TagCount&, const TagCount&) = default;
};

/// Keeps what was read. A document of the same id is replaced, and what was derived of it (its
/// extraction, tags and keys) goes. `fingerprint` says of what program and tables it comes.
Result<void> put_document(sql::Transaction& transaction, const Document& document,
                          const Digest& fingerprint);
/// Errors of all that names a document: NotFound; of loading: Corrupt.
Result<Document> load_document(sql::Transaction& transaction, const DocumentId& id);
Result<DocumentRow> load_document_row(sql::Transaction& transaction, const DocumentId& id);

/// All documents, or those of the tag `tag_slug` if it is not "": newest first (by the first day
/// that the publication date may mean; unknown last), then by id.
Result<std::vector<DocumentRow>> list_documents(sql::Transaction& transaction,
                                                std::string_view tag_slug, Page page);
Result<std::int64_t> count_documents(sql::Transaction& transaction, std::string_view tag_slug);
/// All ids, sorted.
Result<std::vector<DocumentId>> list_document_ids(sql::Transaction& transaction);

/// What a document states. It must be there already.
Result<void> put_extraction(sql::Transaction& transaction, const Extraction& extraction,
                            const Digest& fingerprint);
Result<Extraction> load_extraction(sql::Transaction& transaction, const DocumentId& id);

/// Puts these in place of all tags of a document.
Result<void> put_tags(sql::Transaction& transaction, const DocumentId& id,
                      std::span<const DocumentTag> tags);
Result<std::vector<DocumentTag>> load_tags(sql::Transaction& transaction, const DocumentId& id);
/// All tags by slug. Where documents print one slug differently, the first label by its bytes.
Result<std::vector<TagCount>> list_tags(sql::Transaction& transaction);

/// Puts these in place of all keys under which `link` finds candidates for a document.
Result<void> put_keys(sql::Transaction& transaction, const DocumentId& id,
                      std::span<const std::string> keys);
/// The documents that have any of `keys`, sorted; of each key at most `per_key_max`.
Result<std::vector<DocumentId>> find_documents_by_keys(sql::Transaction& transaction,
                                                       std::span<const std::string> keys,
                                                       std::int64_t per_key_max);

/// Keeps the text of a document that a decision cites or OCR made, whatever later reading gives.
/// Gives its digest; nothing is written if it is there.
Result<Digest> put_reading(sql::Transaction& transaction, const DocumentId& id,
                           std::string_view text);
Result<std::optional<std::string>> find_reading(sql::Transaction& transaction, const DocumentId& id,
                                                const Digest& digest);

/// The documents of a source as they were before replace_derived(), in the order of their parts:
/// what is still there when a source cannot be read again.
Result<std::vector<Document>> load_replaced_documents(sql::Transaction& transaction,
                                                      const Digest& source);
/// To be called when all is derived anew.
Result<void> drop_replaced_documents(sql::Transaction& transaction);

}  // namespace habeas
