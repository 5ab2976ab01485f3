// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/places.h"

#include <gtest/gtest.h>

#include "extract/marked_text.h"

namespace habeas {
namespace {

std::string places_of(std::string_view text, std::string_view language = "en") {
  const Extraction read = test_extractor().extract(make_test_document(text, language));
  std::string names;
  for (const Fact& fact : read.facts) {
    if (fact.kind != FactKind::Place) continue;
    const auto& place = std::get<PlaceValue>(fact.value);
    if (!names.empty()) names += "; ";
    names += place.name + "/" + place.type + "/" + place.country;
  }
  return names;
}

TEST(Places, every_row_has_an_example_that_is_read_and_a_near_miss_that_is_not) {
  check_topic("place_contexts", FactKind::Place);
}

TEST(Places, names_are_found_with_country_and_kind) {
  EXPECT_EQ(places_of("He was moved from Atyrau to Aktobe."), "Atyrau/city/KAZ; Aktobe/city/KAZ");
  EXPECT_EQ(places_of("a lawyer from Oral, Western Kazakhstan"),
            "Oral/city/KAZ; Western Kazakhstan/region/KAZ");
  EXPECT_EQ(places_of("in the city of Kostanay"), "Kostanay/city/KAZ");
  EXPECT_EQ(places_of("Kazakhstan’s domestic law"), "Kazakhstan/country/KAZ");
  EXPECT_EQ(places_of("KAZAKHSTAN: a ruling"), "Kazakhstan/country/KAZ");
}

TEST(Places, the_country_of_the_report_decides_between_namesakes) {
  EXPECT_EQ(places_of("# Venezuela: lawyer held\nHe lives in Valencia."),
            "Venezuela/country/VEN; Valencia/city/VEN");
}

TEST(Places, words_and_names_of_people_are_no_places) {
  EXPECT_EQ(places_of("Mr. Oral came. Ms. Victoria Berik left."), "");
  EXPECT_EQ(places_of("Victoria said so. Reading is hard."), "");
  EXPECT_EQ(places_of("the Article of the Code"), "");
}

TEST(Places, mentions_are_joined) {
  const Extraction read =
      test_extractor().extract(make_test_document("From Atyrau to Oral. Atyrau again.", "en"));
  for (const Fact& fact : read.facts) {
    if (test_value(fact) != "Atyrau") continue;
    EXPECT_EQ(fact.evidence.size(), 2u);
  }
}

}  // namespace
}  // namespace habeas
