// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/room_jobs.h"

#include "ingest/read_job.h"
#include "ingest/reading.h"
#include "room/room.h"

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

Result<void> read_job(std::string_view header, const RoomSource& source, RoomAnswers& answers) {
  return run_read_job(header, PipedSource(source),
                      [&answers](std::string_view answer) { return answers.add(answer); });
}

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

constexpr RoomJobRow kJobs[] = {{kReadJob, read_job}};

}  // namespace

std::span<const RoomJobRow> room_jobs() { return kJobs; }

Result<void> RoomRunner::run(std::string_view job, std::string_view request,
                             const ByteSource& source,
                             const std::function<Result<void>(std::string_view)>& answer) {
  const RoomInput input{source.size(), [&source](std::uint64_t offset, std::uint64_t length) {
                          return source.read_at(offset, length);
                        }};
  return run_in_room(RoomProgram{}, job, request, input, limits_for(source.size()), answer);
}

}  // namespace habeas
