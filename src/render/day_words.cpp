// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/day_words.h"

#include "model/words.h"

namespace habeas {

namespace {

constexpr std::int32_t kDaysOfMonths = 60;  // up to here in days
constexpr std::int32_t kDaysOfYears = 730;  // up to here in months

std::string month_words(int month, std::string_view prefix, const Wording& words) {
  return words.say(std::string(prefix) + std::to_string(month));
}

std::string one_day(int year, int month, int day, std::string_view prefix, const Wording& words) {
  const std::string year_text = std::to_string(year);
  if (month == 0) return year_text;
  const std::string month_text = month_words(month, prefix, words);
  if (day == 0) return words.say("date.month", {{"month", month_text}, {"year", year_text}});
  return words.say("date.day",
                   {{"day", std::to_string(day)}, {"month", month_text}, {"year", year_text}});
}

// The first end of a range, without what it shares with the second.
std::string range_begin(const PartialDate& date, std::string_view prefix, const Wording& words) {
  if (date.year != date.end_year || date.month == 0) {
    return one_day(date.year, date.month, date.day, prefix, words);
  }
  const std::string day = std::to_string(date.day);
  if (date.month != date.end_month) {
    const std::string month = month_words(date.month, prefix, words);
    return date.day == 0 ? month : words.say("date.day_month", {{"day", day}, {"month", month}});
  }
  return date.day == 0 ? month_words(date.month, prefix, words) : day;
}

std::string date_words(const std::optional<PartialDate>& date, std::string_view prefix,
                       const Wording& words) {
  if (!date || date->year == 0) return words.say("date.none");
  std::string text = is_range(*date)
                         ? words.say("date.range", {{"begin", range_begin(*date, prefix, words)},
                                                    {"end", one_day(date->end_year, date->end_month,
                                                                    date->end_day, prefix, words)}})
                         : one_day(date->year, date->month, date->day, prefix, words);
  if (date->qualifier == DateQualifier::None) return text;
  const std::string key = "date.qualifier." + std::string(word_of(date->qualifier));
  return words.say(key, {{"date", text}});
}

}  // namespace

std::string day_words(const std::optional<PartialDate>& date, const Wording& words) {
  return date_words(date, "month.", words);
}

std::string day_words(CivilDay day, const Wording& words) {
  return day_words(day_date(day), words);
}

std::string short_day_words(const std::optional<PartialDate>& date, const Wording& words) {
  return date_words(date, "month.short.", words);
}

std::string bare_day_words(std::optional<PartialDate> date, const Wording& words) {
  if (date && date->qualifier >= DateQualifier::Before) date->qualifier = DateQualifier::None;
  return day_words(date, words);
}

std::string length_words(std::int32_t days, const Wording& words) {
  if (days < kDaysOfMonths) return words.count("length.days", days);
  if (days < kDaysOfYears) return words.count("length.months", (days * 10 + 152) / 304);
  return words.count("length.years", days * 100 / 36525);
}

std::string age_words(const std::optional<PartialDate>& date, CivilDay today,
                      const Wording& words) {
  if (!date) return "";
  const auto range = days_of(*date);
  if (!range) return "";
  const std::int32_t days = today.days - range->last.days;
  if (days == 0) return words.say("age.today");
  if (days < 0) return words.say("age.ahead", {{"length", length_words(-days, words)}});
  return words.say("age.past", {{"length", length_words(days, words)}});
}

}  // namespace habeas
