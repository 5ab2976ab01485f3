// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/civil_day.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

TEST(CivilDay, counts_from_1970) {
  EXPECT_EQ(make_day(1970, 1, 1)->days, 0);
  EXPECT_EQ(make_day(1969, 12, 31)->days, -1);
  EXPECT_EQ(make_day(2000, 3, 1)->days, 11017);
}

TEST(CivilDay, every_day_of_five_centuries_comes_back) {
  for (int days = make_day(1700, 1, 1)->days; days <= make_day(2200, 12, 31)->days; ++days) {
    const YearMonthDay ymd = to_year_month_day(CivilDay{days});
    ASSERT_EQ(make_day(ymd.year, ymd.month, ymd.day)->days, days);
  }
}

TEST(CivilDay, refuses_days_the_calendar_does_not_have) {
  EXPECT_FALSE(make_day(2017, 2, 29));
  EXPECT_FALSE(make_day(1900, 2, 29));
  EXPECT_TRUE(make_day(2000, 2, 29));
  EXPECT_FALSE(make_day(2017, 13, 1));
  EXPECT_FALSE(make_day(2017, 4, 31));
  EXPECT_FALSE(parse_iso_day("2017-2-13"));
  EXPECT_FALSE(parse_iso_day("2017-02-30"));
}

TEST(CivilDay, weekday_is_iso) {
  EXPECT_EQ(weekday_of(*make_day(2017, 2, 13)), 0);  // a Monday
  EXPECT_EQ(weekday_of(*make_day(1969, 12, 28)), 6);
}

TEST(Instant, goes_to_text_and_back) {
  EXPECT_EQ(to_rfc3339(Instant{0}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339(Instant{-1000}), "1969-12-31T23:59:59Z");
  EXPECT_EQ(parse_rfc3339("2017-02-13T09:30:05Z")->milliseconds, 1486978205000);
  EXPECT_EQ(to_rfc3339(*parse_rfc3339("2017-02-13T09:30:05Z")), "2017-02-13T09:30:05Z");
  EXPECT_FALSE(parse_rfc3339("2017-02-13T24:00:00Z"));
  EXPECT_EQ(day_of(Instant{-1}), *make_day(1969, 12, 31));
}

}  // namespace
}  // namespace habeas
