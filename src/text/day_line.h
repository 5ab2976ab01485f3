// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "text/text_span.h"

namespace habeas {

/// A full day as a text prints it: "13 February 2017", "February 13, 2017", "13.02.2017",
/// "2017-02-13", "13 февраля 2017 г.", "2017 жылғы 13 ақпан". The words are tables/day_words.
struct PrintedDay {
  CivilDay day;                     ///< a date of three numbers is read day first
  TextSpan span;                    ///< the words of the day alone
  std::optional<CivilDay> swapped;  ///< month first, where that is another day: "03/05/2004"
  bool short_year = false;          ///< two digits, read as 1970 to 2069

  friend bool operator==(const PrintedDay&, const PrintedDay&) = default;
};

inline constexpr std::size_t kDayLineBytesMax = 120;

/// The day of a line that is nothing but a day: before it may stand a weekday or a word such as
/// "Posted on", after it a time of day. Nothing for a month alone, a day that the calendar does
/// not have, or a line with any other word. Pure; no language needs to be known.
std::optional<PrintedDay> parse_day_line(std::string_view line);

/// Every full day printed in the first `bytes_max` bytes of `text`, in order.
std::vector<PrintedDay> find_days(std::string_view text, std::size_t bytes_max = 16384);

}  // namespace habeas
