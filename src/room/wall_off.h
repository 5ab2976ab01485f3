// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

namespace habeas {

/// The walls of the room, each with a test of its own (walls_test.cpp).
enum class RoomWall : std::uint8_t {
  None,
  Seccomp,      ///< no system call but those listed
  Landlock,     ///< no file, no TCP, no signal to others, whatever the list lets through
  Rlimit,       ///< memory and processor time
  Timeout,      ///< the clock on the wall
  OneSource,    ///< a room hears of one source
  CheckAnswer,  ///< the parent trusts no answer
};

/// The one wall that this build leaves out, to show that its test fails then: CMake option
/// HABEAS_WALL_OFF (cmake/walls.cmake), refused in a release. There is no such switch at run time.
/// Only src/room and ingest/read_answers.cpp are built with it: nobody else may ask.
#if defined(HABEAS_WALL_OFF)
inline constexpr RoomWall kWallOff = RoomWall::HABEAS_WALL_OFF;
#else
inline constexpr RoomWall kWallOff = RoomWall::None;
#endif

constexpr bool is_built(RoomWall wall) { return wall != kWallOff; }

}  // namespace habeas
