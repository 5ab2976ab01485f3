// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "extract/date_words.h"
#include "extract/scan.h"
#include "model/partial_date.h"

namespace habeas {

/// What still has to be found out about a date that was read.
enum class DateGap : std::uint8_t {
  None,       ///< the year is printed
  Year,       ///< day and month, or month, without a year
  Relative,   ///< `offset` days from the publication day
  Weekday,    ///< `offset` is the weekday: the last one up to the publication day; `direction`
  Month,      ///< `date.month` relative to the publication day; `direction`
  UnitMonth,  ///< `direction` months from the publication month
  UnitYear,
  Same,  ///< the day named before
};

/// A date as the words of one place give it, before publication day and neighbours are looked at.
struct PrintedDate {
  PartialDate date;
  TokenRange tokens;
  const char* rule = "";  ///< "date.day_month_year"
  DateGap gap = DateGap::None;
  std::int32_t offset = 0;
  std::int32_t direction = 0;  ///< -1 last, 0 this, +1 next
  std::int32_t confidence = 0;
};

/// All dates of a passage in text order; several with the same tokens for "3 and 4 May 2016".
std::vector<PrintedDate> read_dates(const ScannedPassage& passage, const DateRules& rules);

}  // namespace habeas
