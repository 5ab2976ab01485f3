// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace habeas {

/// How a number in an XLSX cell is to be shown.
enum class NumberLook : std::uint8_t { Plain, Day, DayAndTime, Time };

/// By the id of a built-in format (ECMA-376 18.8.30): 14 to 17 days, 22 day and time, ...
NumberLook look_of_built_in(std::uint32_t format);
/// By a format code: "dd/mm/yyyy", "[$-409]d\ mmmm", "h:mm". Quoted words and colours tell nothing.
NumberLook look_of_code(std::string_view code);

/// From which day a workbook counts.
enum class DayCount : std::uint8_t {
  From1900,  ///< 1 is 1900-01-01, and 60 the 29 February 1900 that never was
  From1904,  ///< 0 is 1904-01-01
};

/// A number as written in a cell ("43588.604") in its look: "2019-05-03 14:30", "2019-05-03",
/// "14:30"; as written where it is no day of years 1 to 9999. A plain one without ".0" at its end.
std::string show_number(std::string_view number, NumberLook look, DayCount count);

}  // namespace habeas
