// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/civil_day.h"
#include "disclose/page_values.h"
#include "render/fields.h"
#include "render/wording.h"

namespace habeas {

inline constexpr std::size_t kPeopleOfLine = 4;

/// The parts that several pages share, as fields for their templates.
struct PartWriter {
  const Wording& words;
  CivilDay today;

  void docket_line(Fields& fields, const DocketLine& line) const;
  /// At most `people_max` people one by one, the rest as a number.
  void case_line(Fields& fields, const CaseLine& line, std::size_t people_max) const;
  void person_line(Fields& fields, const PersonLine& person) const;
  void quote(Fields& fields, const QuoteValue& quote) const;
  void quotes(Fields& fields, const std::vector<QuoteValue>& quotes) const;
  void fact_parts(Fields& fields, const FactLine& line) const;
  void tag_link(Fields& fields, const TagLink& tag) const;
  /// The list `turn` is empty when one page holds all. `base` ends in a slash.
  void page_turn(Fields& fields, PageTurn turn, std::string_view base) const;

  std::string country(std::string_view alpha3) const;
  /// The name of a fact in one line: its own words, or the word of our tables for its type.
  std::string fact_name(const FactLine& line) const;
  std::string kind(const FactLine& line) const;
  std::string modality(const FactLine& line) const;
  std::string review(Review review) const;
  std::string case_heading(const CaseLine& line) const;
};

std::string_view review_class(Review review);
std::string modality_class(const FactLine& line);
/// "98 %" of 980,000 millionths, without rounding up.
std::string percent_words(std::int32_t millionths);

}  // namespace habeas
