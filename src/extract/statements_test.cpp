// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/statements.h"

#include <gtest/gtest.h>

#include "extract/marked_text.h"

namespace habeas {
namespace {

TEST(Labels, every_row_has_an_example_that_is_read_and_a_near_miss_that_is_not) {
  check_topic("labels", FactKind::Label);
}

TEST(Standards, every_row_has_an_example_that_is_read_and_a_near_miss_that_is_not) {
  check_topic("standards", FactKind::Standard);
}

TEST(Provenance, every_row_has_an_example_that_is_read_and_a_near_miss_that_is_not) {
  check_topic("provenance", FactKind::Provenance);
}

TEST(Labels, they_go_on_over_lines_and_end_with_the_country) {
  EXPECT_EQ(check_marks("KGZ 007 / 0912 / OBS 044.1\n{{label Arbitrary detention|Arbitrary "
                        "detention}} /\n{{label Judicial harassment|Judicial harassment}}\n"
                        "Kyrgyzstan\nRelease of funds",
                        "en"),
            "");
  const Extraction read = test_extractor().extract(
      make_test_document("KGZ 007 / 0912 / OBS 044.1\nTorture\nKyrgyzstan\nRelease", "en"));
  EXPECT_EQ(std::count_if(read.facts.begin(), read.facts.end(),
                          [](const Fact& fact) { return fact.kind == FactKind::Label; }),
            1);
}

}  // namespace
}  // namespace habeas
