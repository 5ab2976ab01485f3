// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/feed/feed_time.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "text/day_line.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kTimeBytesMax = 120;
constexpr std::int64_t kDaySeconds = 86'400;

bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }

/// Reads a text from left to right.
struct Cursor {
  std::string_view rest;

  bool take(char c) {
    if (rest.empty() || rest[0] != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  // A number of exactly `digits` digits.
  std::optional<int> number(std::size_t digits) {
    if (rest.size() < digits) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!is_digit_byte(rest[i])) return std::nullopt;
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(digits);
    return value;
  }
  std::size_t digits_ahead() const {
    return std::min(rest.find_first_not_of("0123456789"), rest.size());
  }
};

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr std::array<Zone, 15> kZones{{{"UT", 0},
                                       {"UTC", 0},
                                       {"GMT", 0},
                                       {"Z", 0},
                                       {"ADT", -180},
                                       {"AST", -240},
                                       {"EDT", -240},
                                       {"EST", -300},
                                       {"CDT", -300},
                                       {"CST", -360},
                                       {"MDT", -360},
                                       {"MST", -420},
                                       {"PDT", -420},
                                       {"PST", -480},
                                       {"MSK", 180}}};

std::string to_upper_ascii(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return upper;
}

// Minutes east of Greenwich: "Z", "EST", "+0300", "+03:00", "-3", "GMT+0300", "Etc/GMT".
std::optional<int> parse_zone(std::string_view words) {
  std::string zone = to_upper_ascii(trim(words));
  if (zone.compare(0, 4, "ETC/") == 0) zone.erase(0, 4);
  for (const Zone& row : kZones) {
    if (zone == row.name) return row.minutes;
  }
  if (zone.compare(0, 3, "GMT") == 0 || zone.compare(0, 3, "UTC") == 0) zone.erase(0, 3);
  Cursor cursor{zone};
  const int sign = cursor.take('-') ? -1 : 1;
  if (sign > 0 && !cursor.take('+')) return std::nullopt;
  const auto hours = cursor.number(cursor.digits_ahead() % 2 == 0 ? 2 : 1);
  if (!hours) return std::nullopt;
  cursor.take(':');
  const int minutes = cursor.number(2).value_or(0);
  if (*hours > 24 || minutes > 59) return std::nullopt;
  return sign * (*hours * 60 + minutes);
}

std::optional<Instant> make_moment(CivilDay day, std::int64_t seconds, int zone_minutes) {
  return Instant{(day.days * kDaySeconds + seconds - zone_minutes * 60) * 1000};
}

// "10", "10:14", "10:14:55", "10:14:55.32", "101455"; takes it from the cursor.
std::optional<std::int64_t> take_clock(Cursor& cursor) {
  const auto hours = cursor.number(std::min<std::size_t>(cursor.digits_ahead(), 2));
  if (!hours || *hours > 24) return std::nullopt;
  cursor.take(':');
  int minutes = 0;
  int seconds = 0;
  if (const std::size_t digits = std::min<std::size_t>(cursor.digits_ahead(), 2); digits > 0) {
    minutes = *cursor.number(digits);
    cursor.take(':');
    if (const std::size_t more = std::min<std::size_t>(cursor.digits_ahead(), 2); more > 0) {
      seconds = *cursor.number(more);
    }
  }
  if (cursor.take('.') || cursor.take(',')) cursor.rest.remove_prefix(cursor.digits_ahead());
  if (minutes > 59 || seconds > 60) return std::nullopt;
  return *hours * 3600 + minutes * 60 + std::min(seconds, 59);
}

std::optional<CivilDay> week_day(int year, int week, int weekday) {
  const auto fourth = make_day(year, 1, 4);  // is always in week 1
  if (!fourth || week < 1 || week > 53 || weekday < 1 || weekday > 7) return std::nullopt;
  return CivilDay{fourth->days - weekday_of(*fourth) + (week - 1) * 7 + weekday - 1};
}

// The day at the begin of an ISO 8601 date; takes it from the cursor.
std::optional<CivilDay> take_iso_day(Cursor& cursor) {
  const std::size_t digits = cursor.digits_ahead();
  if (digits != 4 && digits != 7 && digits != 8 && digits != 6 && digits != 2) return std::nullopt;
  if (digits == 2 || digits == 6) {  // "03-12-31", "031231": a year without its century
    auto year = cursor.number(2);
    const bool dashes = cursor.take('-');
    if (digits == 2 && !dashes) return std::nullopt;
    if (dashes && cursor.digits_ahead() == 3) {
      const auto in_year = cursor.number(3);
      const auto first = make_day(*year + (*year < 70 ? 2000 : 1900), 1, 1);
      return CivilDay{first->days + *in_year - 1};
    }
    const auto month = cursor.number(2);
    if (dashes && !cursor.take('-')) return std::nullopt;
    const auto day = cursor.number(2);
    if (!month || !day) return std::nullopt;
    return make_day(*year + (*year < 70 ? 2000 : 1900), *month, *day);
  }
  const auto year = cursor.number(4);
  const bool dash = cursor.take('-') || cursor.take('/');
  if (cursor.take('W')) {
    const auto week = cursor.number(2);
    cursor.take('-');
    return week ? week_day(*year, *week, cursor.number(1).value_or(1)) : std::nullopt;
  }
  if (cursor.digits_ahead() == 3) {
    const auto in_year = cursor.number(3);
    const auto first = make_day(*year, 1, 1);
    if (!first || *in_year < 1 || *in_year > 366) return std::nullopt;
    return CivilDay{first->days + *in_year - 1};
  }
  if (!dash && digits == 4) return make_day(*year, 1, 1);
  const auto month = cursor.number(std::min<std::size_t>(cursor.digits_ahead(), 2));
  if (!month) return std::nullopt;
  if (dash && !cursor.take('-') && !cursor.take('/')) return make_day(*year, *month, 1);
  const auto day = cursor.number(std::min<std::size_t>(cursor.digits_ahead(), 2));
  return day ? make_day(*year, *month, *day) : std::nullopt;
}

std::optional<Instant> parse_iso(std::string_view words) {
  Cursor cursor{words};
  const auto day = take_iso_day(cursor);
  if (!day) return std::nullopt;
  if (trim(cursor.rest).empty()) return make_moment(*day, 0, 0);
  if (!cursor.take('T') && !cursor.take('t') && !cursor.take(' ')) return std::nullopt;
  while (cursor.take(' ')) {
  }
  const auto seconds = take_clock(cursor);
  if (!seconds) return std::nullopt;
  const std::string_view zone = trim(cursor.rest);
  if (zone.empty()) return make_moment(*day, *seconds, 0);
  const auto minutes = parse_zone(zone);
  return minutes ? make_moment(*day, *seconds, *minutes) : std::nullopt;
}

int month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                     "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
  const std::string upper = to_upper_ascii(word.substr(0, 3));
  const auto* const found = std::find(kMonths.begin(), kMonths.end(), upper);
  return found == kMonths.end() ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
}

/// What the words of an RFC 822 date, an asctime date or a mixture were found to be.
struct MailDate {
  int day = 0;
  int month = 0;
  int year = -1;
  std::optional<std::int64_t> clock;
  std::optional<int> zone;
};

int full_year(int year, std::size_t digits) {
  if (digits > 2) return year;
  return year + (year < 70 ? 2000 : 1900);
}

bool take_number(std::string_view word, MailDate& date) {
  Cursor cursor{word};
  const std::size_t digits = cursor.digits_ahead();
  if (digits > 4) return false;
  const int value = *cursor.number(digits);
  if (!cursor.rest.empty()) return false;
  if (digits <= 2 && date.day == 0) {
    date.day = value;
  } else if (date.year < 0) {
    date.year = full_year(value, digits);
  } else if (date.day == 0 || (digits == 4 && !date.zone)) {
    return false;
  }
  return true;
}

bool take_word(std::string_view word, MailDate& date) {
  if (word.find(':') != std::string_view::npos && is_digit_byte(word[0])) {
    Cursor cursor{word};
    date.clock = take_clock(cursor);
    if (!cursor.rest.empty()) date.zone = parse_zone(cursor.rest);
    return date.clock.has_value() && (cursor.rest.empty() || date.zone.has_value());
  }
  if (is_digit_byte(word[0])) {
    const std::size_t sign = word.find_first_of("-/");
    if (sign == std::string_view::npos) return take_number(word, date);
    Cursor cursor{word};
    if (const auto day = sign == 4 ? take_iso_day(cursor) : std::nullopt; day) {
      const YearMonthDay parts = to_year_month_day(*day);
      date.day = parts.day;
      date.month = parts.month;
      date.year = parts.year;
      return cursor.rest.empty();
    }
    // "01-Jan-2004"
    const std::size_t second = word.find_first_of("-/", sign + 1);
    if (second == std::string_view::npos) return false;
    date.month = month_of(word.substr(sign + 1, second - sign - 1));
    return date.month != 0 && take_number(word.substr(0, sign), date) &&
           take_number(word.substr(second + 1), date);
  }
  if (date.month == 0) date.month = month_of(word);
  if (date.month != 0 && month_of(word) == date.month) return true;
  if (const auto zone = parse_zone(word)) {
    date.zone = zone;
    return true;
  }
  return true;  // a weekday, or words about the zone
}

std::optional<Instant> parse_mail_date(std::string_view words) {
  MailDate date;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t begin = words.find_first_not_of(" ,\t\r\n", at);
    if (begin == std::string_view::npos) break;
    at = std::min(words.find_first_of(" ,\t\r\n", begin), words.size());
    if (!take_word(words.substr(begin, at - begin), date)) return std::nullopt;
  }
  if (date.month == 0 || date.year < 0) return std::nullopt;
  const auto day = make_day(date.year, date.month, date.day == 0 ? 1 : date.day);
  if (!day) return std::nullopt;
  return make_moment(*day, date.clock.value_or(0), date.zone.value_or(0));
}

}  // namespace

std::optional<Instant> parse_feed_time(std::string_view words) {
  words = trim(words);
  if (words.empty() || words.size() > kTimeBytesMax) return std::nullopt;
  if (const auto moment = parse_iso(words)) return moment;
  if (const auto moment = parse_mail_date(words)) return moment;
  const std::vector<PrintedDay> days = find_days(words, kTimeBytesMax);
  if (days.empty()) return std::nullopt;
  // A clock may stand behind the day.
  std::int64_t seconds = 0;
  const std::size_t colon = words.find(':', days.front().span.end);
  if (colon != std::string_view::npos && colon > 0) {
    std::size_t begin = colon;
    while (begin > 0 && colon - begin < 2 && is_digit_byte(words[begin - 1])) --begin;
    Cursor cursor{words.substr(begin)};
    if (begin < colon) seconds = take_clock(cursor).value_or(0);
  }
  return make_moment(days.front().day, seconds, 0);
}

}  // namespace habeas
