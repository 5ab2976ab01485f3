// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/running_reading.h"

#include <chrono>

#include "ingest/file_source.h"

namespace habeas {
namespace {

constexpr std::uint64_t kBytesPerSpan = 256;  // of a passage, a link, a fact: words and places
constexpr auto kStopAskedEvery = std::chrono::milliseconds(200);

/// Runs a job until it is no longer wanted.
class StoppableRunner final : public JobRunner {
 public:
  StoppableRunner(JobRunner& runner, std::function<bool()> is_given_up)
      : runner_(runner), is_given_up_(std::move(is_given_up)) {}
  Result<void> run(std::string_view job, std::string_view request, const ByteSource& source,
                   const std::function<Result<void>(std::string_view)>& answer) override {
    if (is_given_up_()) return not_wanted();
    return runner_.run(job, request, source, [&](std::string_view line) {
      return is_given_up_() ? not_wanted() : answer(line);
    });
  }

 private:
  static Result<void> not_wanted() { return fail(ErrorCode::Busy, "not wanted any more"); }

  JobRunner& runner_;
  std::function<bool()> is_given_up_;
};

}  // namespace

std::uint64_t size_of(const ReadReport& report) {
  const Document& document = report.document;
  return document.text.size() +
         kBytesPerSpan * (document.passages.size() + document.links.size() +
                          document.problems.size() + report.extraction.facts.size() + 1);
}

void ReadProblems::add(Problem problem) {
  ++counts[problem.code];
  if (first.size() < kProblemsPerSourceMax) first.push_back(std::move(problem));
}

RunningReading::RunningReading(JobRunner& runner, ReadRequest request, const SharedFile& file)
    : runner_(runner), request_(std::move(request)), file_(file) {
  start();
}

RunningReading::~RunningReading() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void RunningReading::start() {
  thread_ = std::thread([this] { run(); });
}

void RunningReading::run() {
  StoppableRunner runner(runner_, [this] { return is_given_up(); });
  read_source(runner, request_, FileSource(file_),
              {[this](Document document, Extraction extraction) {
                 push({std::move(document), std::move(extraction)});
               },
               [this](Problem problem) {
                 const std::lock_guard lock(mutex_);
                 problems_.add(std::move(problem));
               }});
  const std::lock_guard lock(mutex_);
  finished_ = true;
  changed_.notify_all();
}

bool RunningReading::is_given_up() {
  const std::lock_guard lock(mutex_);
  return stopped_ || gave_up_;
}

void RunningReading::push(ReadReport report) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return bytes_ < kReadAheadBytesMax || !leads_ || stopped_; });
  if (stopped_ || gave_up_) return;
  if (bytes_ >= kReadAheadBytesMax && !leads_) {
    gave_up_ = true;
    reports_.clear();
    return;
  }
  bytes_ += size_of(report);
  for (const Problem& problem : report.document.problems) problems_.add(problem);
  reports_.push_back(std::move(report));
  changed_.notify_all();
}

void RunningReading::take_lead() {
  std::unique_lock lock(mutex_);
  leads_ = true;
  if (!gave_up_) return;
  lock.unlock();
  thread_.join();
  lock.lock();
  reports_.clear();
  problems_ = {};
  bytes_ = 0;
  gave_up_ = finished_ = false;
  start();
}

std::optional<ReadReport> RunningReading::next(const std::function<bool()>& wants_stop) {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, kStopAskedEvery,
                            [this] { return !reports_.empty() || finished_; })) {
    if (wants_stop && wants_stop()) return std::nullopt;
  }
  if (reports_.empty()) return std::nullopt;
  ReadReport report = std::move(reports_.front());
  reports_.pop_front();
  bytes_ -= size_of(report);
  changed_.notify_all();
  return report;
}

ReadProblems RunningReading::take_problems() {
  const std::lock_guard lock(mutex_);
  return std::move(problems_);
}

}  // namespace habeas
