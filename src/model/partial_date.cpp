// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/partial_date.h"

#include <tuple>

#include <fmt/format.h>

namespace habeas {
namespace {

std::string one_to_iso(int year, int month, int day) {
  if (year == 0) return "";
  if (month == 0) return fmt::format("{:04}", year);
  if (day == 0) return fmt::format("{:04}-{:02}", year, month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

struct Parts {
  std::int16_t year = 0;
  std::int8_t month = 0;
  std::int8_t day = 0;
};

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? std::nullopt : std::optional<int>(value);
}

std::optional<Parts> parse_parts(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  if (text.size() > 4 && text[4] != '-') return std::nullopt;
  if (text.size() > 7 && text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = text.size() > 4 ? digits(text.substr(5, 2)) : std::optional<int>(0);
  const auto day = text.size() > 7 ? digits(text.substr(8, 2)) : std::optional<int>(0);
  if (!year || !month || !day || *year == 0) return std::nullopt;
  if (text.size() == 7 && (*month < 1 || *month > 12)) return std::nullopt;
  if (text.size() == 10 && !make_day(*year, *month, *day)) return std::nullopt;
  return Parts{static_cast<std::int16_t>(*year), static_cast<std::int8_t>(*month),
               static_cast<std::int8_t>(*day)};
}

CivilDay first_day(int year, int month, int day) {
  return make_day(year, month == 0 ? 1 : month, day == 0 ? 1 : day).value_or(CivilDay{});
}

CivilDay last_day(int year, int month, int day) {
  const int last_month = month == 0 ? 12 : month;
  return make_day(year, last_month, day == 0 ? days_in_month(year, last_month) : day)
      .value_or(CivilDay{});
}

}  // namespace

PartialDate day_date(CivilDay day) {
  const YearMonthDay ymd = to_year_month_day(day);
  PartialDate date;
  date.year = static_cast<std::int16_t>(ymd.year);
  date.month = static_cast<std::int8_t>(ymd.month);
  date.day = static_cast<std::int8_t>(ymd.day);
  return date;
}

DatePrecision precision_of(const PartialDate& date) {
  if (date.year == 0) return DatePrecision::Unknown;
  if (date.month == 0) return DatePrecision::Year;
  return date.day == 0 ? DatePrecision::Month : DatePrecision::Day;
}

bool is_range(const PartialDate& date) { return date.end_year != 0; }

std::string to_iso(const PartialDate& date) {
  const std::string begin = one_to_iso(date.year, date.month, date.day);
  if (!is_range(date)) return begin;
  return begin + "/" + one_to_iso(date.end_year, date.end_month, date.end_day);
}

std::optional<PartialDate> parse_iso_date(std::string_view text) {
  PartialDate date;
  const std::size_t slash = text.find('/');
  const auto begin = parse_parts(text.substr(0, slash));
  if (!begin) return std::nullopt;
  std::tie(date.year, date.month, date.day) = std::tie(begin->year, begin->month, begin->day);
  if (slash == std::string_view::npos) return date;
  const auto end = parse_parts(text.substr(slash + 1));
  if (!end) return std::nullopt;
  std::tie(date.end_year, date.end_month, date.end_day) = std::tie(end->year, end->month, end->day);
  return date;
}

std::optional<DayRange> days_of(const PartialDate& date) {
  if (date.year == 0) return std::nullopt;
  DayRange range{first_day(date.year, date.month, date.day),
                 last_day(date.year, date.month, date.day)};
  if (is_range(date)) {
    const CivilDay end = last_day(date.end_year, date.end_month, date.end_day);
    if (end > range.last) range.last = end;
  }
  return range;
}

bool is_before(const PartialDate& a, const PartialDate& b) {
  const auto days_a = days_of(a);
  const auto days_b = days_of(b);
  if (!days_a || !days_b) return days_a.has_value() && !days_b.has_value();
  if (days_a->first != days_b->first) return days_a->first < days_b->first;
  return days_a->last < days_b->last;
}

}  // namespace habeas
