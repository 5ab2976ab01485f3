// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/civil_day.h"

namespace habeas {

/// The door to the time of day. Pure stages have none: they are handed a day.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

/// The clock of the machine.
class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// A clock that stands still until it is told otherwise.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant instant) : instant_(instant) {}
  Instant now() const override { return instant_; }
  void advance(std::int64_t milliseconds) { instant_.milliseconds += milliseconds; }

 private:
  Instant instant_;
};

}  // namespace habeas
