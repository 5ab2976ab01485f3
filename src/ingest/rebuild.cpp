// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/rebuild.h"

#include "base/disk.h"
#include "ingest/keeping.h"
#include "ingest/relink.h"
#include "model/codec.h"
#include "search/index.h"
#include "store/captures.h"
#include "store/documents.h"
#include "store/dump.h"
#include "store/originals.h"

namespace habeas {
namespace {

/// An original as readers see it, straight out of the archive.
class OriginalSource final : public ByteSource {
 public:
  OriginalSource(sql::Transaction& transaction, const Digest& digest, std::uint64_t size)
      : transaction_(transaction), digest_(digest), size_(size) {}
  std::uint64_t size() const override { return size_; }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    return read_original_at(transaction_, digest_, offset, length);
  }

 private:
  sql::Transaction& transaction_;
  Digest digest_;
  std::uint64_t size_;
};

class Rebuilding {
 public:
  Rebuilding(ArchiveTransaction& transaction, const RebuildOrder& order, const Tables& tables,
             JobRunner& runner)
      : transaction_(transaction.sql()), order_(order), tables_(tables), runner_(runner) {}

  Result<void> read_originals(const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    TRY(const auto captures, load_earliest_captures(transaction_));
    TRY(replace_derived(transaction_));
    TRY(make_search_index_anew(transaction_));
    TRY(const auto originals, list_originals(transaction_));
    for (std::size_t i = 0; i < originals.size(); ++i) {
      TRY(const auto size, original_size(transaction_, originals[i]));
      ReadRequest request;
      request.sha256 = originals[i];
      const auto capture = captures.find(originals[i]);
      if (capture != captures.end()) {
        request.file_name = std::string(name_of(capture->second.path));
        request.address = capture->second.address;
      }
      TRY(take(request, OriginalSource(transaction_, originals[i], size)));
      if (progress) progress(i + 1, originals.size());
    }
    return {};
  }

  Result<void> extract_again(const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    TRY(const auto ids, list_document_ids(transaction_));
    for (std::size_t i = 0; i < ids.size(); ++i) {
      TRY(const auto document, load_document(transaction_, ids[i]));
      ReadRequest request;
      request.sha256 = ids[i].source;
      request.is_document = true;
      TRY(take(request, MemorySource(to_json(document))));
      if (progress) progress(i + 1, ids.size());
    }
    return {};
  }

  RebuildOutcome outcome;

 private:
  Result<void> take(ReadRequest request, const ByteSource& source) {
    request.overlays = order_.overlays;
    Result<void> kept;
    bool has_problem = false;
    read_source(runner_, request, source,
                {[&](const Document& document, const Extraction& extraction) {
                   if (kept) kept = keep_report(transaction_, document, extraction, tables_);
                   ++outcome.documents;
                 },
                 [&](const Problem&) { has_problem = true; }});
    outcome.sources_with_problems += has_problem ? 1 : 0;
    return kept;
  }

  sql::Transaction& transaction_;
  const RebuildOrder& order_;
  const Tables& tables_;
  JobRunner& runner_;
};

}  // namespace

Result<RebuildOutcome> rebuild(Archive& archive, const RebuildOrder& order, JobRunner& runner,
                               CivilDay day,
                               const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  TRY(const auto tables, make_tables(order.overlays));
  TRY(auto transaction, archive.begin());
  Rebuilding rebuilding(transaction, order, tables, runner);
  TRY(const auto documents, count_documents(transaction.sql(), ""));
  if (order.read_again || documents == 0) {
    TRY(rebuilding.read_originals(progress));
  } else {
    TRY(rebuilding.extract_again(progress));
  }
  TRY(relink(transaction, tables, day));
  TRY(transaction.commit());
  return rebuilding.outcome;
}

}  // namespace habeas
