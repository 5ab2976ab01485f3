// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/publication_day.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

std::string iso(const std::optional<PrintedDay>& day) { return day ? to_iso(day->day) : ""; }

std::string address_date(std::string_view address) {
  const auto found = find_address_date(address);
  return found ? to_iso(found->date) : "";
}

TEST(PublicationDay, StandsInAddresses) {
  EXPECT_EQ(address_date("https://a.example/2017/02/13/title"), "2017-02-13");
  EXPECT_EQ(address_date("https://a.example/news/2017-02-13-title"), "2017-02-13");
  EXPECT_EQ(address_date("https://a.example/20170213_title.html"), "2017-02-13");
  EXPECT_EQ(address_date("https://a.example/2017/02/title"), "2017-02");
  EXPECT_EQ(address_date("https://a.example/2017/13/title"), "");
  EXPECT_EQ(address_date("https://a.example/2017/02/30/title"), "2017-02");
  EXPECT_EQ(address_date("https://2017-02-13.example/title"), "");
  EXPECT_EQ(address_date("https://a.example/node/123456789012"), "");
  EXPECT_EQ(address_date(""), "");
}

TEST(PublicationDay, LeadsParagraphs) {
  EXPECT_EQ(iso(find_dateline("Oslo, 5 June 2015. The Network is concerned.")), "2015-06-05");
  EXPECT_EQ(iso(find_dateline("JUNE 5, 2015\u2014The bar asks for an inquiry.")), "2015-06-05");
  EXPECT_EQ(iso(find_dateline("Norway \u2013 June 5, 2015 \u2013 The Network")), "2015-06-05");
  EXPECT_EQ(iso(find_dateline("On 5 June 2015 the lawyer was held")), "");
  EXPECT_EQ(iso(find_dateline("The lawyer was held on 5 June 2015. He was freed.")), "");
}

TEST(PublicationDay, ClosesLinesOfTheHead) {
  EXPECT_EQ(iso(find_closing_day("Example Times, June 5, 2015")), "2015-06-05");
  EXPECT_EQ(iso(find_closing_day("REFERENCE: UA NOR 11/2015 5 June 2015")), "2015-06-05");
  EXPECT_EQ(iso(find_closing_day("Conseil du 5 juin 2015")), "2015-06-05");
  EXPECT_EQ(iso(find_closing_day("Hearing put off until June 5, 2015")), "");
  EXPECT_EQ(iso(find_labelled_day("Index: NOR 12/15 Date: 5 June 2015")), "2015-06-05");
  EXPECT_EQ(iso(find_labelled_day("Example Times, June 5, 2015")), "");
  EXPECT_EQ(iso(find_place_and_day("5 июня 2015 г., Осло")), "2015-06-05");
  EXPECT_EQ(iso(find_place_and_day("Re: Disappearance of Lawyer Per Dahl on 5 June 2015")), "");
}

TEST(PublicationDay, IsSettledByNeighbours) {
  const auto printed = parse_day_line("04/06/2017");
  ASSERT_TRUE(printed);
  EXPECT_EQ(to_iso(settle_day(*printed, "held on 5 April 2017")), "2017-04-06");
  EXPECT_EQ(to_iso(settle_day(*printed, "held on 1 June 2017")), "2017-06-04");
  EXPECT_EQ(to_iso(settle_day(*printed, "held")), "2017-06-04");
}

TEST(PublicationDay, IsSettledByTheRow) {
  std::vector<PrintedDay> days;
  for (const char* line : {"03/02/2018", "01/09/2018", "12/05/2017"}) {
    days.push_back(*parse_day_line(line));
  }
  settle_sequence(days);
  EXPECT_EQ(to_iso(days[0].day), "2018-03-02");
  EXPECT_EQ(to_iso(days[2].day), "2017-12-05");
}

}  // namespace
}  // namespace habeas
