// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/quantities.h"

#include <gtest/gtest.h>

#include "extract/marked_text.h"

namespace habeas {
namespace {

TEST(Quantities, every_row_has_an_example_that_is_read_and_a_near_miss_that_is_not) {
  check_topic("quantities", FactKind::Quantity);
}

TEST(Quantities, a_distance_knows_its_ends) {
  const Extraction read = test_extractor().extract(make_test_document(
      "moved to the colony of Petropavlovsk, which is 1,500 km from Atyrau, their home", "en"));
  for (const Fact& fact : read.facts) {
    if (fact.kind != FactKind::Quantity) continue;
    const auto& value = std::get<QuantityValue>(fact.value);
    EXPECT_EQ(value.amount, 1500);
    ASSERT_EQ(value.arguments.size(), 2u);
    EXPECT_EQ(value.arguments[0].role, ArgumentRole::From);
    EXPECT_EQ(test_value(read.facts[value.arguments[0].fact]), "Atyrau");
    EXPECT_EQ(test_value(read.facts[value.arguments[1].fact]), "Petropavlovsk");
    return;
  }
  FAIL() << "no distance";
}

TEST(Quantities, the_qualifier_is_kept) {
  const Extraction read =
      test_extractor().extract(make_test_document("more than 500 km away from Atyrau", "en"));
  for (const Fact& fact : read.facts) {
    if (fact.kind != FactKind::Quantity) continue;
    EXPECT_EQ(std::get<QuantityValue>(fact.value).qualifier, QuantityQualifier::MoreThan);
    EXPECT_EQ(fact.evidence.front().quote, "more than 500 km");
  }
}

}  // namespace
}  // namespace habeas
