// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "model/case_file.h"
#include "model/document_id.h"
#include "model/partial_date.h"

namespace habeas {
namespace {

TEST(DocumentId, goes_to_text_and_back) {
  const DocumentId whole{sha256("x"), ""};
  const DocumentId post{sha256("x"), "post:https://example.org/#a"};
  EXPECT_EQ(parse_document_id(to_text(whole)), whole);
  EXPECT_EQ(parse_document_id(to_text(post)), post);
  EXPECT_FALSE(parse_document_id(to_text(whole) + "#"));
  EXPECT_FALSE(parse_document_id(to_text(whole) + "?x"));
  EXPECT_FALSE(parse_document_id(to_text(whole) + "#a\nb"));
  EXPECT_FALSE(parse_document_id("abc"));
}

// docs/decisions/0002-names-that-last.md holds the same vectors.
TEST(LastingNames, have_published_vectors) {
  const DocumentId document{sha256("abc"), "post:https://example.org/2019/05/04/held/"};
  const CaseId case_id = make_case_id(document, "igor lenkov");
  EXPECT_EQ(to_hex(case_id.id), "3d57928b5908ba9fdd9d07d88fc05121");
  EXPECT_EQ(case_number(case_id, "KAZ", 2019), "KAZ-2019-7NBS5");
  EXPECT_EQ(case_number(case_id, "", 2019), "XXX-2019-7NBS5");
  EXPECT_NE(to_hex(make_person_id(document, "igor lenkov").id), to_hex(case_id.id));
  EXPECT_EQ(parse_lasting_id(to_hex(case_id.id)), case_id.id);
  EXPECT_FALSE(parse_lasting_id("3d57"));
}

TEST(PartialDate, goes_to_text_and_back) {
  for (const std::string_view text :
       {"2017", "2017-02", "2017-02-13", "2016-04/2016-05", "2016-05-01/2016-05-03"}) {
    ASSERT_TRUE(parse_iso_date(text)) << text;
    EXPECT_EQ(to_iso(*parse_iso_date(text)), text);
  }
  for (const std::string_view text :
       {"", "17", "2017-13", "2017-02-30", "2017-2-3", "2017/", "0000"}) {
    EXPECT_FALSE(parse_iso_date(text)) << text;
  }
}

TEST(PartialDate, covers_the_days_it_may_mean) {
  EXPECT_EQ(days_of(*parse_iso_date("2016-02")),
            (DayRange{*make_day(2016, 2, 1), *make_day(2016, 2, 29)}));
  EXPECT_EQ(days_of(*parse_iso_date("2016-04/2016-05-03")),
            (DayRange{*make_day(2016, 4, 1), *make_day(2016, 5, 3)}));
  EXPECT_FALSE(days_of(PartialDate{}));
}

TEST(PartialDate, orders_a_timeline) {
  const auto before = [](std::string_view a, std::string_view b) {
    return is_before(*parse_iso_date(a), *parse_iso_date(b));
  };
  EXPECT_TRUE(before("2016-04-30", "2016-05"));
  EXPECT_TRUE(before("2016-05-01", "2016-05"));
  EXPECT_FALSE(before("2016-05", "2016-05-01"));
  EXPECT_TRUE(is_before(*parse_iso_date("2016"), PartialDate{}));
  EXPECT_FALSE(is_before(PartialDate{}, PartialDate{}));
}

}  // namespace
}  // namespace habeas
