// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/date_parts.h"

#include <charconv>
#include <string>

namespace habeas {

bool DateParts::has(std::uint32_t at) const { return at < tokens_.size(); }

bool DateParts::is_number(std::uint32_t at) const {
  return has(at) && tokens_[at].kind == TokenKind::Number;
}

bool DateParts::is_glued(std::uint32_t at) const { return has(at) && !tokens_[at].space_before; }

bool DateParts::is_sign(std::uint32_t at, std::string_view sign) const {
  return has(at) && tokens_[at].folded == sign;
}

int DateParts::number(std::uint32_t at) const {
  int value = -1;
  const std::string& digits = tokens_[at].folded;
  if (digits.size() <= 4) std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool DateParts::is_part_of_number(std::uint32_t at) const {
  const auto joins = [&](std::uint32_t sign) {
    return is_sign(sign, ".") || is_sign(sign, ",") || is_sign(sign, "/") || is_sign(sign, ":") ||
           is_sign(sign, "'") || is_sign(sign, "№") || is_sign(sign, "$") || is_sign(sign, "%");
  };
  if (at >= 2 && is_glued(at) && joins(at - 1) && is_glued(at - 1) && is_number(at - 2))
    return true;
  if (at >= 1 && (is_sign(at - 1, "№") || is_sign(at - 1, "$"))) return true;
  if (is_glued(at + 1) && is_sign(at + 1, "%")) return true;
  return is_glued(at + 1) && joins(at + 1) && is_glued(at + 2) && is_number(at + 2);
}

std::optional<std::int8_t> DateParts::month_at(std::uint32_t at, bool any_language) const {
  if (!has(at)) return std::nullopt;
  auto month = rules_.find_month(tokens_[at], passage_.language, any_language);
  if (!month && !any_language) month = rules_.find_month(tokens_[at], "en", false);
  return month;
}

std::uint32_t DateParts::after_month(std::uint32_t at) const {
  const bool stop = is_sign(at + 1, ".") && is_glued(at + 1) && tokens_[at].folded.size() <= 8 &&
                    (is_number(at + 2) || is_sign(at + 2, ","));
  return stop ? at + 2 : at + 1;
}

std::optional<std::int8_t> DateParts::day_at(std::uint32_t at) const {
  if (!is_number(at) || tokens_[at].folded.size() > 2) return std::nullopt;
  const int day = number(at);
  if (day < 1 || day > 31) return std::nullopt;
  return static_cast<std::int8_t>(day);
}

std::uint32_t DateParts::after_day(std::uint32_t at) const {
  static constexpr std::string_view kOrdinals[] = {"st", "nd", "rd", "th", "er",
                                                   "º",  "°",  "o",  "го", "е"};
  if (is_glued(at + 1)) {
    for (const std::string_view ordinal : kOrdinals) {
      if (is_sign(at + 1, ordinal)) return at + 2;
    }
    // "16-го"
    if (is_sign(at + 1, "-") && (is_sign(at + 2, "го") || is_sign(at + 2, "е"))) return at + 3;
  }
  return at + 1;
}

std::uint32_t DateParts::skip(std::uint32_t at, DateWordKind kind) const {
  const DateWord* const word = rules_.phrase_at(passage_, at, kind);
  return word == nullptr ? at : at + static_cast<std::uint32_t>(word->words.size());
}

std::optional<Year> DateParts::year_at(std::uint32_t at) const {
  if (!is_number(at) || tokens_[at].folded.size() != 4) return std::nullopt;
  if (is_glued(at + 1) && is_sign(at + 1, "/") && is_glued(at + 2) && is_number(at + 2)) {
    return std::nullopt;
  }
  int year = number(at);
  Year read;
  if (year >= kYearFirst + kBuddhistYears && year <= kYearLast + kBuddhistYears) {
    year -= kBuddhistYears;
    read.calendar = Calendar::Buddhist;
  }
  if (year < kYearFirst || year > kYearLast) return std::nullopt;
  read.year = static_cast<std::int16_t>(year);
  read.end = skip(at + 1, DateWordKind::Year);
  if (read.end > at + 1 && is_sign(read.end, ".") && is_glued(read.end)) ++read.end;
  return read;
}

std::optional<Year> DateParts::year_after(std::uint32_t at) const {
  if (auto year = year_at(at)) return year;
  if (is_sign(at, ",") || is_sign(at, ".") || is_sign(at, "-")) return year_at(at + 1);
  const std::uint32_t past = skip(at, DateWordKind::Between);
  return past > at ? year_at(past) : std::nullopt;
}

std::uint32_t DateParts::after_dash(std::uint32_t at) const {
  return is_sign(at, "-") ? at + 1 : skip(at, DateWordKind::To);
}

std::optional<DayList> DateParts::day_list_at(std::uint32_t at) const {
  constexpr std::size_t kDaysMax = 10;
  const auto first = day_at(at);
  if (!first || is_part_of_number(at)) return std::nullopt;
  DayList list{{*first}, false, after_day(at)};
  while (list.days.size() < kDaysMax) {
    std::uint32_t next = after_dash(list.end);
    const bool range = next > list.end && list.days.size() == 1;
    if (!range) {
      next = is_sign(list.end, ",") ? list.end + 1 : list.end;
      next = skip(next, DateWordKind::And);
      if (is_sign(list.end, "/")) next = list.end + 1;
    }
    const auto day = next > list.end ? day_at(next) : std::nullopt;
    if (!day || is_time(next)) break;
    if (range && *day <= list.days[0]) break;
    list.days.push_back(*day);
    list.end = after_day(next);
    if (!range) continue;
    list.range = true;
    break;
  }
  return list;
}

bool DateParts::is_time(std::uint32_t at) const {
  return is_glued(at + 1) && is_sign(at + 1, ":") && is_number(at + 2);
}

}  // namespace habeas
