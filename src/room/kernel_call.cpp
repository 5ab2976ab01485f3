// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/kernel_call.h"

#include <cerrno>

#include <unistd.h>

namespace habeas {

long call_kernel(long number, long first, long second, long third) {
  const long answer = ::syscall(number, first, second, third, 0L, 0L, 0L);
  return answer < 0 ? -static_cast<long>(errno) : answer;
}

}  // namespace habeas
