// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/landlock.h"

#include <cstring>

#include <fmt/format.h>
#include <unistd.h>

#include "room/wall_off.h"

namespace habeas {
namespace {

// The kernel's numbers (Documentation/userspace-api/landlock.rst); headers of Debian 12 know only
// the first two versions. The calls have one number on every machine.
constexpr long kCreateRuleset = 444;
constexpr long kRestrictSelf = 446;
constexpr long kAskVersion = 1;

struct Ruleset {
  std::uint64_t file_rights = 0;
  std::uint64_t net_rights = 0;  // since version 4
  std::uint64_t scopes = 0;      // since version 6
};

constexpr std::uint64_t lowest_bits(unsigned count) { return (std::uint64_t{1} << count) - 1; }

// Version 1: from EXECUTE to MAKE_SYM; 2: REFER; 3: TRUNCATE; 5: IOCTL_DEV.
std::uint64_t file_rights_of(long version) {
  if (version >= 5) return lowest_bits(16);
  if (version >= 3) return lowest_bits(15);
  return lowest_bits(version >= 2 ? 14 : 13);
}

// A kernel takes no more of the structure than it knows.
std::size_t size_of(long version) {
  if (version >= 6) return sizeof(Ruleset);
  return version >= 4 ? 16 : 8;
}

}  // namespace

Result<LandlockWall> raise_landlock(KernelCall kernel) {
  if (!is_built(RoomWall::Landlock)) return LandlockWall{};
  const long version = kernel(kCreateRuleset, 0, 0, kAskVersion);
  if (version <= 0) return LandlockWall{0, static_cast<std::int32_t>(-version)};
  // BIND_TCP and CONNECT_TCP; ABSTRACT_UNIX_SOCKET and SIGNAL.
  const Ruleset rules{file_rights_of(version), version >= 4 ? lowest_bits(2) : 0,
                      version >= 6 ? lowest_bits(2) : 0};
  const long ruleset = kernel(kCreateRuleset, reinterpret_cast<long>(&rules),
                              static_cast<long>(size_of(version)), 0);
  if (ruleset < 0) {
    return fail(ErrorCode::Unsupported, fmt::format("the kernel has Landlock but refuses it ({})",
                                                    std::strerror(static_cast<int>(-ruleset))));
  }
  const long raised = kernel(kRestrictSelf, ruleset, 0, 0);
  ::close(static_cast<int>(ruleset));
  if (raised < 0) {
    return fail(ErrorCode::Unsupported, fmt::format("the kernel has Landlock but refuses it ({})",
                                                    std::strerror(static_cast<int>(-raised))));
  }
  return LandlockWall{static_cast<std::uint32_t>(version), 0};
}

}  // namespace habeas
