// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/mail_date.h"

#include <array>
#include <string>
#include <vector>

#include "read/mail/header_fields.h"

namespace habeas {
namespace {

constexpr std::size_t kDateBytesMax = 300;
constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

struct Zone {
  std::string_view name;
  int minutes;
};
// RFC 5322 4.3; single letters are unknown there, for RFC 822 had their signs wrong.
constexpr Zone kZones[] = {{"ut", 0},     {"utc", 0},    {"gmt", 0},    {"z", 0},
                           {"est", -300}, {"edt", -240}, {"cst", -360}, {"cdt", -300},
                           {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}};

bool is_digits(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == word.npos;
}

int number_of(std::string_view word) {
  int number = 0;
  for (const char c : word.substr(0, 9)) number = number * 10 + (c - '0');
  return number;
}

std::string without_comments(std::string_view value) {
  std::string kept;
  int depth = 0;
  for (const char c : value.substr(0, kDateBytesMax)) {
    if (c == '(') ++depth;
    if (depth == 0) kept += c == ',' || c == '\r' || c == '\n' || c == '\t' ? ' ' : c;
    if (c == ')' && depth > 0) --depth;
  }
  return kept;
}

std::vector<std::string_view> split_words(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t at = line.find_first_not_of(' '); at < line.size();
       at = line.find_first_not_of(' ', at)) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    words.push_back(line.substr(at, end - at));
    at = end;
  }
  return words;
}

/// The parts of a date as they are met; -1 is not met yet.
struct Met {
  int year = -1;
  int month = -1;
  int day = -1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  bool has_time = false;
  std::optional<int> zone_minutes;

  void take(std::string_view word);
  bool take_time(std::string_view word);
  bool take_zone(std::string_view word);
  bool take_joined_day(std::string_view word);
};

bool Met::take_time(std::string_view word) {
  const std::size_t first = word.find(':');
  if (has_time || first == word.npos || first == 0 || first > 2) return false;
  const std::size_t second_at = word.find(':', first + 1);
  const std::string_view hours = word.substr(0, first);
  const std::string_view minutes = word.substr(first + 1, 2);
  if (!is_digits(hours) || !is_digits(minutes)) return false;
  hour = number_of(hours);
  minute = number_of(minutes);
  std::string_view rest = word.substr(std::min(first + 1 + minutes.size(), word.size()));
  if (second_at != word.npos && rest.starts_with(':')) {
    const std::string_view seconds = rest.substr(1, 2);
    if (!is_digits(seconds)) return false;
    second = number_of(seconds);
    rest = rest.substr(1 + seconds.size());
    if (rest.starts_with('.'))
      rest = rest.substr(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  }
  has_time = true;
  take_zone(rest);  // "10:00:01+0600", "10:00:01Z"
  return true;
}

bool Met::take_zone(std::string_view word) {
  if (word.empty() || zone_minutes) return false;
  if (word.front() == '+' || word.front() == '-') {
    std::string digits;
    for (const char c : word.substr(1)) {
      if (c != ':') digits += c;
    }
    if (!is_digits(digits) || (digits.size() != 4 && digits.size() != 2)) return false;
    const int number = number_of(digits);
    const int minutes = digits.size() == 2 ? number * 60 : number / 100 * 60 + number % 100;
    // "-0000" says that the zone is not known (RFC 5322 3.3).
    if (minutes > 24 * 60 || word == "-0000") return false;
    zone_minutes = word.front() == '-' ? -minutes : minutes;
    return true;
  }
  const std::string name = to_ascii_lower(word);
  for (const Zone& zone : kZones) {
    if (zone.name != name) continue;
    zone_minutes = zone.minutes;
    return true;
  }
  return false;
}

/// "2017-02-13", "2017-02-13T10:00:01Z", "13-Feb-2017".
bool Met::take_joined_day(std::string_view word) {
  const std::size_t first = word.find('-');
  const std::size_t second_at = first == word.npos ? word.npos : word.find('-', first + 1);
  if (first == 0 || second_at == word.npos) return false;
  const std::string_view a = word.substr(0, first);
  const std::string_view b = word.substr(first + 1, second_at - first - 1);
  std::string_view c = word.substr(second_at + 1);
  if (!is_digits(a)) return false;
  if (a.size() == 4 && is_digits(b)) {
    const std::size_t time = c.find_first_of("Tt");
    year = number_of(a);
    month = number_of(b);
    if (!is_digits(c.substr(0, time))) return false;
    day = number_of(c.substr(0, time));
    if (time != c.npos) take_time(c.substr(time + 1));
    return true;
  }
  if (is_digits(b) || !is_digits(c)) return false;
  for (const std::string_view part : {a, b, c}) take(part);
  return true;
}

void Met::take(std::string_view word) {
  if (take_time(word) || (has_time && take_zone(word)) || take_joined_day(word)) return;
  if (is_digits(word)) {
    const int number = number_of(word);
    if (word.size() <= 2 && day < 0) {
      day = number;
    } else if (year < 0 && word.size() <= 4 && day >= 0) {
      // RFC 5322 4.3: 00 to 49 are of this century, other short years of the last.
      year = word.size() == 4                   ? number
             : word.size() == 3 || number >= 50 ? number + 1900
                                                : number + 2000;
    } else if (year < 0 && word.size() == 4) {
      year = number;
    }
    return;
  }
  const std::string lowered = to_ascii_lower(word.substr(0, 3));
  for (std::size_t i = 0; i < kMonths.size() && month < 0; ++i) {
    if (lowered == kMonths[i]) month = static_cast<int>(i) + 1;
  }
}

}  // namespace

std::optional<MailDate> parse_mail_date(std::string_view value) {
  const std::string line = without_comments(value);
  Met met;
  for (const std::string_view word : split_words(line)) met.take(word);
  const auto day = make_day(met.year, met.month, met.day);
  if (!day || met.hour > 23 || met.minute > 59 || met.second > 60) return std::nullopt;
  MailDate date;
  date.stated_day = *day;
  date.has_zone = met.zone_minutes.has_value();
  const std::int64_t minutes =
      std::int64_t{day->days} * 1440 + met.hour * 60 + met.minute - met.zone_minutes.value_or(0);
  date.instant.milliseconds = (minutes * 60 + met.second) * 1000;
  return date;
}

}  // namespace habeas
