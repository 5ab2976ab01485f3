// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/clock.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

TEST(Clock, stands_still_until_told) {
  FixedClock clock(*parse_rfc3339("2020-02-29T23:59:59Z"));
  EXPECT_EQ(to_rfc3339(clock.now()), "2020-02-29T23:59:59Z");
  clock.advance(1'000);
  EXPECT_EQ(to_rfc3339(clock.now()), "2020-03-01T00:00:00Z");
}

TEST(Clock, of_the_machine_goes_on) {
  const SystemClock clock;
  const Instant first = clock.now();
  EXPECT_GT(first, *parse_rfc3339("2024-01-01T00:00:00Z"));
  EXPECT_LE(first, clock.now());
}

}  // namespace
}  // namespace habeas
