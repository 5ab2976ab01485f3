// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/civil_day.h"

namespace habeas {

enum class DatePrecision : std::uint8_t { Unknown, Year, Month, Day };

/// How a stated date is blurred: "early May", "about 3 May", "before 3 May", "since 3 May".
enum class DateQualifier : std::uint8_t {
  None,
  About,
  Early,
  Mid,
  Late,
  Before,
  After,
  Since,
  Until
};

/// Where the missing parts came from.
enum class DateBasis : std::uint8_t {
  Printed,   ///< every part stands in the quote
  Inferred,  ///< the year or more came from the publication day, the section or a neighbour
  Relative,  ///< counted from the publication day: "yesterday", "last April"
};

enum class Calendar : std::uint8_t { Gregorian, Buddhist, SolarHijri };

/// A day as precisely as it was stated, never more. Parts that were not stated are 0. A range has
/// `end_*`, its last stated day, month or year. Values are Gregorian; `calendar` tells what stood
/// in the document.
struct PartialDate {
  std::int16_t year = 0;
  std::int8_t month = 0;
  std::int8_t day = 0;
  std::int16_t end_year = 0;
  std::int8_t end_month = 0;
  std::int8_t end_day = 0;
  DateQualifier qualifier = DateQualifier::None;
  DateBasis basis = DateBasis::Printed;
  Calendar calendar = Calendar::Gregorian;

  friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

PartialDate day_date(CivilDay day);
DatePrecision precision_of(const PartialDate& date);
bool is_range(const PartialDate& date);

/// "2017-02-13", "2017-02", "2017", "" (unknown); a range as "2016-04/2016-05" (ISO 8601-1 interval
/// of reduced precision). Qualifier, basis and calendar are not part of it.
std::string to_iso(const PartialDate& date);
/// The way back. Nothing for a text of another form or a day that the calendar does not have.
std::optional<PartialDate> parse_iso_date(std::string_view text);

/// The first and last day that the date may mean. Nothing when the year is unknown.
struct DayRange {
  CivilDay first;
  CivilDay last;

  friend bool operator==(const DayRange&, const DayRange&) = default;
};
std::optional<DayRange> days_of(const PartialDate& date);

/// Orders dates on a timeline: by first day, then the more precise first; unknown years last.
bool is_before(const PartialDate& a, const PartialDate& b);

}  // namespace habeas
