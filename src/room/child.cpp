// SPDX-License-Identifier: AGPL-3.0-or-later
#include <new>

#include <sys/prctl.h>
#include <unistd.h>

#include "room/frame.h"
#include "room/room.h"

namespace habeas {
namespace {

constexpr int kExitDone = 0;
constexpr int kExitFailed = 70;

struct Job {
  std::string name;
  std::uint64_t source_bytes = 0;
  std::string header;
};

Result<Job> receive_job(FramePipe& pipe) {
  TRY(auto frame, pipe.receive());
  const std::string& payload = frame.second;
  const std::size_t name_bytes = payload.empty() ? 0 : static_cast<unsigned char>(payload[0]);
  if (frame.first != FrameKind::Job || payload.size() < 1 + name_bytes + 8) {
    return fail(ErrorCode::Corrupt, "not a job");
  }
  return Job{payload.substr(1, name_bytes), number_at(payload, 1 + name_bytes, 8),
             payload.substr(1 + name_bytes + 8)};
}

/// Asks the parent for every piece.
class PipeSource final : public RoomSource {
 public:
  PipeSource(FramePipe& pipe, std::uint64_t size) : pipe_(pipe), size_(size) {}

  std::uint64_t size() const override { return size_; }

  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    std::string bytes;
    const std::uint64_t end = offset < size_ ? offset + std::min(length, size_ - offset) : offset;
    while (offset + bytes.size() < end) {
      const std::uint64_t begin = offset + bytes.size();
      TRY(auto piece, read_piece(begin, std::min<std::uint64_t>(end - begin, kWantBytesMax)));
      if (piece.empty()) break;  // the file shrank under us
      bytes += piece;
    }
    return bytes;
  }

 private:
  Result<std::string> read_piece(std::uint64_t offset, std::uint64_t length) const {
    std::string want;
    append_number(want, offset, 8);
    append_number(want, length, 4);
    TRY(pipe_.send(FrameKind::Want, want));
    TRY(auto frame, pipe_.receive());
    if (frame.first != FrameKind::Bytes) {
      return fail(ErrorCode::Unsupported, "the source cannot be read");
    }
    return std::move(frame.second);
  }

  FramePipe& pipe_;
  std::uint64_t size_;
};

Result<void> do_job(FramePipe& pipe, std::span<const RoomJobRow> jobs) {
  TRY(const auto job, receive_job(pipe));
  for (const RoomJobRow& row : jobs) {
    if (row.name != job.name) continue;
    return row.job(
        job.header, PipeSource(pipe, job.source_bytes),
        [&pipe](std::string_view answer) { return pipe.send(FrameKind::Answer, answer); });
  }
  return fail(ErrorCode::Internal, "no such job");
}

Result<void> do_job_within_memory(FramePipe& pipe, std::span<const RoomJobRow> jobs) {
  try {
    return do_job(pipe, jobs);
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::TooLarge, "needs more memory than it may have");
  }
}

}  // namespace

int run_room_child(std::span<const RoomJobRow> jobs) {
  // Nobody traces this process or reads its memory; no core file is written of it.
  prctl(PR_SET_DUMPABLE, 0);
  FramePipe pipe(STDIN_FILENO, STDOUT_FILENO, 0);
  const auto outcome = do_job_within_memory(pipe, jobs);
  if (outcome) return pipe.send(FrameKind::Done, "") ? kExitDone : kExitFailed;
  std::string failed(1, static_cast<char>(outcome.error().code));
  failed += outcome.error().message.substr(0, 1000);
  (void)pipe.send(FrameKind::Failed, failed).has_value();
  return kExitFailed;
}

}  // namespace habeas
