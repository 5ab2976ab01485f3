// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/add.h"

#include <optional>
#include <set>

#include <fmt/format.h>

#include "gather/gather.h"
#include "ingest/file_source.h"
#include "ingest/keeping.h"
#include "ingest/relink.h"
#include "store/captures.h"
#include "store/documents.h"
#include "store/originals.h"
#include "text/utf8.h"

namespace habeas {
namespace {

// A batch is one fsync: large enough to be fast, small enough that little is done twice after a
// crash and that a person sees it move.
constexpr std::size_t kBatchSourcesMax = 32;
constexpr std::uint64_t kBatchBytesMax = 32U << 20U;
constexpr std::uint64_t kFileBytesMax = 4ULL << 30U;

struct Report {
  Document document;
  Extraction extraction;
};

/// A handed file that remembers whether it was itself what failed, not the archive.
class HandedBytes final : public OpenFile {
 public:
  explicit HandedBytes(const OpenFile& file) : file_(file) {}
  std::uint64_t size() const override { return file_.size(); }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    auto bytes = file_.read_at(offset, length);
    has_failed_ |= !bytes;
    return bytes;
  }
  bool has_failed() const { return has_failed_; }

 private:
  const OpenFile& file_;
  mutable bool has_failed_ = false;
};

/// A file on its way into the archive.
struct Incoming {
  std::unique_ptr<OpenFile> file;  ///< nothing: known already
  AddedSource source;
  std::vector<Report> reports;
  std::optional<Error> trouble;  ///< it could not be taken after all
};

class Adding {
 public:
  Adding(Archive& archive, const AddTools& tools, const AddObserver& observer)
      : archive_(archive), tools_(tools), observer_(observer) {}

  Result<AddSummary> run(std::span<const std::string> paths) {
    std::vector<HandedFile> files;
    gather(tools_.disk, paths,
           {[&](HandedFile file) { files.push_back(std::move(file)); },
            [&](const std::string&, const Error& error) { leave(error); }},
           own_files());
    for (std::size_t i = 0; i < files.size(); ++i) {
      TRY(take(files[i]));
      if (observer_.progress) observer_.progress(i + 1, files.size());
    }
    TRY(keep_batch());
    TRY(join());
    return summary_;
  }

 private:
  /// The archive may lie in the folder that is handed over. Opening and closing it here would also
  /// let go of the locks that SQLite holds on it.
  std::set<FileStatus::Identity> own_files() const {
    std::set<FileStatus::Identity> files;
    for (const std::string& path : archive_.paths()) {
      if (const auto status = tools_.disk.status_of(path)) files.insert(status->identity);
    }
    return files;
  }

  void leave(const Error& error) {
    ++summary_.not_taken;
    observer_.not_taken(error);
  }

  Result<void> take(const HandedFile& handed) {
    auto file = tools_.disk.open_file(handed.path);
    if (!file) return leave(file.error()), Result<void>();
    if ((*file)->size() > kFileBytesMax) {
      leave({ErrorCode::TooLarge, handed.path + ": over 4 GB; split it first"});
      return {};
    }
    const auto digest = digest_of(**file);
    if (!digest) return leave(digest.error()), Result<void>();
    Incoming incoming;
    incoming.source.sha256 = *digest;
    incoming.source.path = handed.path;
    TRY(const bool known, is_known(*digest));
    if (known) {
      incoming.source.status = AddStatus::Known;
    } else {
      read(**file, incoming);
      batch_bytes_ += (*file)->size();
      incoming.file = std::move(*file);
      batch_digests_.insert(*digest);
    }
    batch_.push_back(std::move(incoming));
    if (batch_.size() < kBatchSourcesMax && batch_bytes_ < kBatchBytesMax) return {};
    return keep_batch();
  }

  Result<bool> is_known(const Digest& digest) {
    if (batch_digests_.contains(digest)) return true;
    TRY(auto transaction, archive_.begin());
    const auto size = original_size(transaction.sql(), digest);
    if (size) return true;
    if (size.error().code == ErrorCode::NotFound) return false;
    return fail(size.error());
  }

  void read(const OpenFile& file, Incoming& incoming) {
    ReadRequest request;
    request.sha256 = incoming.source.sha256;
    request.file_name = to_utf8(name_of(incoming.source.path));
    read_source(tools_.runner, request, FileSource(file),
                {[&](Document document, Extraction extraction) {
                   for (const Problem& problem : document.problems) {
                     incoming.source.problems.push_back(problem);
                   }
                   batch_bytes_ += document.text.size();
                   incoming.reports.push_back({std::move(document), std::move(extraction)});
                 },
                 [&](Problem problem) { incoming.source.problems.push_back(std::move(problem)); }});
    if (!incoming.source.problems.empty()) incoming.source.status = AddStatus::Problem;
    incoming.source.documents = static_cast<std::uint32_t>(incoming.reports.size());
  }

  Result<void> keep_batch() {
    if (batch_.empty()) return {};
    if (!batch_digests_.empty()) {
      TRY(auto transaction, archive_.begin());
      TRY(keep(transaction));
      TRY(transaction.commit());
    }
    for (const Incoming& incoming : batch_) {
      if (!incoming.trouble) count(incoming.source);
    }
    for (const Incoming& incoming : batch_) {
      if (incoming.trouble) {
        leave(*incoming.trouble);
      } else {
        observer_.source(incoming.source);
      }
    }
    batch_.clear();
    batch_digests_.clear();
    batch_bytes_ = 0;
    return {};
  }

  Result<void> keep(ArchiveTransaction& transaction) {
    std::vector<Capture> captures;
    std::set<Digest> left;
    for (Incoming& incoming : batch_) {
      const std::string& path = incoming.source.path;
      if (incoming.file == nullptr) {
        // The same bytes as a file of this batch that could not be kept are not known after all.
        if (left.contains(incoming.source.sha256)) incoming.trouble = again(path);
        continue;
      }
      const HandedBytes bytes(*incoming.file);
      const auto original = add_original(transaction.sql(), bytes, incoming.source.sha256);
      if (!original) {
        if (original.error().code != ErrorCode::Busy && !bytes.has_failed()) {
          return fail(original.error());
        }
        incoming.trouble = again(path);
        left.insert(incoming.source.sha256);
        continue;
      }
      captures.push_back({incoming.source.sha256, to_utf8(path), tools_.clock.now(), "file", ""});
      for (const Report& report : incoming.reports) {
        TRY(keep_report(transaction.sql(), report.document, report.extraction, tools_.tables));
      }
    }
    TRY(append_captures(transaction, captures));
    return mark_cases_stale(transaction.sql());
  }

  static Error again(const std::string& path) {
    return {ErrorCode::Busy, path + ": it changed while it was read; add it again"};
  }

  void count(const AddedSource& source) {
    summary_.documents += source.documents;
    if (source.status == AddStatus::Added) ++summary_.added;
    if (source.status == AddStatus::Known) ++summary_.known;
    if (source.status == AddStatus::Problem) ++summary_.with_problems;
  }

  Result<void> join() {
    TRY(auto transaction, archive_.begin());
    TRY(const bool stale, are_cases_stale(transaction.sql()));
    if (!stale) return {};
    TRY(relink(transaction, tools_.tables, day_of(tools_.clock.now())));
    return transaction.commit();
  }

  Archive& archive_;
  const AddTools& tools_;
  const AddObserver& observer_;
  AddSummary summary_;
  std::vector<Incoming> batch_;
  std::set<Digest> batch_digests_;
  std::uint64_t batch_bytes_ = 0;
};

}  // namespace

Result<AddSummary> add(Archive& archive, std::span<const std::string> paths, const AddTools& tools,
                       const AddObserver& observer) {
  return Adding(archive, tools, observer).run(paths);
}

}  // namespace habeas
