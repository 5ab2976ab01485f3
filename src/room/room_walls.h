// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "room/kernel_call.h"
#include "room/landlock.h"

namespace habeas {

/// What a room may use, as its process sees it.
struct RoomBounds {
  std::uint64_t memory_bytes_max = 0;
  std::uint32_t cpu_seconds_max = 0;
};

/// The walls that stand around a room, as the room tells its parent before it hears of a source.
struct RoomWalls {
  bool has_seccomp = false;
  bool has_memory_bound = false;
  LandlockWall landlock;

  friend bool operator==(const RoomWalls&, const RoomWalls&) = default;
};

/// 10 bytes: two flags, Landlock's version, why it has none.
std::string to_payload(const RoomWalls& walls);
std::optional<RoomWalls> parse_room_walls(std::string_view payload);

/// The bounds that stand before the program of the zygote begins: no files written, no core, few
/// descriptors, no new privileges, a process group of its own. Called between vfork and exec: only
/// system calls, no memory. False if one of them could not be raised; then nothing may be run.
bool bound_zygote();

/// The walls that a room raises around itself before it hears of its source: death with its
/// zygote, memory and processor time, no other process may look in, Landlock, seccomp. Nothing
/// takes them down again. An Error (Unsupported) where one cannot stand: the room refuses to work.
/// Landlock alone may be missing where the kernel has none.
/// Under the address sanitizer memory is not bounded: it reserves terabytes.
Result<RoomWalls> raise_room_walls(const RoomBounds& bounds, int zygote, KernelCall kernel);

}  // namespace habeas
