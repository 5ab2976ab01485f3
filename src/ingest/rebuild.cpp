// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/rebuild.h"

#include <set>

#include "base/disk.h"
#include "ingest/keeping.h"
#include "ingest/list_versions.h"
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

bool has_given_up(const Problem& problem) {
  return problem.code == ProblemCode::ReaderCrashed || problem.code == ProblemCode::ReaderTimedOut;
}

class Rebuilding {
 public:
  Rebuilding(ArchiveTransaction& transaction, const RebuildOrder& order, const Tables& tables,
             JobRunner& runner, const RebuildObserver& observer)
      : transaction_(transaction.sql()),
        order_(order),
        tables_(tables),
        runner_(runner),
        observer_(observer) {}

  Result<void> read_originals() {
    TRY(const auto captures, load_earliest_captures(transaction_));
    TRY(replace_derived(transaction_));
    TRY(make_search_index_anew(transaction_));
    TRY(const auto originals, list_originals(transaction_));
    for (std::size_t i = 0; i < originals.size(); ++i) {
      const auto capture = captures.find(originals[i]);
      TRY(read_original_again(originals[i],
                              capture == captures.end() ? Capture{} : capture->second));
      if (observer_.progress) observer_.progress(i + 1, originals.size());
    }
    return drop_replaced_documents(transaction_);
  }

  Result<void> extract_all() {
    TRY(const auto ids, list_document_ids(transaction_));
    for (std::size_t i = 0; i < ids.size(); ++i) {
      TRY(const auto document, load_document(transaction_, ids[i]));
      TRY(const bool is_kept, extract_again(document));
      outcome.sources_with_problems += is_kept ? 0 : 1;
      if (observer_.progress) observer_.progress(i + 1, ids.size());
    }
    return {};
  }

  RebuildOutcome outcome;

 private:
  Result<void> read_original_again(const Digest& source, const Capture& capture) {
    // Its rows are originals of their own.
    if (capture.how == kListFileCapture) return {};
    TRY(const auto size, original_size(transaction_, source));
    ReadRequest request;
    request.sha256 = source;
    request.file_name = std::string(name_of(capture.path));
    request.address = capture.address;
    request.overlays = order_.overlays;
    Result<void> kept;
    std::set<DocumentId> read;
    bool has_problem = false;
    bool gave_up = false;
    read_source(runner_, request, OriginalSource(transaction_, source, size),
                {[&](const Document& document, const Extraction& extraction) {
                   if (kept) kept = keep_report(transaction_, document, extraction, tables_);
                   read.insert(document.id);
                   ++outcome.documents;
                 },
                 [&](const Problem& problem) {
                   has_problem = true;
                   gave_up |= has_given_up(problem);
                   tell(source, problem);
                 }});
    TRY(kept);
    outcome.sources_with_problems += has_problem ? 1 : 0;
    return gave_up ? keep_as_before(source, read) : Result<void>();
  }

  /// What a reader once gave is not lost because it gives up today.
  Result<void> keep_as_before(const Digest& source, const std::set<DocumentId>& read) {
    TRY(const auto before, load_replaced_documents(transaction_, source));
    for (const Document& document : before) {
      if (read.contains(document.id)) continue;
      TRY(keep_report(transaction_, document, Extraction{document.id, {}, {}}, tables_));
      TRY(extract_again(document));
    }
    return {};
  }

  /// -> whether new facts took the place of the old ones.
  Result<bool> extract_again(const Document& document) {
    ReadRequest request;
    request.sha256 = document.id.source;
    request.is_document = true;
    request.overlays = order_.overlays;
    Result<void> kept;
    bool is_kept = false;
    read_source(runner_, request, MemorySource(to_json(document)),
                {[&](const Document& answered, const Extraction& extraction) {
                   // The text is not the room's to change: it was asked for facts.
                   if (!kept || is_kept || answered != document) return;
                   kept = keep_report(transaction_, document, extraction, tables_);
                   is_kept = true;
                 },
                 [&](const Problem& problem) { tell(document.id.source, problem); }});
    TRY(kept);
    ++outcome.documents;
    return is_kept;
  }

  void tell(const Digest& source, const Problem& problem) {
    if (observer_.problem) observer_.problem(source, problem);
  }

  sql::Transaction& transaction_;
  const RebuildOrder& order_;
  const Tables& tables_;
  JobRunner& runner_;
  const RebuildObserver& observer_;
};

}  // namespace

Result<RebuildOutcome> rebuild(Archive& archive, const RebuildOrder& order, JobRunner& runner,
                               CivilDay day, const RebuildObserver& observer) {
  TRY(const auto tables, make_tables(order.overlays));
  TRY(auto transaction, archive.begin());
  Rebuilding rebuilding(transaction, order, tables, runner, observer);
  TRY(const auto documents, count_documents(transaction.sql(), ""));
  if (order.read_again || documents == 0) {
    TRY(rebuilding.read_originals());
  } else {
    TRY(rebuilding.extract_all());
  }
  TRY(relink(transaction, tables, day));
  TRY(transaction.commit());
  return rebuilding.outcome;
}

}  // namespace habeas
