// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace habeas {

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01 (day 0). No time zone.
struct CivilDay {
  std::int32_t days = 0;

  friend auto operator<=>(const CivilDay&, const CivilDay&) = default;
};

struct YearMonthDay {
  int year = 1970;
  int month = 1;  ///< 1 to 12
  int day = 1;    ///< 1 to 31

  friend auto operator<=>(const YearMonthDay&, const YearMonthDay&) = default;
};

bool is_leap_year(int year);
/// 28 to 31; 0 for a month outside 1 to 12.
int days_in_month(int year, int month);
/// Nothing for a day that the calendar does not have; years 1 to 9999.
std::optional<CivilDay> make_day(int year, int month, int day);
YearMonthDay to_year_month_day(CivilDay day);
/// 0 Monday to 6 Sunday (ISO 8601).
int weekday_of(CivilDay day);
/// "2017-02-13"
std::string to_iso(CivilDay day);
/// Nothing unless `text` is exactly YYYY-MM-DD and such a day exists.
std::optional<CivilDay> parse_iso_day(std::string_view text);

/// A moment in UTC, in milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
struct Instant {
  std::int64_t milliseconds = 0;

  friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// "2017-02-13T09:30:00Z": whole seconds, UTC (RFC 3339).
std::string to_rfc3339(Instant instant);
std::optional<Instant> parse_rfc3339(std::string_view text);
CivilDay day_of(Instant instant);

}  // namespace habeas
