// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/clock.h"

#include <chrono>

namespace habeas {

Instant SystemClock::now() const {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
}

}  // namespace habeas
