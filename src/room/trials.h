// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "room/room.h"
#include "room/zygote.h"

namespace habeas {

/// Jobs that every room knows: each does one thing that the walls do not allow, and answers
/// nothing if it could.
std::span<const RoomJobRow> trial_jobs();

/// One of them does nothing at all: how it went tells which walls stand.
inline constexpr std::string_view kStandJob = "stand";

/// What a wall must do about a trial.
struct RoomTrial {
  std::string_view job;
  std::string_view words;  ///< "open a file"
  ErrorCode code;          ///< with which the room must end
  std::string_view sign;   ///< and a part of the message: "openat"
};
std::span<const RoomTrial> room_trials();

struct TrialOutcome {
  RoomTrial trial;
  bool was_stopped = false;
  std::string message;  ///< how the room ended; "" if it did what it must not
};

/// Does one trial. Takes less than a second.
TrialOutcome try_wall(Rooms& rooms, const RoomTrial& trial);

/// What stands, and what does not, in one line each; for `habeas doctor` and for people.
struct WallLine {
  std::string wall;
  bool stands = false;
  std::string words;
};
std::vector<WallLine> describe(const RoomWalls& walls);

/// What is said on every run where Landlock is missing; "" where it stands.
std::string find_warning(const RoomWalls& walls);

}  // namespace habeas
