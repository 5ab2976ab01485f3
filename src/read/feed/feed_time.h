// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "base/civil_day.h"

namespace habeas {

/// A moment as feeds state it: RFC 822 and its broken forms, RFC 3339 and the rest of ISO 8601
/// (reduced, ordinal, week), asctime, and any printed day that text/day_line.h knows. What is not
/// stated counts as zero, no zone as UTC; seconds are whole. Nothing for a day or time that no
/// calendar has.
std::optional<Instant> parse_feed_time(std::string_view words);

}  // namespace habeas
