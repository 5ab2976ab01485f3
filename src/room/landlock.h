// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "base/result.h"
#include "room/kernel_call.h"

namespace habeas {

/// What Landlock keeps from this process, once and for all.
struct LandlockWall {
  std::uint32_t version = 0;     ///< of the kernel's Landlock; 0: it has none
  std::int32_t errno_value = 0;  ///< why it has none: ENOSYS not built, EOPNOTSUPP switched off

  bool keeps_files() const { return version >= 1; }   ///< every file and folder (Linux 5.13)
  bool keeps_tcp() const { return version >= 4; }     ///< bind and connect (Linux 6.7)
  bool keeps_scopes() const { return version >= 6; }  ///< abstract sockets, signals (Linux 6.12)

  friend bool operator==(const LandlockWall&, const LandlockWall&) = default;
};

/// Denies this thread, and all that come of it, every path and, where the kernel can, TCP, abstract
/// sockets and signals to processes outside. Nothing is allowed, so there is no rule. Needs
/// PR_SET_NO_NEW_PRIVS. A kernel without Landlock is no error; one that has it and refuses is
/// (Unsupported).
Result<LandlockWall> raise_landlock(KernelCall kernel);

}  // namespace habeas
