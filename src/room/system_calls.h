// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "base/result.h"
#include "room/kernel_call.h"

namespace habeas {

/// On which condition a system call is on the room's list.
enum class CallRule : std::uint8_t {
  Always,
  MemoryOnly,     ///< mmap: no file behind it, nothing to be executed
  NeverExecuted,  ///< mprotect: nothing to be executed
  AbortOnly,      ///< tgkill: this process itself, SIGABRT
  AskOnly,        ///< prlimit64: this process itself, nothing set
};

struct ListedCall {
  long number;
  CallRule rule;
};

/// All that may be asked of the kernel in a room: to read and write what is open (two pipes and
/// /dev/null), to take and give back memory, to look at the clock, to end. No path, no socket, no
/// process, no signal to others. Those that are asked most stand first.
std::span<const ListedCall> listed_calls();

/// What a system call is called, "" if it is none of those that a library is likely to make.
/// May be asked in a signal's handler.
const char* find_call_name(long number);

/// Raises the list around this thread, once and for all. A call that is not on it is not made: the
/// process tells its parent which it was (a Failed frame on
/// kRoomOutFd) and ends. Needs
/// PR_SET_NO_NEW_PRIVS. Errors: Unsupported (the kernel forbids it, or is of a kind for which there
/// is no list).
Result<void> raise_seccomp(KernelCall kernel);

}  // namespace habeas
