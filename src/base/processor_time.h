// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <ctime>

namespace habeas {

/// Seconds of processor time that this thread has spent. What a busy machine does besides is not
/// in it: tests that bound time use this, not the clock on the wall.
inline double thread_seconds() {
  timespec spent{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) * 1e-9;
}

}  // namespace habeas
