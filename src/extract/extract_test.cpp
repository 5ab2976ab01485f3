// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/extract.h"

#include <gtest/gtest.h>

#include "extract/marked_text.h"

namespace habeas {
namespace {

Extraction extract_text(const std::string& text) {
  const Document document = make_test_document(text, "en");
  Extraction extraction = test_extractor().extract(document);
  EXPECT_EQ(find_fault(extraction, document).value_or(""), "");
  return extraction;
}

TEST(Extract, an_empty_document_states_nothing) {
  EXPECT_TRUE(extract_text("").facts.empty());
  EXPECT_TRUE(extract_text("\n\n").facts.empty());
}

TEST(Extract, facts_come_in_text_order_and_point_at_each_other) {
  const Extraction read = extract_text(
      "KGZ 007 / 0912 / OBS 044.1\nOn 3 May 2016 Mr. Asan Berik was arrested in Oral.\n"
      "He was moved to Petropavlovsk, which is 1,500 km from Oral, on 4 May 2016.");
  for (std::size_t i = 1; i < read.facts.size(); ++i) {
    EXPECT_LE(read.facts[i - 1].evidence.front().span.begin,
              read.facts[i].evidence.front().span.begin);
  }
  bool distance = false;
  for (const Fact& fact : read.facts) {
    const auto* const quantity = std::get_if<QuantityValue>(&fact.value);
    if (quantity == nullptr || quantity->measure != "distance") continue;
    distance = true;
    ASSERT_EQ(quantity->arguments.size(), 2u);
    EXPECT_EQ(test_value(read.facts[quantity->arguments[0].fact]), "Oral");
  }
  EXPECT_TRUE(distance);
}

TEST(Extract, the_same_text_gives_the_same_facts) {
  const std::string text = "Lawyer Asan Berik was held in Oral on 3 May 2016 (OBS).";
  EXPECT_EQ(extract_text(text), extract_text(text));
}

TEST(Extract, facts_over_the_limit_are_a_problem) {
  std::string text;
  for (std::size_t i = 0; i <= kFactsMax; ++i) text += "3 May 2016.\n";
  const Extraction read = extract_text(text);
  EXPECT_EQ(read.facts.size(), kFactsMax);
  ASSERT_EQ(read.problems.size(), 1u);
  EXPECT_EQ(read.problems[0].code, ProblemCode::TooManyFacts);
}

TEST(Extract, one_endless_line_costs_no_more_than_its_length) {
  for (const std::string_view words :
       {"Asan Berik ", "of the ", "1/1/2016 ", "KGZ 007/0912/OBS 044 ", "Article 3, ", "( ", "\" ",
        "Court of ", "3 May, ", "5 km from Oral, ", "the Oral Bar condemns ", "in Oral, ", "5,",
        "A.B. ", "UG-1/", "Ministry of the "}) {
    std::string text;
    while (text.size() < 200'000) text += words;
    extract_text(text);
  }
}

TEST(Extract, hidden_text_and_background_are_marked) {
  Document document = make_test_document("Background information:\nHeld on 3 May 2016.", "en");
  document.passages[1].visible = false;
  const Extraction read = test_extractor().extract(document);
  bool found = false;
  for (const Fact& fact : read.facts) {
    if (fact.kind != FactKind::Date) continue;
    found = true;
    EXPECT_TRUE(fact.background);
    EXPECT_FALSE(fact.visible);
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace habeas
