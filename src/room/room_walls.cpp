// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/room_walls.h"

#include <csignal>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace habeas {
namespace {

constexpr rlim_t kDescriptorsMax = 32;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kBoundsMemory = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kBoundsMemory = false;
#else
constexpr bool kBoundsMemory = true;
#endif
#else
constexpr bool kBoundsMemory = true;
#endif

bool bound(int resource, rlim_t max, rlim_t grace = 0) {
  const rlimit limit{max, max + grace};
  return ::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit) == 0;
}

}  // namespace

bool bound_room(const RoomBounds& bounds, int parent) {
  if (::setpgid(0, 0) != 0) return false;
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return false;
  // The parent may have died before its death could be listened for.
  if (::getppid() != parent) return false;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  if (kBoundsMemory && !bound(RLIMIT_AS, bounds.memory_bytes_max)) return false;
  // A second between the signal that tells why and the one that ends it.
  return bound(RLIMIT_CPU, bounds.cpu_seconds_max, 1) && bound(RLIMIT_FSIZE, 0) &&
         bound(RLIMIT_CORE, 0) && bound(RLIMIT_NOFILE, kDescriptorsMax);
}

bool raise_room_walls() {
  // No other process of this user may look into the room or attach to it.
  return ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

}  // namespace habeas
