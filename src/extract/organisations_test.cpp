// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/organisations.h"

#include <gtest/gtest.h>

#include "extract/marked_text.h"

namespace habeas {
namespace {

TEST(Organisations, every_row_reads_its_example_and_not_its_near_miss) {
  check_topic("organisations", FactKind::Organisation);
}

TEST(Organisations, names_are_found_by_acronym_and_quotation_marks) {
  const auto check = [](std::string_view marked) { EXPECT_EQ(check_marks(marked, "en"), ""); };
  check("He works for {{organisation Oral Helpers for Justice|Oral Helpers for Justice}} (OHJ).");
  check("Head of the NGO “{{organisation Qamqor|Qamqor}}”[2] and a lawyer");
  check("the {{organisation Anti-Corruption Service of Almaty|Anti-Corruption Service of Almaty}}");
}

TEST(Organisations, an_explained_acronym_is_a_mention) {
  const Extraction read = test_extractor().extract(
      make_test_document("The Oral Bar Association (OBA) met. Later the OBA wrote.", "en"));
  for (const Fact& fact : read.facts) {
    if (test_value(fact) != "Oral Bar Association") continue;
    EXPECT_EQ(fact.evidence.size(), 3u);
    return;
  }
  FAIL() << "no organisation";
}

}  // namespace
}  // namespace habeas
