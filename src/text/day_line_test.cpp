// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/day_line.h"

#include <gtest/gtest.h>

#include "text/day_word_rows.h"
#include "text/fold.h"

namespace habeas {
namespace {

struct DayLineCase {
  const char* name;
  const char* line;
  const char* expected;  // "" if the line is no day
};

class DayLineTest : public testing::TestWithParam<DayLineCase> {};

TEST_P(DayLineTest, IsReadOrRefused) {
  const auto printed = parse_day_line(GetParam().line);
  EXPECT_EQ(printed ? to_iso(printed->day) : "", GetParam().expected) << GetParam().line;
}

INSTANTIATE_TEST_SUITE_P(
    DayLines, DayLineTest,
    testing::Values(
        DayLineCase{"day_month_year", "13 February 2017", "2017-02-13"},
        DayLineCase{"month_day_year", "February 13, 2017", "2017-02-13"},
        DayLineCase{"capitals", "FEBRUARY 13, 2017", "2017-02-13"},
        DayLineCase{"dots", "13.02.2017", "2017-02-13"},
        DayLineCase{"bars", "26 | 01 | 2022", "2022-01-26"},
        DayLineCase{"bars_of_a_table", "26 | 01 | 22", ""},
        DayLineCase{"hungarian", "2022. február 3.", "2022-02-03"},
        DayLineCase{"swedish", "3 maj 2022", "2022-05-03"},
        DayLineCase{"short_year", "13.02.17", "2017-02-13"},
        DayLineCase{"last_century", "13.02.97", "1997-02-13"},
        DayLineCase{"slashes_with_spaces", "Le 15 / 06 / 2015", "2015-06-15"},
        DayLineCase{"month_first_by_need", "02/25/2017", "2017-02-25"},
        DayLineCase{"iso", "2017-02-13", "2017-02-13"},
        DayLineCase{"rfc3339", "2017-02-13T09:30:00Z", "2017-02-13"},
        DayLineCase{"french", "13 février 2017", "2017-02-13"},
        DayLineCase{"french_first", "le 1er mars 2017", "2017-03-01"},
        DayLineCase{"french_comma", "le 17 mai, 2019", "2019-05-17"},
        DayLineCase{"spanish", "13 de febrero de 2017", "2017-02-13"},
        DayLineCase{"spanish_weekday_time", "Mié, 24/11/2010 - 06:15", "2010-11-24"},
        DayLineCase{"german", "Montag, 13. Februar 2017, 9:30 Uhr", "2017-02-13"},
        DayLineCase{"russian", "13 февраля 2017 г.", "2017-02-13"},
        DayLineCase{"kazakh_year_first", "2017 жылғы 13 ақпан", "2017-02-13"},
        DayLineCase{"kazakh_day_first", "13 ақпан 2017 жыл", "2017-02-13"},
        DayLineCase{"chinese", "2017年2月13日", "2017-02-13"},
        DayLineCase{"glued", "7jun02", "2002-06-07"},
        DayLineCase{"space_lost", "2September 2016", "2016-09-02"},
        DayLineCase{"lead_and_time", "Posted on: Feb. 13th, 2017 at 2:42 PM", "2017-02-13"},
        DayLineCase{"count_behind", "20/02/2015 18", "2015-02-20"},
        DayLineCase{"no_break_space", "13\u00A0February\u00A02017", "2017-02-13"},
        DayLineCase{"time_first", "Updated at 9:32 p.m. ET on 2020-08-19", "2020-08-19"},
        DayLineCase{"month_alone", "February 2017", ""},
        DayLineCase{"year_missing", "13 February", ""},
        DayLineCase{"no_such_day", "30 February 2017", ""},
        DayLineCase{"no_such_leap_day", "29.02.2017", ""},
        DayLineCase{"other_words", "Letter of 13 February 2017", ""},
        DayLineCase{"sentence", "13 February 2017 was a Monday", ""},
        DayLineCase{"reference", "KAZ 001 / 0217 / OBS 085", ""},
        DayLineCase{"address", "10.20.30.40", ""}, DayLineCase{"far_year", "13 February 1017", ""},
        DayLineCase{"two_days", "13.02.2017 - 15.02.2017", ""}, DayLineCase{"empty", "", ""},
        DayLineCase{"spaces", " \t ", ""}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(DayLine, TellsTheOtherReading) {
  const auto printed = parse_day_line("03/05/2004");
  ASSERT_TRUE(printed);
  EXPECT_EQ(to_iso(printed->day), "2004-05-03");
  ASSERT_TRUE(printed->swapped);
  EXPECT_EQ(to_iso(*printed->swapped), "2004-03-05");
  EXPECT_FALSE(parse_day_line("13/05/2004")->swapped);
  EXPECT_FALSE(parse_day_line("05/05/2004")->swapped);
}

TEST(DayLine, SpanHoldsTheDayAlone) {
  const std::string_view line = "  Posted on 13 February 2017 at 9.30 am ";
  const auto printed = parse_day_line(line);
  ASSERT_TRUE(printed);
  EXPECT_EQ(slice(line, printed->span), "13 February 2017");
}

TEST(DayLine, FindsDaysInRunningText) {
  const std::string_view text =
      "Oslo, 5 June 2015. On June 3, 2015, and again on 04/06/2015, version 1.2.3.2015 stood "
      "there.";
  const auto days = find_days(text);
  ASSERT_EQ(days.size(), 3U);
  EXPECT_EQ(to_iso(days[0].day), "2015-06-05");
  EXPECT_EQ(slice(text, days[1].span), "June 3, 2015");
  EXPECT_EQ(to_iso(days[2].day), "2015-06-04");
}

TEST(DayLine, WordsOfTheTableAreFolded) {
  for (const DayWordRow& row : kDayWordRows) EXPECT_EQ(fold(row.word), row.word);
}

}  // namespace
}  // namespace habeas
