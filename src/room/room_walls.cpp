// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/room_walls.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "room/room_protocol.h"
#include "room/system_calls.h"
#include "room/wall_off.h"

namespace habeas {
namespace {

constexpr rlim_t kDescriptorsMax = 32;
constexpr std::size_t kWallsBytes = 10;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kIsAddressSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kIsAddressSanitized = true;
#else
constexpr bool kIsAddressSanitized = false;
#endif
#else
constexpr bool kIsAddressSanitized = false;
#endif

constexpr bool kBoundsMemory = !kIsAddressSanitized && is_built(RoomWall::Rlimit);

bool bound(int resource, rlim_t max, rlim_t grace = 0) {
  const rlimit limit{max, max + grace};
  return ::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit) == 0;
}

Result<void> bound_room(const RoomBounds& bounds, int zygote) {
  bool raised = ::setpgid(0, 0) == 0 && ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
  // The zygote may have died before its death could be listened for.
  raised = raised && ::getppid() == zygote;
  // No other process of this user may look into the room or attach to it.
  raised = raised && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
  raised = raised && (!kBoundsMemory || bound(RLIMIT_AS, bounds.memory_bytes_max));
  // A second between the signal that tells why and the one that ends it.
  raised = raised && (!is_built(RoomWall::Rlimit) || bound(RLIMIT_CPU, bounds.cpu_seconds_max, 1));
  if (raised) return {};
  return fail(ErrorCode::Unsupported, fmt::format("this machine does not let a process bound "
                                                  "itself ({})",
                                                  std::strerror(errno)));
}

}  // namespace

std::string to_payload(const RoomWalls& walls) {
  std::string payload;
  append_little_endian(payload, walls.has_seccomp ? 1 : 0, 1);
  append_little_endian(payload, walls.has_memory_bound ? 1 : 0, 1);
  append_little_endian(payload, walls.landlock.version, 4);
  append_little_endian(payload, static_cast<std::uint32_t>(walls.landlock.errno_value), 4);
  return payload;
}

std::optional<RoomWalls> parse_room_walls(std::string_view payload) {
  if (payload.size() != kWallsBytes) return std::nullopt;
  const std::uint64_t seccomp = parse_little_endian(payload.substr(0, 1));
  const std::uint64_t memory = parse_little_endian(payload.substr(1, 1));
  if (seccomp > 1 || memory > 1) return std::nullopt;
  RoomWalls walls{seccomp == 1, memory == 1, {}};
  walls.landlock.version = static_cast<std::uint32_t>(parse_little_endian(payload.substr(2, 4)));
  walls.landlock.errno_value = static_cast<std::int32_t>(parse_little_endian(payload.substr(6, 4)));
  return walls;
}

bool bound_zygote() {
  return ::setpgid(0, 0) == 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         bound(RLIMIT_FSIZE, 0) && bound(RLIMIT_CORE, 0) && bound(RLIMIT_NOFILE, kDescriptorsMax);
}

Result<RoomWalls> raise_room_walls(const RoomBounds& bounds, int zygote, KernelCall kernel) {
  RoomWalls walls;
  TRY(bound_room(bounds, zygote));
  walls.has_memory_bound = kBoundsMemory;
  TRY(walls.landlock, raise_landlock(kernel));
  TRY(raise_seccomp(kernel));
  walls.has_seccomp = is_built(RoomWall::Seccomp);
  return walls;
}

}  // namespace habeas
