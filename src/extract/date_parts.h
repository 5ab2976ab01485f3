// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/date_words.h"
#include "extract/scan.h"
#include "model/partial_date.h"

namespace habeas {

/// The years that a bare number may be.
inline constexpr int kYearFirst = 1900;
inline constexpr int kYearLast = 2100;
inline constexpr int kBuddhistYears = 543;

/// Days of one month: a list, or the first and last of a range.
struct DayList {
  std::vector<std::int8_t> days;
  bool range = false;
  std::uint32_t end = 0;
};

struct Year {
  std::int16_t year = 0;
  Calendar calendar = Calendar::Gregorian;
  std::uint32_t end = 0;
};

/// The parts that dates are put together of, read at a token of one passage: what stands there,
/// and where it ends. Borrows the passage and the rules.
class DateParts {
 public:
  DateParts(const ScannedPassage& passage, const DateRules& rules)
      : passage_(passage), rules_(rules), tokens_(passage.tokens) {}

  bool has(std::uint32_t at) const;  ///< a token stands at `at`
  bool is_number(std::uint32_t at) const;
  bool is_glued(std::uint32_t at) const;  ///< no white space before it
  bool is_sign(std::uint32_t at, std::string_view sign) const;
  int number(std::uint32_t at) const;  ///< of at most four digits, else -1
  /// `3.5`, `1/2`, `12:30`: a part of some longer number.
  bool is_part_of_number(std::uint32_t at) const;
  /// In the language of the passage or English; with `any_language` in any.
  std::optional<std::int8_t> month_at(std::uint32_t at, bool any_language) const;
  /// After the month, and the full stop that shortens it.
  std::uint32_t after_month(std::uint32_t at) const;
  /// 1 to 31
  std::optional<std::int8_t> day_at(std::uint32_t at) const;
  /// After the day, and the ending of its ordinal: `3rd`, `1er`, `16-го`.
  std::uint32_t after_day(std::uint32_t at) const;
  /// After a phrase of `kind`; `at` if there is none.
  std::uint32_t skip(std::uint32_t at, DateWordKind kind) const;
  /// Four digits; a Buddhist year comes as a Gregorian one.
  std::optional<Year> year_at(std::uint32_t at) const;
  /// The year after a month, over a comma or "of".
  std::optional<Year> year_after(std::uint32_t at) const;
  /// After a dash or a word for "to"; `at` if there is neither.
  std::uint32_t after_dash(std::uint32_t at) const;
  /// `3`, `3 and 4`, `3-5`, `27 au 28`
  std::optional<DayList> day_list_at(std::uint32_t at) const;
  /// `12:30`
  bool is_time(std::uint32_t at) const;

 protected:
  const ScannedPassage& passage_;
  const DateRules& rules_;
  const std::vector<Token>& tokens_;
};

}  // namespace habeas
