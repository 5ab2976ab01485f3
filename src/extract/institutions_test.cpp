// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/institutions.h"

#include <gtest/gtest.h>

#include "extract/marked_text.h"

namespace habeas {
namespace {

TEST(Facilities, every_row_reads_its_example_and_not_its_near_miss) {
  check_rows("facilities", "facility");
}

TEST(Courts, every_row_reads_its_example_and_not_its_near_miss) { check_rows("courts", "court"); }

TEST(Facilities, names_stand_before_and_behind_the_word) {
  const auto check = [](std::string_view marked) { EXPECT_EQ(check_marks(marked, "en"), ""); };
  check("from {{facility Atyrau pre-trial detention centre|Atyrau pre-trial detention centre}} to");
  check(
      "to a {{facility pre-trial detention facility in Aktobe|pre-trial detention facility in "
      "Aktobe}}, far");
  check("The {{facility colony N AB-12/3|colony N AB-12/3}} asked");
  check(
      "in {{facility detention facility no. 12/3|detention facility no. 12/3}} in the city of "
      "Oral");
}

TEST(Courts, names_stand_before_and_behind_the_word) {
  const auto check = [](std::string_view marked) { EXPECT_EQ(check_marks(marked, "en"), ""); };
  check("The {{court Oral’s City Court No. 2|Oral’s City Court No. 2}} ruled");
  check("the {{court Supreme Court of Kazakhstan|Supreme Court of Kazakhstan}} ruled");
  check("At {{court Oral City Court|Oral City Court}} 16 October 2016 was a long day");
  check("the {{court High Court in Nairobi|High Court in Nairobi}} ruled");
}

TEST(Facilities, the_city_is_resolved) {
  const Extraction read = test_extractor().extract(
      make_test_document("a meeting in detention facility no. 12/3 in the city of Kostanay", "en"));
  for (const Fact& fact : read.facts) {
    if (fact.kind != FactKind::Facility) continue;
    EXPECT_EQ(std::get<PlaceValue>(fact.value).city, "Kostanay");
    EXPECT_EQ(std::get<PlaceValue>(fact.value).country, "KAZ");
    return;
  }
  FAIL() << "no facility";
}

}  // namespace
}  // namespace habeas
