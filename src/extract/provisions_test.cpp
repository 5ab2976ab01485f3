// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/provisions.h"

#include <gtest/gtest.h>

#include "extract/marked_text.h"

namespace habeas {
namespace {

TEST(Provisions, every_row_has_an_example_that_is_read_and_a_near_miss_that_is_not) {
  check_topic("provisions", FactKind::Provision);
}

TEST(Provisions, every_way_of_print_is_one_provision) {
  const auto check = [](std::string_view marked) { EXPECT_EQ(check_marks(marked, "en"), ""); };
  check("{{provision 91.7||mention|Article 91.7}} says");
  check("{{provision 14.2||mention|Article 14(2)}} says");
  check("{{provision 4.2.c||mention|Section 4 (2) (c)}} says");
  check("{{provision 293.3||mention|Article 293, paragraph 3}} says");
  check("{{provision 174.1||mention|Art. 174-1}} says");
  check(
      "under {{provision 174||charge|Articles 174}}, {{provision 274||charge|274}} and "
      "{{provision 400||charge|400}} he was charged");
  check(
      "as according to {{provision 91.7|Criminal Executive Code|ground|Article 91.7 of the "
      "Criminal Executive Code}}, authorities");
  check("{{provision 14.2|Computer Crimes Act|mention|Article 14(2) of the Computer Crimes Act}}");
  check(
      "This is in violation of Kazakhstan’s {{provision |domestic law|breach_asserted|domestic "
      "law}}, which");
}

}  // namespace
}  // namespace habeas
