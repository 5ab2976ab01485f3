// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/dates.h"

#include <gtest/gtest.h>

#include "extract/marked_text.h"

namespace habeas {
namespace {

bool has_date(std::string_view text, std::string_view language) {
  const Extraction read = test_extractor().extract(make_test_document(text, language));
  return std::any_of(read.facts.begin(), read.facts.end(),
                     [](const Fact& fact) { return fact.kind == FactKind::Date; });
}

TEST(Dates, every_row_has_an_example_that_is_read_and_a_near_miss_that_is_not) {
  check_topic("date_words", FactKind::Date);
}

TEST(Dates, printed_forms) {
  const auto check = [](std::string_view marked) { EXPECT_EQ(check_marks(marked, "en"), ""); };
  check("held on {{date 2016-05-17|17 May 2016}}.");
  check("held on {{date 2016-05-17|May 17th, 2016}}.");
  check("held on {{date 2016-05-17|May 17,2016}}, ahead of rallies");
  check("held on {{date 2016-05-17|17.05.2016}}.");
  check("held on {{date 2016-05-17|17/05/16}}.");
  check("held on {{date 2016-05-17|2016-05-17}}.");
  check("held on {{date 2016-05-17|5/17/2016}}.");
  check("{{date 2002-06-07|7jun02}}");
  check("the {{date 2015-06-03|June-3, 2015}} attack");
  check("on {{date 2015-03-05|5 on March 2015}} he came");
  check("from {{date 2016-04-28/2016-05-03|28 April to 3 May 2016}}");
  check("in {{date 2016-04/2016-05|April-May 2016}}");
  check("held on {{date 2016-05-03|May 3 and 4, 2016}}");
  check("held on {{date 2016-05-04|May 3 and 4, 2016}}");
  check("Or. 17/2561 of {{date 2018-05-03|3 May 2561}}");
}

TEST(Dates, what_is_not_printed_is_inferred) {
  const auto check = [](std::string_view marked) { EXPECT_EQ(check_marks(marked, "en"), ""); };
  check("On {{date 2017-01-27|27 January}} he was moved.");
  check("On {{date 2016-12-27|27 December}} he was moved.");
  check("Police came on 14 February 2015. On {{date 2015-02-16|16 February}} they left.");
  check("He was held on {{date 2008-05-28|May 28}} and freed on June 2, 2008.");
  check("protests took place {{date 2016-04|last April}} and early {{date 2016-05|May 2016}}");
  check("He was held on {{date 2017-02-07|Tuesday}}.");
}

std::string role_in(std::string_view text) {
  const Extraction read = test_extractor().extract(make_test_document(text, "en"));
  for (const Fact& fact : read.facts) {
    if (fact.kind == FactKind::Date) return std::get<DateValue>(fact.value).role;
  }
  return "";
}

TEST(Dates, a_date_has_the_role_of_the_words_before_it) {
  EXPECT_EQ(role_in("held on 3 May 2016"), "event");
  EXPECT_EQ(role_in("a letter dated 3 May 2016"), "letter");
  EXPECT_EQ(role_in("detained as of February 9, 2017"), "as_of");
  EXPECT_EQ(role_in("born on 3 May 1966"), "birth");
  EXPECT_EQ(role_in("February 13, 2017"), "published");
}

TEST(Dates, numbers_that_are_no_dates) {
  EXPECT_FALSE(has_date("chapter 1.2.17 of the code", "en"));
  EXPECT_FALSE(has_date("31 February 2016", "en"));
  EXPECT_FALSE(has_date("he may 3 times appeal", "en"));
  EXPECT_FALSE(has_date("room 2016, 12:30", "en"));
  EXPECT_FALSE(has_date("KGZ 007 / 0912 / OBS 044", "en"));
}

}  // namespace
}  // namespace habeas
