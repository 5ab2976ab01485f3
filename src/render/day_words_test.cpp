// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/day_words.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

const Wording& english() { return Wording::of("en"); }

TEST(DayWords, are_words_never_figures_only) {
  const auto check = [](const char* iso, const char* expected) {
    EXPECT_EQ(day_words(parse_iso_date(iso), english()), expected);
  };
  check("2017-02-09", "9 February 2017");
  check("2017-02", "February 2017");
  check("2017", "2017");
  check("2016-04-16/2016-04-18", "16 to 18 April 2016");
  check("2016-04-30/2016-05-02", "30 April to 2 May 2016");
  check("2016-04/2016-05", "April to May 2016");
  check("2015-12/2016-02", "December 2015 to February 2016");
  check("", "no date");
  auto about = parse_iso_date("2019-05-03");
  about->qualifier = DateQualifier::About;
  EXPECT_EQ(day_words(about, english()), "about 3 May 2019");
  EXPECT_EQ(day_words(std::nullopt, english()), "no date");
  EXPECT_EQ(short_day_words(parse_iso_date("2017-02-09"), english()), "9 Feb 2017");
}

TEST(DayWords, age_is_counted_to_the_day_asked_about) {
  const CivilDay today = *parse_iso_day("2026-05-12");
  const auto check = [&](const char* iso, const char* expected) {
    EXPECT_EQ(age_words(parse_iso_date(iso), today, english()), expected) << iso;
  };
  check("2026-05-12", "today");
  check("2026-05-11", "1 day ago");
  check("2026-04-12", "30 days ago");
  check("2026-01-12", "4 months ago");
  check("2017-02-09", "9 years ago");
  check("2026-06-02", "in 21 days");
  check("2025", "4 months ago");
  EXPECT_EQ(age_words(std::nullopt, today, english()), "");
}

TEST(Wording, says_and_counts) {
  EXPECT_EQ(english().count("reports", 1), "1 report");
  EXPECT_EQ(english().count("reports", 1234), "1,234 reports");
  EXPECT_EQ(english().word("type", "attack_on_premises"), "attack on premises");
  EXPECT_EQ(english().word("type", "never_heard_of"), "never heard of");
  EXPECT_EQ(english().say("date.month", {{"month", "{year}"}, {"year", "2017"}}), "{year} 2017")
      << "what is put in is not read again";
  EXPECT_EQ(number_words(-1234567, english()), "-1,234,567");
}

}  // namespace
}  // namespace habeas
