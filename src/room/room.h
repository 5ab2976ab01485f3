// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "room/room_walls.h"

namespace habeas {

/// What one job in a room may use. Meeting a limit ends the room.
struct RoomLimits {
  std::uint64_t memory_bytes_max = 2ULL << 30U;    ///< address space
  std::uint64_t answer_bytes_max = 512ULL << 20U;  ///< of one answer
  std::uint64_t answers_bytes_max = 2ULL << 30U;   ///< of all answers together
  std::uint64_t answers_max = 1'000'000;
  std::uint32_t wall_ms_max = 60'000;
  std::uint32_t cpu_seconds_max = 60;
};

/// The program that becomes the zygote: our own, with the hidden first argument.
struct RoomProgram {
  std::string path = "/proc/self/exe";
  std::vector<std::string> arguments = {"habeas", "--room"};
};

/// The source of a job, answered by the caller piece by piece.
struct RoomInput {
  std::uint64_t size = 0;
  std::function<Result<std::string>(std::uint64_t offset, std::uint64_t length)> read_at;
};

/// Takes the answers one by one. An Error ends the room and is what run_in_room returns.
using RoomAnswerTaker = std::function<Result<void>(std::string answer)>;

class HeldZygote;

/// The rooms of one program: a zygote, which is started at the first job, has seen no outside byte,
/// and opens one room for each job.
///
/// Any number of threads may call run(); their jobs are done one after the other.
class Rooms {
 public:
  explicit Rooms(RoomProgram program = {});
  ~Rooms();
  Rooms(const Rooms&) = delete;
  Rooms& operator=(const Rooms&) = delete;

  /// Runs `job` in a process of its own, which has a clean environment, no descriptor but its two
  /// pipes, and the walls of room_walls.h; answers what it asks of `input` and hands on what it
  /// answers. Knows nothing of what travels. The room is gone when this returns. Never takes
  /// longer than wall_ms_max, what the callbacks take, and, the first time, what the zygote takes
  /// to get ready. Gives the walls that stood.
  ///
  /// Nothing that the room says is trusted: every frame is checked for kind, length and order, and
  /// the answers for number and size. What was answered before an error was handed on; whoever
  /// takes answers drops them then.
  ///
  /// Errors: Timeout (wall clock or CPU time), TooLarge (memory, or more answers than allowed),
  /// Denied (it asked for a system call that is not on its list; the message names it), Corrupt
  /// (the room said what no room says, or ended before it was done), Internal (it crashed; the
  /// message names the signal), Unsupported (no such job, or it could not be started or walled in),
  /// and the Error of the job itself.
  Result<RoomWalls> run(std::string_view job, std::string_view header, const RoomInput& input,
                        const RoomLimits& limits, const RoomAnswerTaker& take_answer);

 private:
  Result<void> open_room(const RoomLimits& limits);

  RoomProgram program_;
  std::unique_ptr<HeldZygote> zygote_;
  std::mutex one_at_a_time_;
};

}  // namespace habeas
