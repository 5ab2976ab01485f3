// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/disk.h"
#include "ingest/reading.h"

namespace habeas {

/// A file that several threads may read.
class SharedFile final : public OpenFile {
 public:
  explicit SharedFile(std::unique_ptr<OpenFile> file) : file_(std::move(file)) {}
  std::uint64_t size() const override { return file_->size(); }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    const std::lock_guard lock(mutex_);
    return file_->read_at(offset, length);
  }

 private:
  std::unique_ptr<OpenFile> file_;
  mutable std::mutex mutex_;
};

struct ReadReport {
  Document document;
  Extraction extraction;
};

/// About how much memory a report takes.
std::uint64_t size_of(const ReadReport& report);

/// The problems of one source, at most kProblemsPerSourceMax of them; all are counted.
struct ReadProblems {
  std::vector<Problem> first;
  std::map<ProblemCode, std::uint64_t> counts;

  void add(Problem problem);
};
inline constexpr std::size_t kProblemsPerSourceMax = 1000;

/// One source that is read in a thread of its own, while the reports of those before it are kept.
/// Holds at most kReadAheadBytesMax of reports: until take_lead() it gives up when there are more
/// and begins again then; from then on it waits until they are taken.
class RunningReading {
 public:
  /// All that is handed in must outlive this.
  RunningReading(JobRunner& runner, ReadRequest request, const SharedFile& file);
  /// Stops the reading, within the time that the runner needs for one answer.
  ~RunningReading();
  RunningReading(const RunningReading&) = delete;
  RunningReading& operator=(const RunningReading&) = delete;

  /// From here on reports are taken.
  void take_lead();

  /// The next report; nothing at the end, or when `wants_stop` says so (asked a few times a
  /// second). REQUIRES: take_lead().
  std::optional<ReadReport> next(const std::function<bool()>& wants_stop);

  /// After next() gave nothing.
  ReadProblems take_problems();

 private:
  void start();
  void run();
  void push(ReadReport report);
  bool is_given_up();

  JobRunner& runner_;
  ReadRequest request_;
  const SharedFile& file_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<ReadReport> reports_;
  ReadProblems problems_;
  std::uint64_t bytes_ = 0;
  bool leads_ = false;
  bool gave_up_ = false;
  bool stopped_ = false;
  bool finished_ = false;
  std::thread thread_;
};
inline constexpr std::uint64_t kReadAheadBytesMax = 8U << 20U;

}  // namespace habeas
