// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/date_grammar.h"

#include <optional>
#include <string_view>

#include "extract/date_parts.h"

namespace habeas {
namespace {

/// Reads the dates of one passage from left to right.
class Reader : private DateParts {
 public:
  using DateParts::DateParts;

  std::vector<PrintedDate> read() {
    for (std::uint32_t at = 0; at < tokens_.size();) {
      const std::uint32_t end = read_one(at);
      at = end > at ? end : at + 1;
    }
    return std::move(dates_);
  }

 private:
  void add(TokenRange tokens, PartialDate date, const char* rule, DateGap gap,
           std::int32_t confidence) {
    PrintedDate printed;
    printed.date = date;
    printed.tokens = tokens;
    printed.rule = rule;
    printed.gap = gap;
    printed.confidence = confidence;
    dates_.push_back(printed);
  }

  /// Adds nothing if the calendar has not all of the days; -> `end`.
  std::uint32_t add_days(std::uint32_t begin, std::uint32_t end, const DayList& list,
                         std::int8_t month, const std::optional<Year>& year, const char* rule) {
    const int check_year = year ? year->year : 2000;
    for (const std::int8_t day : list.days) {
      if (day > days_in_month(check_year, month)) return end;
    }
    const DateGap gap = year ? DateGap::None : DateGap::Year;
    const std::int32_t confidence = year ? 980'000 : 880'000;
    const auto make = [&](std::int8_t day) {
      PartialDate date;
      date.year = year ? year->year : std::int16_t{0};
      date.month = month;
      date.day = day;
      if (year) date.calendar = year->calendar;
      return date;
    };
    if (list.range) {
      PartialDate date = make(list.days[0]);
      date.end_year = date.year;
      date.end_month = month;
      date.end_day = list.days[1];
      add({begin, end}, date, "date.day_range", gap, confidence);
      return end;
    }
    for (const std::int8_t day : list.days) add({begin, end}, make(day), rule, gap, confidence);
    return end;
  }

  /// Most words are in no table of dates; a hyphen or a Cyrillic ending may hide one that is.
  bool can_open(std::uint32_t at) const {
    const Token& token = tokens_[at];
    return rules_.openers.may_have(passage_.hashes[at]) || token.script == Script::Cyrillic ||
           token.folded.find('-') != std::string::npos;
  }

  std::uint32_t read_one(std::uint32_t at) {
    if (tokens_[at].kind == TokenKind::Number) {
      if (const auto end = read_numeric(at)) return end;
      if (const auto end = read_year_first(at)) return end;
      if (const auto end = read_days_month(at)) return end;
    } else if (tokens_[at].kind == TokenKind::Word && can_open(at)) {
      if (const auto end = read_weekday(at)) return end;
      if (const auto end = read_compound(at)) return end;
      if (const auto end = read_month_days(at)) return end;
      if (const auto end = read_month_year(at)) return end;
      if (const auto end = read_relative(at)) return end;
    }
    return read_bare_year(at);
  }

  /// 13.02.2017, 13/2/17, 2017-02-13: three numbers, the same sign between them, nothing glued on.
  std::uint32_t read_numeric(std::uint32_t at) {
    if (!is_number(at + 2) || !is_number(at + 4)) return 0;
    const std::string& sign = tokens_[at + 1].folded;
    if ((sign != "." && sign != "/" && sign != "-") || tokens_[at + 3].folded != sign) return 0;
    for (std::uint32_t i = at + 1; i <= at + 4; ++i) {
      if (!is_glued(i)) return 0;
    }
    if (at >= 2 && is_glued(at) && is_number(at - 2) && !is_sign(at - 1, "(")) return 0;
    if (is_glued(at + 5) && (is_number(at + 6) && is_glued(at + 6)) && !is_sign(at + 5, ","))
      return 0;
    if (at >= 1 && is_glued(at) && tokens_[at - 1].kind != TokenKind::Punctuation) return 0;
    return add_numeric(at);
  }

  std::uint32_t add_numeric(std::uint32_t at) {
    const std::size_t first_digits = tokens_[at].folded.size();
    const std::size_t last_digits = tokens_[at + 4].folded.size();
    int year = number(at + 4);
    int month = number(at + 2);
    int day = number(at);
    if (first_digits == 4) {
      year = number(at);
      day = number(at + 4);
    } else if (last_digits == 2 && tokens_[at + 1].folded != "-") {
      if (tokens_[at + 2].folded.size() != 2) return 0;  // "1.2.17" numbers a section
      year += year < 70 ? 2000 : 1900;
    } else if (last_digits != 4) {
      return 0;
    }
    const bool swapped = first_digits != 4 && month > 12 && day <= 12;
    if (swapped) std::swap(month, day);
    PartialDate date;
    if (year >= kYearFirst + kBuddhistYears) {
      year -= kBuddhistYears;
      date.calendar = Calendar::Buddhist;
    }
    if (year < kYearFirst || year > kYearLast || !make_day(year, month, day)) return 0;
    date.year = static_cast<std::int16_t>(year);
    date.month = static_cast<std::int8_t>(month);
    date.day = static_cast<std::int8_t>(day);
    const bool doubtful =
        first_digits != 4 && day <= 12 && !swapped && tokens_[at + 1].folded == "/" && day != month;
    add({at, at + 5}, date, swapped ? "date.numeric_month_first" : "date.numeric", DateGap::None,
        doubtful ? 800'000 : 950'000);
    return at + 5;
  }

  /// 2017 жылғы 13 ақпан; 2017 February 13
  std::uint32_t read_year_first(std::uint32_t at) {
    const auto year = year_at(at);
    if (!year) return 0;
    std::uint32_t next = is_sign(year->end, "-") ? year->end + 1 : year->end;
    const bool said = year->end > at + 1;
    if (const auto list = day_list_at(next); said && list) {
      const auto month = month_at(list->end, true);
      if (month) return add_days(at, list->end + 1, *list, *month, year, "date.year_day_month");
    }
    if (!said) return 0;
    const auto month = month_at(next, false);
    if (!month) return 0;
    PartialDate date;
    date.year = year->year;
    date.month = *month;
    add({at, next + 1}, date, "date.year_month", DateGap::None, 950'000);
    return next + 1;
  }

  /// 3 May 2016, 3rd of May, du 27 au 28 juillet, 3 and 4 May 2016, 28 April to 3 May 2016
  std::uint32_t read_days_month(std::uint32_t at) {
    const auto list = day_list_at(at);
    if (!list) return 0;
    std::uint32_t month_place = skip(list->end, DateWordKind::Between);
    if (is_sign(month_place, "-")) ++month_place;
    const bool any_language = year_after(month_place + 1).has_value();
    const auto month = month_at(month_place, any_language);
    if (!month || !is_month_by_case(month_place)) return 0;
    std::uint32_t end = after_month(month_place);
    if (is_sign(end, "/") && month_at(end + 1, true) == month) end += 2;  // two names of one month
    const auto year = year_after(end);
    if (!year) {
      if (const std::uint32_t over = read_range_over_months(at, *list, *month, end)) return over;
      if (is_glued_year(end)) {
        const int two = number(end);
        const Year glued{static_cast<std::int16_t>(two + (two < 70 ? 2000 : 1900)),
                         Calendar::Gregorian, end + 1};
        return add_days(at, end + 1, *list, *month, glued, "date.day_month_short_year");
      }
    }
    const std::uint32_t last = year ? year->end : end;
    const char* const rule = year ? "date.day_month_year" : "date.day_month";
    return add_days(at, last, *list, *month, year, rule);
  }

  /// 7jun02: nothing between day, month and year in the document itself.
  bool is_glued_year(std::uint32_t at) const {
    if (!is_number(at) || tokens_[at].folded.size() != 2 || at < 2) return false;
    const auto source = [&](std::size_t made) { return passage_.reading.map.to_source(made); };
    return source(tokens_[at].span.begin) == source(tokens_[at - 1].span.end - 1) + 1 &&
           source(tokens_[at - 1].span.begin) == source(tokens_[at - 2].span.end - 1) + 1;
  }

  std::uint32_t read_range_over_months(std::uint32_t at, const DayList& list, std::int8_t month,
                                       std::uint32_t end) {
    const std::uint32_t second = after_dash(end);
    if (second == end || list.days.size() != 1) return 0;
    const auto last_day = day_at(second);
    if (!last_day) return 0;
    const std::uint32_t place = skip(after_day(second), DateWordKind::Between);
    const auto last_month = month_at(place, false);
    if (!last_month || *last_month == month) return 0;
    const auto year = year_after(after_month(place));
    if (!year) return 0;
    PartialDate date;
    date.end_year = year->year;
    date.year = static_cast<std::int16_t>(*last_month < month ? year->year - 1 : year->year);
    date.month = month;
    date.day = list.days[0];
    date.end_month = *last_month;
    date.end_day = *last_day;
    if (!make_day(date.year, month, date.day) || !make_day(year->year, *last_month, *last_day)) {
      return 0;
    }
    add({at, year->end}, date, "date.day_range", DateGap::None, 950'000);
    return year->end;
  }

  /// English months are names: "3 may" is no day of May. Other languages write them small.
  bool is_month_by_case(std::uint32_t at) const {
    static constexpr std::string_view kDoubtful[] = {"may", "march", "mar", "sep", "dec",
                                                     "out", "set",   "ago", "mai"};
    if (tokens_[at].casing != Casing::Lower) return true;
    for (const std::string_view word : kDoubtful) {
      if (tokens_[at].folded == word && passage_.language == "en") return false;
    }
    return true;
  }

  /// May 3, 2016; May 3rd; May 3 and 4, 2016; May 3-5, 2016; June-3, 2015
  std::uint32_t read_month_days(std::uint32_t at) {
    const auto month = month_at(at, false);
    if (!month || !is_month_by_case(at)) return 0;
    std::uint32_t day_place = after_month(at);
    if (is_sign(day_place, "-")) ++day_place;
    day_place = skip(day_place, DateWordKind::Between);
    const auto list = day_list_at(day_place);
    if (!list) return 0;
    auto year = year_after(list->end);
    if (!year && month_at(skip(list->end, DateWordKind::Between), false))
      return 0;  // "in May 3 June"
    const std::uint32_t end = year ? year->end : list->end;
    const char* const rule = year ? "date.month_day_year" : "date.month_day";
    return add_days(at, end, *list, *month, year, rule);
  }

  /// May 2016; April-May 2016; early May 2016; last April; in April
  std::uint32_t read_month_year(std::uint32_t at) {
    const auto month = month_at(at, false);
    if (!month) return 0;
    const std::uint32_t end = after_month(at);
    PartialDate date;
    date.month = *month;
    if (const auto year = year_after(end)) {
      date.year = year->year;
      date.calendar = year->calendar;
      add({at, year->end}, date, "date.month_year", DateGap::None, 960'000);
      return year->end;
    }
    if (const std::uint32_t range = read_month_range(at, *month, end)) return range;
    if (passage_.language == "en" && tokens_[at].casing == Casing::Lower) return 0;
    if (const DateWord* const last = find_direction(at)) {
      add({at - static_cast<std::uint32_t>(last->words.size()), at + 1}, date,
          "date.last_month_name", DateGap::Month, 850'000);
      dates_.back().direction = direction_of(*last);
      return at + 1;
    }
    const bool led =
        rules_.phrase_before(passage_, at, DateWordKind::In) != nullptr || find_blur(at) != nullptr;
    if (!led) return 0;
    add({at, at + 1}, date, "date.month", DateGap::Year, 800'000);
    return at + 1;
  }

  /// April-May 2016, April and May 2016
  std::uint32_t read_month_range(std::uint32_t at, std::int8_t month, std::uint32_t end) {
    std::uint32_t second = after_dash(end);
    if (second == end) return 0;
    const auto last = month_at(second, false);
    if (!last) return 0;
    const auto year = year_after(after_month(second));
    if (!year) return 0;
    PartialDate date;
    date.end_year = year->year;
    date.year = static_cast<std::int16_t>(*last < month ? year->year - 1 : year->year);
    date.month = month;
    date.end_month = *last;
    add({at, year->end}, date, "date.month_range", DateGap::None, 930'000);
    return year->end;
  }

  /// mid-May 2016, April-May 2016: one token, because letters stand on both sides of the hyphen.
  std::uint32_t read_compound(std::uint32_t at) {
    const std::string& folded = tokens_[at].folded;
    const std::size_t hyphen = folded.find('-');
    if (hyphen == std::string::npos) return 0;
    Token part = tokens_[at];
    part.folded = folded.substr(hyphen + 1);
    const auto month = rules_.find_month(part, passage_.language, true);
    if (!month) return 0;
    const auto year = year_after(at + 1);
    const std::uint32_t end = year ? year->end : at + 1;
    PartialDate date;
    date.year = year ? year->year : std::int16_t{0};
    date.month = *month;
    const DateGap gap = year ? DateGap::None : DateGap::Year;
    part.folded = folded.substr(0, hyphen);
    if (const auto first = rules_.find_month(part, passage_.language, true)) {
      date.end_month = date.month;
      date.end_year = date.year;
      date.month = *first;
      if (date.month > date.end_month && year) --date.year;
      add({at, end}, date, "date.month_range", gap, 900'000);
      return end;
    }
    const auto found = rules_.phrases.find(part.folded);
    if (found == rules_.phrases.end()) return 0;
    for (const DateWord& word : found->second) {
      if (word.words.size() != 1 || word.kind != DateWordKind::Mid) continue;
      date.qualifier = DateQualifier::Mid;
      add({at, end}, date, "date.month_year", gap, 930'000);
      return end;
    }
    return 0;
  }

  const DateWord* find_blur(std::uint32_t at) const {
    for (const auto kind :
         {DateWordKind::Early, DateWordKind::Mid, DateWordKind::Late, DateWordKind::Since,
          DateWordKind::Until, DateWordKind::Before, DateWordKind::After, DateWordKind::About}) {
      if (const DateWord* const word = rules_.phrase_before(passage_, at, kind)) return word;
    }
    return nullptr;
  }

  const DateWord* find_direction(std::uint32_t at) const {
    for (const auto kind : {DateWordKind::Last, DateWordKind::This, DateWordKind::Next}) {
      if (const DateWord* const word = rules_.phrase_before(passage_, at, kind)) return word;
    }
    return nullptr;
  }
  static std::int32_t direction_of(const DateWord& word) {
    return word.kind == DateWordKind::Last ? -1 : word.kind == DateWordKind::Next ? 1 : 0;
  }

  /// Tuesday; last Tuesday. A weekday before a full date belongs to that date.
  std::uint32_t read_weekday(std::uint32_t at) {
    const auto found = rules_.weekdays.find(tokens_[at].folded);
    if (found == rules_.weekdays.end() || tokens_[at].folded.size() < 4) return 0;
    if (passage_.language == "en" && tokens_[at].casing == Casing::Lower) return 0;
    for (std::uint32_t next = at + 1; next <= at + 3 && has(next); ++next) {
      if (tokens_[next].kind == TokenKind::Number || month_at(next, false)) return 0;
    }
    const DateWord* const last = find_direction(at);
    const std::uint32_t begin =
        last == nullptr ? at : at - static_cast<std::uint32_t>(last->words.size());
    add({begin, at + 1}, {}, "date.weekday", DateGap::Weekday, 800'000);
    dates_.back().offset = found->second;
    dates_.back().direction = last == nullptr ? -1 : direction_of(*last);
    return at + 1;
  }

  std::uint32_t read_relative(std::uint32_t at) {
    if (const DateWord* const day = rules_.phrase_at(passage_, at, DateWordKind::Day)) {
      const auto end = at + static_cast<std::uint32_t>(day->words.size());
      add({at, end}, {}, "date.relative_day", DateGap::Relative, 820'000);
      dates_.back().offset = day->value;
      return end;
    }
    if (const DateWord* const same = rules_.phrase_at(passage_, at, DateWordKind::SameDay)) {
      const auto end = at + static_cast<std::uint32_t>(same->words.size());
      add({at, end}, {}, "date.same_day", DateGap::Same, 800'000);
      return end;
    }
    for (const auto kind : {DateWordKind::Last, DateWordKind::This, DateWordKind::Next}) {
      const DateWord* const word = rules_.phrase_at(passage_, at, kind);
      if (word == nullptr) continue;
      const auto unit = at + static_cast<std::uint32_t>(word->words.size());
      const bool month = rules_.phrase_at(passage_, unit, DateWordKind::UnitMonth) != nullptr;
      const bool year = rules_.phrase_at(passage_, unit, DateWordKind::UnitYear) != nullptr;
      if (!month && !year) continue;
      add({at, unit + 1}, {}, month ? "date.relative_month" : "date.relative_year",
          month ? DateGap::UnitMonth : DateGap::UnitYear, 780'000);
      dates_.back().direction = direction_of(*word);
      return unit + 1;
    }
    return 0;
  }

  /// "in 2016", "с 2011 года": a year alone needs a word that makes it one.
  std::uint32_t read_bare_year(std::uint32_t at) {
    const auto year = year_at(at);
    if (!year || is_part_of_number(at)) return 0;
    const bool led =
        rules_.phrase_before(passage_, at, DateWordKind::In) != nullptr || find_blur(at) != nullptr;
    if (!led && year->end == at + 1) return 0;
    PartialDate date;
    date.year = year->year;
    date.calendar = year->calendar;
    add({at, year->end}, date, "date.year", DateGap::None, 850'000);
    return year->end;
  }

  std::vector<PrintedDate> dates_;
};

}  // namespace

std::vector<PrintedDate> read_dates(const ScannedPassage& passage, const DateRules& rules) {
  return Reader(passage, rules).read();
}

}  // namespace habeas
