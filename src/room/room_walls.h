// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

namespace habeas {

/// What a room may use, as its process sees it.
struct RoomBounds {
  std::uint64_t memory_bytes_max = 0;
  std::uint32_t cpu_seconds_max = 0;
};

/// The walls that stand before the program of the room begins: memory, CPU time, no files written,
/// no core, few descriptors, no new privileges, death with its parent, a process group of its own.
/// Called between vfork and exec: only system calls, no memory. False if one of them could not be
/// raised; then nothing may be run. Under the address sanitizer memory is not bounded (it reserves
/// terabytes).
bool bound_room(const RoomBounds& bounds, int parent);

/// The walls that a process raises around itself once everything is loaded, before it reads its
/// first outside byte. System-call filters (seccomp) and path rules (Landlock) belong here. False
/// if one of them could not be raised; then the room refuses to work.
bool raise_room_walls();

}  // namespace habeas
