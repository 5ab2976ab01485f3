// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "room/room_protocol.h"

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

/// The program that becomes the room: our own, with the hidden first argument.
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

/// Runs `job` in a process of its own, which has a clean environment, no descriptor but its two
/// pipes, and the walls of room_walls.h; answers what it asks of `input` and hands on what it
/// answers. Knows nothing of what travels. The room is gone when this returns. Any number of
/// threads may call it; never waits longer than wall_ms_max and what the callbacks take.
///
/// Nothing that the room says is trusted: every frame is checked for kind, length and order, and
/// the answers for number and size. What was answered before an error was handed on; whoever
/// takes answers drops them then.
///
/// Errors: Timeout (wall clock or CPU time), TooLarge (memory, or more answers than allowed),
/// Corrupt (the room said what no room says, or ended before it was done), Internal (it crashed;
/// the message names the signal), Unsupported (no such job, or it could not be started), and the
/// Error of the job itself.
Result<void> run_in_room(const RoomProgram& program, std::string_view job, std::string_view header,
                         const RoomInput& input, const RoomLimits& limits,
                         const RoomAnswerTaker& take_answer);

}  // namespace habeas
