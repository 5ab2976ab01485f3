// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/publication_day.h"

#include <algorithm>
#include <cstdlib>

#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kDatelineBytesMax = 160;
constexpr std::size_t kClosingLineBytesMax = 160;

bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

struct Digits {
  std::size_t begin;
  std::size_t end;
};

std::vector<Digits> digit_runs(std::string_view text) {
  std::vector<Digits> runs;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit_byte(text[at])) continue;
    const std::size_t begin = at;
    while (at < text.size() && is_digit_byte(text[at])) ++at;
    runs.push_back({begin, at});
  }
  return runs;
}

std::optional<PartialDate> web_day(int year, int month, int day) {
  if (year < 1990 || year > 2100) return std::nullopt;
  const auto found = make_day(year, month, day);
  if (!found) return std::nullopt;
  return day_date(*found);
}

std::optional<AddressDate> day_of_runs(std::string_view path, const std::vector<Digits>& runs) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto [begin, end] = runs[i];
    if (end - begin == 8) {
      const std::string_view digits = path.substr(begin, 8);
      const auto found = web_day(number_of(digits.substr(0, 4)), number_of(digits.substr(4, 2)),
                                 number_of(digits.substr(6, 2)));
      if (found) return AddressDate{*found, make_span(begin, end)};
    }
    if (end - begin != 4 || i + 2 >= runs.size()) continue;
    const char sign = path[end];
    const Digits& month = runs[i + 1];
    const Digits& day = runs[i + 2];
    const bool together = (sign == '/' || sign == '-' || sign == '_') && month.begin == end + 1 &&
                          path[month.end] == sign && day.begin == month.end + 1;
    if (!together || month.end - month.begin > 2 || day.end - day.begin > 2) continue;
    const auto found = web_day(number_of(path.substr(begin, 4)),
                               number_of(path.substr(month.begin, month.end - month.begin)),
                               number_of(path.substr(day.begin, day.end - day.begin)));
    if (found) return AddressDate{*found, make_span(begin, day.end)};
  }
  return std::nullopt;
}

std::optional<AddressDate> month_of_runs(std::string_view path, const std::vector<Digits>& runs) {
  for (std::size_t i = 0; i + 1 < runs.size(); ++i) {
    const auto [begin, end] = runs[i];
    const Digits& month = runs[i + 1];
    const bool together = end - begin == 4 && begin > 0 && path[begin - 1] == '/' &&
                          path[end] == '/' && month.begin == end + 1 &&
                          month.end - month.begin == 2 &&
                          (month.end == path.size() || path[month.end] == '/');
    if (!together) continue;
    const int number = number_of(path.substr(month.begin, 2));
    const auto first = web_day(number_of(path.substr(begin, 4)), number, 1);
    if (!first) continue;
    PartialDate date = *first;
    date.day = 0;
    return AddressDate{date, make_span(begin, month.end)};
  }
  return std::nullopt;
}

bool is_sign_after_dateline(char32_t c) {
  constexpr std::u32string_view kSigns = U"-\u2010\u2011\u2012\u2013\u2014\u2015.:;,)|/";
  return kSigns.find(c) != std::u32string_view::npos;
}

// Names of places and no more: every longer word begins with a capital or has no case.
bool is_place_words(std::string_view words) {
  int count = 0;
  bool inside = false;
  std::size_t letters = 0;
  bool lower = false;
  for (std::size_t at = 0; at <= words.size();) {
    const bool end = at == words.size();
    const char32_t c = end ? U' ' : next_character(words, at);
    if (is_letter(c) || is_mark(c) || c == U'\'' || c == U'\u2019') {
      if (!inside) {
        ++count;
        lower = is_lower(c);
        letters = 0;
      }
      inside = true;
      ++letters;
    } else {
      if (inside && lower && letters > 3) return false;
      inside = false;
      if (is_digit(c) || c == U'?' || c == U'!') return false;
    }
    if (end) break;
  }
  return count <= 8;
}

// A closing day may stand behind "du", "le", "on", behind a sign, or behind a number.
bool may_stand_before(std::string_view before) {
  const std::string_view words = trim(before);
  if (words.empty()) return true;
  std::size_t end = words.size();
  const char32_t last = previous_character(words, end);
  if (!is_letter(last)) return true;
  const std::size_t space = words.find_last_of(" \t\n");
  const std::string_view word = space == std::string_view::npos ? words : words.substr(space + 1);
  return (word == "du" || word == "le" || word == "Le" || word == "от" || word == "vom") &&
         std::count(words.begin(), words.end(), ' ') <= 3;
}

std::int32_t distance(CivilDay a, CivilDay b) { return std::abs(a.days - b.days); }

bool is_sorted_either_way(const std::vector<CivilDay>& days) {
  return std::is_sorted(days.begin(), days.end()) || std::is_sorted(days.rbegin(), days.rend());
}

}  // namespace

std::optional<AddressDate> find_address_date(std::string_view address) {
  const std::size_t scheme = address.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t path_begin = address.find('/', host);
  if (path_begin == std::string_view::npos) return std::nullopt;
  const std::string_view path = address.substr(path_begin);
  const std::vector<Digits> runs = digit_runs(path);
  auto found = day_of_runs(path, runs);
  if (!found) found = month_of_runs(path, runs);
  if (!found) return std::nullopt;
  found->span.begin += static_cast<std::uint32_t>(path_begin);
  found->span.end += static_cast<std::uint32_t>(path_begin);
  return found;
}

std::optional<PrintedDay> find_dateline(std::string_view paragraph) {
  const auto days = find_days(paragraph, kDatelineBytesMax);
  if (days.empty()) return std::nullopt;
  const PrintedDay& first = days.front();
  if (!is_place_words(paragraph.substr(0, first.span.begin))) return std::nullopt;
  const std::string_view after = trim(paragraph.substr(first.span.end));
  if (after.empty()) return first;
  std::size_t at = 0;
  if (!is_sign_after_dateline(next_character(after, at))) return std::nullopt;
  return first;
}

std::optional<PrintedDay> find_place_and_day(std::string_view line) {
  if (line.size() > kDayLineBytesMax) return std::nullopt;
  const auto days = find_days(line);
  if (days.size() != 1) return std::nullopt;
  const TextSpan day = days.front().span;
  const std::string_view before = trim(line.substr(0, day.begin));
  const std::string_view after = trim(line.substr(day.end));
  std::size_t end = before.size();
  const bool parted = before.empty() || !is_letter(previous_character(before, end));
  const bool one_side = before.empty() != after.empty() || after == ".";
  const bool places = parted && one_side && is_place_words(before) && is_place_words(after) &&
                      std::count(line.begin(), line.end(), ' ') <= 8;
  return places && !parse_day_line(line) ? std::optional(days.front()) : std::nullopt;
}

std::optional<PrintedDay> find_closing_day(std::string_view line) {
  const std::string_view trimmed = trim(line);
  if (trimmed.size() > kClosingLineBytesMax) return std::nullopt;
  const auto days = find_days(trimmed);
  if (days.empty()) return std::nullopt;
  PrintedDay last = days.back();
  const std::string_view after = trim(trimmed.substr(last.span.end));
  if (!after.empty() && after != "." && after != ")") return std::nullopt;
  if (!may_stand_before(trimmed.substr(0, last.span.begin))) return std::nullopt;
  const auto shift = static_cast<std::uint32_t>(trimmed.data() - line.data());
  last.span.begin += shift;
  last.span.end += shift;
  return last;
}

std::optional<PrintedDay> find_labelled_day(std::string_view line) {
  auto day = find_closing_day(line);
  if (!day) return std::nullopt;
  const std::string_view before = trim(line.substr(0, day->span.begin));
  if (before.empty() || before.back() != ':') return std::nullopt;
  return day;
}

CivilDay settle_day(const PrintedDay& printed, std::string_view text) {
  if (!printed.swapped) return printed.day;
  std::optional<std::int32_t> day_first;
  std::optional<std::int32_t> month_first;
  for (const PrintedDay& other : find_days(text)) {
    if (other.swapped) continue;
    const std::int32_t as_day = distance(printed.day, other.day);
    const std::int32_t as_month = distance(*printed.swapped, other.day);
    if (!day_first || as_day < *day_first) day_first = as_day;
    if (!month_first || as_month < *month_first) month_first = as_month;
  }
  return month_first && *month_first < *day_first ? *printed.swapped : printed.day;
}

void settle_sequence(std::vector<PrintedDay>& days) {
  std::vector<CivilDay> day_first;
  std::vector<CivilDay> month_first;
  for (const PrintedDay& day : days) {
    day_first.push_back(day.day);
    month_first.push_back(day.swapped.value_or(day.day));
  }
  const bool swap = !is_sorted_either_way(day_first) && is_sorted_either_way(month_first);
  for (PrintedDay& day : days) {
    if (swap && day.swapped) day.day = *day.swapped;
    day.swapped.reset();
  }
}

}  // namespace habeas
