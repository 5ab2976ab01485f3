// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_dates.h"

#include <array>

namespace habeas {
namespace {

// `count` digits from the begin of `rest`, which moves past them; "" if there are fewer.
std::string_view take_digits(std::string_view& rest, std::size_t count) {
  if (rest.size() < count) return {};
  const std::string_view digits = rest.substr(0, count);
  if (digits.find_first_not_of("0123456789") != digits.npos) return {};
  rest.remove_prefix(count);
  return digits;
}

}  // namespace

std::string pdf_date(std::string_view value) {
  std::string_view rest = value;
  if (rest.substr(0, 2) == "D:") rest.remove_prefix(2);
  const std::string_view year = take_digits(rest, 4);
  if (year.empty()) return std::string(value);
  std::string date(year);
  constexpr std::array<char, 5> kBefore = {'-', '-', 'T', ':', ':'};
  std::size_t known = 0;
  for (; known < kBefore.size(); ++known) {
    const std::string_view digits = take_digits(rest, 2);
    if (digits.empty()) break;
    date += kBefore[known];
    date += digits;
  }
  if (known < 4) return known == 3 ? date + ":00" : date;
  if (!rest.empty() && rest.front() == 'Z') return date + "Z";
  if (rest.empty() || (rest.front() != '+' && rest.front() != '-')) return date;
  const char sign = rest.front();
  rest.remove_prefix(1);
  const std::string_view hours = take_digits(rest, 2);
  if (hours.empty()) return date;
  if (!rest.empty() && rest.front() == '\'') rest.remove_prefix(1);
  const std::string_view minutes = take_digits(rest, 2);
  return date + sign + std::string(hours) + ":" +
         (minutes.empty() ? std::string("00") : std::string(minutes));
}

}  // namespace habeas
