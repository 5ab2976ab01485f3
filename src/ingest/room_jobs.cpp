// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/room_jobs.h"

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
       }}};
  return run_zygote(jobs);
}

RoomRunner::RoomRunner(std::function<void(const std::string& words)> warn)
    : warn_(std::move(warn)) {}

Result<void> RoomRunner::try_room() {
  TRY(const RoomWalls walls, rooms_.run(kStandJob, "", {0, nullptr}, RoomLimits{}, no_answer));
  tell(walls);
  return {};
}

void RoomRunner::tell(const RoomWalls& walls) {
  const std::string warning = find_warning(walls);
  if (!warning.empty() && warn_) std::exchange(warn_, {})(warning);
}

Result<void> RoomRunner::run(std::string_view job, std::string_view request,
                             const ByteSource& source,
                             const std::function<Result<void>(std::string_view)>& answer) {
  const RoomInput input{source.size(), [&source](std::uint64_t offset, std::uint64_t length) {
                          return source.read_at(offset, length);
                        }};
  TRY(const RoomWalls walls, rooms_.run(job, request, input, limits_for(source.size()), answer));
  tell(walls);
  return {};
}

}  // namespace habeas
