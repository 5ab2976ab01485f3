// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/room_jobs.h"

#include <algorithm>
#include <thread>

#include "ingest/list_job.h"
#include "ingest/read_job.h"
#include "ingest/reading.h"
#include "read/formats.h"
#include "room/room.h"
#include "room/trials.h"
#include "room/zygote.h"

namespace habeas {
namespace {

/// The room's pipe as readers know sources.
class PipedSource final : public ByteSource {
 public:
  explicit PipedSource(const RoomSource& source) : source_(source) {}
  std::uint64_t size() const override { return source_.size(); }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    return source_.read_at(offset, length);
  }

 private:
  const RoomSource& source_;
};

// A mailbox or crawl of gigabytes is one source: it has a minute, and one more for each 30 MB.
constexpr std::uint64_t kBytesPerSecondMin = 500'000;

RoomLimits limits_for(std::uint64_t source_bytes) {
  RoomLimits limits;
  const auto seconds = static_cast<std::uint32_t>(source_bytes / kBytesPerSecondMin);
  limits.wall_ms_max += 1000 * seconds;
  limits.cpu_seconds_max += seconds;
  limits.answers_bytes_max += 4 * source_bytes;
  return limits;
}

Result<void> no_answer(std::string) { return {}; }

}  // namespace

int run_reading_zygote() {
  prepare_formats();
  const auto made = ReadJob::make();
  if (!made) return kZygoteUnready;
  const ReadJob& read_job = *made;
  const RoomJobRow jobs[] = {
      {kReadJob,
       [&read_job](std::string_view header, const RoomSource& source, RoomAnswers& answers) {
         return read_job.run(header, PipedSource(source),
                             [&answers](std::string_view answer) { return answers.add(answer); });
       }},
      {kListJob, [](std::string_view header, const RoomSource& source, RoomAnswers& answers) {
         return run_list_job(header, PipedSource(source),
                             [&answers](std::string_view answer) { return answers.add(answer); });
       }}};
  return run_zygote(jobs);
}

RoomRunner::RoomRunner(std::function<void(const std::string& words)> warn,
                       std::size_t rooms_at_once)
    : warn_(std::move(warn)) {
  for (std::size_t i = 0; i < std::max<std::size_t>(rooms_at_once, 1); ++i) {
    rooms_.push_back(std::make_unique<Rooms>());
    free_.insert(free_.begin(), i);
  }
}

std::size_t RoomRunner::take_rooms() {
  std::unique_lock lock(mutex_);
  const std::uint64_t ticket = next_ticket_++;
  freed_.wait(lock, [&] { return ticket == served_ && !free_.empty(); });
  ++served_;
  const std::size_t taken = free_.back();
  free_.pop_back();
  freed_.notify_all();
  return taken;
}

void RoomRunner::give_back(std::size_t taken) {
  const std::lock_guard lock(mutex_);
  free_.push_back(taken);
  freed_.notify_all();
}

Result<void> RoomRunner::try_room() {
  const std::size_t taken = take_rooms();
  const auto walls = rooms_[taken]->run(kStandJob, "", {0, nullptr}, RoomLimits{}, no_answer);
  give_back(taken);
  if (!walls) return fail(walls.error());
  tell(*walls);
  return {};
}

void RoomRunner::tell(const RoomWalls& walls) {
  const std::string warning = find_warning(walls);
  const std::lock_guard lock(mutex_);
  if (!warning.empty() && warn_) std::exchange(warn_, {})(warning);
}

Result<void> RoomRunner::run(std::string_view job, std::string_view request,
                             const ByteSource& source,
                             const std::function<Result<void>(std::string_view)>& answer) {
  const RoomInput input{source.size(), [&source](std::uint64_t offset, std::uint64_t length) {
                          return source.read_at(offset, length);
                        }};
  const std::size_t taken = take_rooms();
  const auto walls = rooms_[taken]->run(job, request, input, limits_for(source.size()), answer);
  give_back(taken);
  if (!walls) return fail(walls.error());
  tell(*walls);
  return {};
}

std::size_t count_rooms_at_once() {
  constexpr std::size_t kRoomsAtOnceMax = 8;
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 2, kRoomsAtOnceMax);
}

}  // namespace habeas
