// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/add.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "gather/gather.h"
#include "ingest/file_source.h"
#include "ingest/keeping.h"
#include "ingest/reading_marks.h"
#include "ingest/relink.h"
#include "ingest/running_reading.h"
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
// What one source may give before its reports are kept piece by piece.
constexpr std::uint64_t kPieceBytesMax = 16U << 20U;
constexpr std::size_t kAheadPerRoom = 4;
constexpr int kPasswordAsksMax = 3;

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
  std::unique_ptr<SharedFile> file;  ///< nothing: known already
  AddedSource source;
  ReadRequest request;
  bool is_here = false;       ///< its bytes are in the archive: it is read again
  bool is_piecewise = false;  ///< its reports are being kept piece by piece
  std::vector<ReadReport> reports;
  std::uint64_t reports_bytes = 0;
  std::optional<Error> trouble;             ///< it could not be taken after all
  std::unique_ptr<RunningReading> reading;  ///< the last, so that it ends first

  bool is_locked() const { return source.problem_counts.contains(ProblemCode::PasswordNeeded); }
};

class Adding {
 public:
  Adding(Archive& archive, const AddTools& tools, const AddObserver& observer)
      : archive_(archive),
        tools_(tools),
        observer_(observer),
        passwords_(tools.passwords),
        ahead_max_(tools.runner.at_once() > 1 ? kAheadPerRoom * tools.runner.at_once() : 1) {}

  Result<AddSummary> run(std::span<const std::string> paths) {
    std::vector<HandedFile> files;
    gather(tools_.disk, paths,
           {[&](HandedFile file) { files.push_back(std::move(file)); },
            [&](const std::string&, const Error& error) { leave(error); }},
           own_files());
    std::size_t next = 0;
    std::size_t done = 0;
    while (done < files.size() && !wants_stop()) {
      while (next < files.size() && next - done < ahead_max_) {
        line_.push_back(nullptr);
        TRY(line_.back(), begin(files[next++]));
      }
      std::unique_ptr<Incoming> first = std::move(line_.front());
      line_.pop_front();
      if (first) TRY(finish(std::move(first)));
      if (is_interrupted_) break;
      ++done;
      if (observer_.progress) observer_.progress(done, files.size());
    }
    line_.clear();
    summary_.not_reached = files.size() - done;
    TRY(keep_batch());
    TRY(join());
    return summary_;
  }

 private:
  bool wants_stop() const { return tools_.wants_stop && tools_.wants_stop(); }

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

  /// Opens and names a file and has it read; nothing if nothing can be taken of it.
  Result<std::unique_ptr<Incoming>> begin(const HandedFile& handed) {
    auto file = tools_.disk.open_file(handed.path);
    if (!file) return leave(file.error()), nullptr;
    if ((*file)->size() > kFileBytesMax) {
      leave({ErrorCode::TooLarge, handed.path + ": over 4 GB; split it first"});
      return nullptr;
    }
    const auto digest = digest_of(**file);
    if (!digest) return leave(digest.error()), nullptr;
    auto incoming = std::make_unique<Incoming>();
    incoming->source.sha256 = *digest;
    incoming->source.path = handed.path;
    TRY(const bool is_read, is_read_already(*digest, incoming->is_here));
    if (is_read) {
      incoming->source.status = AddStatus::Known;
      return incoming;
    }
    under_way_.insert(*digest);
    incoming->file = std::make_unique<SharedFile>(std::move(*file));
    incoming->request.sha256 = *digest;
    incoming->request.file_name = to_utf8(name_of(handed.path));
    start_reading(*incoming);
    return incoming;
  }

  void start_reading(Incoming& incoming) {
    incoming.reading.reset();
    incoming.request.passwords = passwords_;
    incoming.reading =
        std::make_unique<RunningReading>(tools_.runner, incoming.request, *incoming.file);
  }

  Result<bool> is_read_already(const Digest& digest, bool& is_here) {
    if (under_way_.contains(digest)) return true;
    TRY(auto transaction, archive_.begin());
    const auto size = original_size(transaction.sql(), digest);
    if (!size && size.error().code == ErrorCode::NotFound) return false;
    if (!size) return fail(size.error());
    is_here = true;
    TRY(const auto mark, find_reading_mark(transaction.sql(), digest));
    const bool has_passwords = !passwords_.empty() || tools_.ask_password;
    return mark == ReadingMark::Done || (mark == ReadingMark::Locked && !has_passwords);
  }

  /// Takes the reports of the first source in the line.
  Result<void> finish(std::unique_ptr<Incoming> incoming) {
    if (incoming->file == nullptr) {
      batch_.push_back(std::move(incoming));
      return batch_.size() < kBatchSourcesMax ? Result<void>() : keep_batch();
    }
    for (int asks = 0;;) {
      TRY(take_reports(*incoming));
      if (is_interrupted_ || incoming->trouble || !incoming->is_locked()) break;
      // It was read ahead, maybe before a person gave a password for the one before it.
      if (incoming->request.passwords == passwords_) {
        if (asks++ == kPasswordAsksMax || !asked_password(*incoming)) break;
      }
      incoming->source.documents = 0;
      incoming->reports.clear();
      incoming->reports_bytes = 0;
      start_reading(*incoming);
    }
    // What is half kept has its mark, the rest was never told: both are read again next time.
    if (is_interrupted_) return {};
    if (!incoming->source.problem_counts.empty()) incoming->source.status = AddStatus::Problem;
    batch_bytes_ += incoming->reports_bytes + incoming->file->size();
    const bool keeps_now = incoming->is_piecewise || batch_bytes_ >= kBatchBytesMax;
    batch_.push_back(std::move(incoming));
    return keeps_now || batch_.size() >= kBatchSourcesMax ? keep_batch() : Result<void>();
  }

  Result<void> take_reports(Incoming& incoming) {
    incoming.reading->take_lead();
    while (std::optional<ReadReport> report = incoming.reading->next(tools_.wants_stop)) {
      ++incoming.source.documents;
      incoming.reports_bytes += size_of(*report);
      incoming.reports.push_back(std::move(*report));
      if (incoming.reports_bytes >= kPieceBytesMax) TRY(keep_piece(incoming));
      if (incoming.trouble) break;
      if (wants_stop()) break;
    }
    is_interrupted_ = wants_stop();
    if (is_interrupted_) return {};
    ReadProblems problems = incoming.reading->take_problems();
    incoming.reading.reset();
    incoming.source.problems = std::move(problems.first);
    incoming.source.problem_counts = std::move(problems.counts);
    return {};
  }

  bool asked_password(const Incoming& incoming) {
    if (!tools_.ask_password) return false;
    const auto password = tools_.ask_password(incoming.source.path);
    if (!password || password->empty()) return false;
    passwords_.insert(passwords_.begin(), *password);
    return true;
  }

  /// Keeps the reports so far of a source that gives many, with a mark that there are more.
  Result<void> keep_piece(Incoming& incoming) {
    TRY(keep_batch());
    TRY(auto transaction, archive_.begin());
    if (!incoming.is_piecewise) {
      std::vector<Capture> captures;
      TRY(keep_bytes(transaction, incoming, captures));
      if (incoming.trouble) return {};
      TRY(append_captures(transaction, captures));
      incoming.is_piecewise = true;
      incoming.is_here = true;
    }
    TRY(keep_reports(transaction, incoming));
    TRY(save_reading_mark(transaction.sql(), incoming.source.sha256, ReadingMark::Unfinished));
    TRY(mark_cases_stale(transaction.sql()));
    return transaction.commit();
  }

  Result<void> keep_batch() {
    if (batch_.empty()) return {};
    const bool has_news = std::any_of(batch_.begin(), batch_.end(),
                                      [](const auto& one) { return one->file != nullptr; });
    if (has_news) {
      TRY(auto transaction, archive_.begin());
      TRY(keep(transaction));
      TRY(transaction.commit());
    }
    for (const auto& incoming : batch_) {
      // The same bytes as a file that could not be kept are not known after all.
      if (incoming->file == nullptr && left_.contains(incoming->source.sha256)) {
        incoming->trouble = again(incoming->source.path);
      }
      under_way_.erase(incoming->source.sha256);
      if (!incoming->trouble) count(incoming->source);
    }
    for (const auto& incoming : batch_) {
      if (incoming->trouble) {
        leave(*incoming->trouble);
      } else {
        observer_.source(incoming->source);
      }
    }
    batch_.clear();
    batch_bytes_ = 0;
    return {};
  }

  Result<void> keep(ArchiveTransaction& transaction) {
    std::vector<Capture> captures;
    for (const auto& incoming : batch_) {
      if (incoming->file == nullptr || incoming->trouble) continue;
      if (!incoming->is_here) TRY(keep_bytes(transaction, *incoming, captures));
      if (incoming->trouble) continue;
      TRY(keep_reports(transaction, *incoming));
      const ReadingMark mark = incoming->is_locked() ? ReadingMark::Locked : ReadingMark::Done;
      TRY(save_reading_mark(transaction.sql(), incoming->source.sha256, mark));
    }
    TRY(append_captures(transaction, captures));
    return mark_cases_stale(transaction.sql());
  }

  /// The bytes as handed over, or `trouble`.
  Result<void> keep_bytes(ArchiveTransaction& transaction, Incoming& incoming,
                          std::vector<Capture>& captures) {
    const std::string& path = incoming.source.path;
    const HandedBytes bytes(*incoming.file);
    const auto original = add_original(transaction.sql(), bytes, incoming.source.sha256);
    if (original) {
      captures.push_back({incoming.source.sha256, to_utf8(path), tools_.clock.now(), "file", ""});
      return {};
    }
    if (original.error().code != ErrorCode::Busy && !bytes.has_failed()) {
      return fail(original.error());
    }
    incoming.trouble = again(path);
    left_.insert(incoming.source.sha256);
    return {};
  }

  Result<void> keep_reports(ArchiveTransaction& transaction, Incoming& incoming) {
    for (const ReadReport& report : incoming.reports) {
      TRY(keep_report(transaction.sql(), report.document, report.extraction, tools_.tables));
    }
    incoming.reports.clear();
    incoming.reports_bytes = 0;
    return {};
  }

  static Error again(const std::string& path) {
    return {ErrorCode::Busy, path + ": it changed while it was read; add it again"};
  }

  void count(const AddedSource& source) {
    summary_.documents += source.documents;
    if (source.status == AddStatus::Added) ++summary_.added;
    if (source.status == AddStatus::Known) ++summary_.known;
    if (source.status == AddStatus::Problem) ++summary_.with_problems;
    for (const auto& [code, number] : source.problem_counts) {
      summary_.problem_counts[code] += number;
    }
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
  std::vector<std::string> passwords_;
  std::size_t ahead_max_;
  std::deque<std::unique_ptr<Incoming>> line_;    ///< being read; the first is taken first
  std::vector<std::unique_ptr<Incoming>> batch_;  ///< read, not yet on the disk
  std::uint64_t batch_bytes_ = 0;
  std::set<Digest> under_way_;  ///< in the line or the batch
  std::set<Digest> left_;       ///< not taken after all
  bool is_interrupted_ = false;
};

}  // namespace

Result<AddSummary> add(Archive& archive, std::span<const std::string> paths, const AddTools& tools,
                       const AddObserver& observer) {
  return Adding(archive, tools, observer).run(paths);
}

}  // namespace habeas
