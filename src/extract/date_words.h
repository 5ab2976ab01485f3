// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "extract/scan.h"
#include "extract/word_filter.h"
#include "know/tables.h"

namespace habeas {

/// What words around a date do (tables/date_words).
enum class DateWordKind : std::uint8_t {
  Month,      ///< a further form of a month; value 1 to 12
  MonthStem,  ///< any word that begins so
  Weekday,    ///< value 0 Monday to 6 Sunday
  Between,    ///< between day, month and year: "of", "on"; value unused
  And,        ///< parts several days of one month
  To,         ///< first to last day of a range
  Early,
  Mid,
  Late,
  About,
  Before,
  After,
  Since,
  Until,
  In,       ///< makes a month or year that stands alone a date
  Year,     ///< behind or before a year: "г.", "году", "жылы"
  Day,      ///< value: days from the publication day: yesterday -1
  SameDay,  ///< the day named before
  Last,     ///< before a month, weekday, "month", "year": the one before the publication day
  This,
  Next,
  UnitWeek,
  UnitMonth,
  UnitYear,
  Letter,  ///< roles of a date, by the words before it
  AsOf,
  Deadline,
  Birth,
  Law,
  History,
  Published,
};

struct DateWord {
  DateWordKind kind = DateWordKind::In;
  std::int32_t value = 0;
  std::string id;                  ///< "date.<row>"
  std::vector<std::string> words;  ///< folded, one or more
};

struct MonthWord {
  std::int8_t month = 0;
  std::string language;
};

/// Months of tables/day_words and the words of tables/date_words, all languages
/// together but for months, which know theirs. Immutable; may be shared between threads.
struct DateRules {
  std::unordered_map<std::string, std::vector<MonthWord>> months;
  std::vector<std::pair<std::string, MonthWord>> month_stems;
  std::unordered_map<std::string, std::int32_t> weekdays;  ///< 0 Monday
  std::unordered_map<std::string, std::vector<DateWord>>
      phrases;  ///< by the first word; longest first
  std::unordered_map<std::string, std::vector<DateWord>>
      endings;  ///< by the last word; longest first

  WordFilter openers;  ///< what a date can begin with: months, weekdays, first words of phrases
  WordFilter ends;     ///< last words of phrases

  /// The month that `token` names in `language`; with `any_language` in whatever language.
  std::optional<std::int8_t> find_month(const Token& token, std::string_view language,
                                        bool any_language) const;
  /// The phrase of `kind` that begins at token `at`, nothing if none does.
  const DateWord* phrase_at(const ScannedPassage& passage, std::uint32_t at,
                            DateWordKind kind) const;
  /// The phrase of `kind` that ends before token `end`.
  const DateWord* phrase_before(const ScannedPassage& passage, std::uint32_t end,
                                DateWordKind kind) const;
};

/// Errors: BadInput naming the row.
Result<DateRules> make_date_rules(const Tables& tables);

}  // namespace habeas
