// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace habeas {

/// What one job may use. Meeting a limit ends the child and costs this job alone.
struct RoomLimits {
  std::uint64_t memory_bytes_max = 2ULL << 30U;  ///< address space of the child
  std::uint64_t answer_bytes_max = 2ULL << 30U;  ///< of all answers together
  std::uint32_t wall_ms_max = 120'000;
  std::uint32_t cpu_seconds_max = 100;
};

/// The outside bytes as the child sees them: asked for piece by piece over the pipe.
class RoomSource {
 public:
  virtual ~RoomSource() = default;
  virtual std::uint64_t size() const = 0;
  /// Exactly `length` bytes, or fewer only at the end. An Error is a broken pipe: give up.
  virtual Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const = 0;
};

/// Sends one answer to the parent. An Error is a broken pipe or a met limit: give up.
using RoomAnswer = std::function<Result<void>(std::string_view)>;

/// A job that the room knows: bytes in, bytes out. The room knows no format.
struct RoomJobRow {
  std::string_view name;
  Result<void> (*job)(std::string_view header, const RoomSource& source, const RoomAnswer& answer);
};

/// The child's whole life: reads one job from standard input, does it, answers on standard output.
/// Called by main() for `--room` before anything else. -> the exit code.
int run_room_child(std::span<const RoomJobRow> jobs);

/// Runs `job` in a child: our own binary started anew with a clean environment, its two pipes and
/// nothing else open, bounded memory, time and processor, no new privileges, killed when we die.
/// `read_at` answers what the child asks for; `answer` takes each answer, which is outside bytes
/// too, and ends the child by returning an Error. Any thread; one child a call.
///
/// Errors: Timeout (wall or processor time), TooLarge (memory or answers), Corrupt (the child
/// crashed, was killed, or broke the protocol), those of `read_at` and `answer`, and what the job
/// itself failed with.
Result<void> run_in_room(
    std::string_view job, std::string_view header, std::uint64_t source_bytes,
    const std::function<Result<std::string>(std::uint64_t, std::uint64_t)>& read_at,
    const RoomAnswer& answer, const RoomLimits& limits = {});

}  // namespace habeas
