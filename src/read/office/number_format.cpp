// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/number_format.h"

#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "base/civil_day.h"

namespace habeas {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kLeapDayThatNeverWas = 60;

std::optional<double> parse_number(std::string_view words) {
  double number = 0;
  const auto [end, trouble] = std::from_chars(words.data(), words.data() + words.size(), number);
  if (trouble != std::errc() || end != words.data() + words.size()) return std::nullopt;
  return number;
}

std::optional<CivilDay> day_of_serial(std::int64_t serial, DayCount count) {
  if (count == DayCount::From1904) return CivilDay{static_cast<std::int32_t>(serial - 24'107)};
  if (serial == kLeapDayThatNeverWas) return std::nullopt;
  const std::int64_t days = serial - 25'569 + (serial < kLeapDayThatNeverWas ? 1 : 0);
  return CivilDay{static_cast<std::int32_t>(days)};
}

std::string show_time(std::int64_t seconds) {
  const auto hour = seconds / 3600;
  const auto minute = seconds / 60 % 60;
  return seconds % 60 == 0 ? fmt::format("{:02}:{:02}", hour, minute)
                           : fmt::format("{:02}:{:02}:{:02}", hour, minute, seconds % 60);
}

std::string plain(std::string_view number) {
  const std::size_t point = number.find('.');
  const bool whole = point != std::string_view::npos && point > 0 &&
                     number.find_first_not_of('0', point + 1) == std::string_view::npos;
  return std::string(whole ? number.substr(0, point) : number);
}

}  // namespace

NumberLook look_of_built_in(std::uint32_t format) {
  if (format == 22) return NumberLook::DayAndTime;
  if ((format >= 18 && format <= 21) || (format >= 45 && format <= 47)) return NumberLook::Time;
  const bool day = (format >= 14 && format <= 17) || (format >= 27 && format <= 36) ||
                   (format >= 50 && format <= 58);
  return day ? NumberLook::Day : NumberLook::Plain;
}

NumberLook look_of_code(std::string_view code) {
  bool day = false;
  bool time = false;
  bool month = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == ';') break;  // the form of negative numbers
    if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', at), code.size());
      const char first = at + 1 < code.size() ? code[at + 1] : ']';
      // [h], [mm] count hours and minutes; [Red], [$-409] say nothing of days.
      time |= first == 'h' || first == 'm' || first == 's';
      at = end;
    } else if (c == 'd' || c == 'D' || c == 'y' || c == 'Y') {
      day = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      time = true;
    } else if (c == 'm' || c == 'M') {
      month = true;
    } else if (c == '0' || c == '#' || c == '?') {
      if (!day && !time && !month) return NumberLook::Plain;
    }
  }
  if (day && time) return NumberLook::DayAndTime;
  if (time) return NumberLook::Time;
  return day || month ? NumberLook::Day : NumberLook::Plain;
}

std::string show_number(std::string_view number, NumberLook look, DayCount count) {
  const auto value = look == NumberLook::Plain ? std::nullopt : parse_number(number);
  if (!value || !(*value >= 0) || *value > 3'000'000) return plain(number);
  const std::int64_t seconds = std::llround(*value * static_cast<double>(kDaySeconds));
  const std::int64_t serial = seconds / kDaySeconds;
  const std::int64_t rest = seconds % kDaySeconds;
  if (look == NumberLook::Time && serial == 0) return show_time(rest);
  const auto day = day_of_serial(serial, count);
  if (!day || to_year_month_day(*day).year > 9999) return plain(number);
  if (look == NumberLook::Day || rest == 0) return to_iso(*day);
  return to_iso(*day) + " " + show_time(rest);
}

}  // namespace habeas
