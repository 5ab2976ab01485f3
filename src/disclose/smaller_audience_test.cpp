// SPDX-License-Identifier: AGPL-3.0-or-later
#include "disclose/smaller_audience.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

Fact person(std::string name, std::string_view text, std::string_view quote) {
  PersonValue value;
  value.name = std::move(name);
  Fact fact;
  fact.kind = FactKind::Person;
  fact.value = std::move(value);
  const std::size_t at = text.find(quote);
  fact.evidence = {cite(text, make_span(at, at + quote.size()), "test.rule")};
  return fact;
}

Fact act(std::string_view text, std::string_view quote) {
  Fact fact;
  fact.kind = FactKind::Act;
  fact.value = EventValue{};
  const std::size_t at = text.find(quote);
  fact.evidence = {cite(text, make_span(at, at + quote.size()), "test.rule")};
  return fact;
}

// One person is withheld, the act that `quote` states is opened.
TEST(WithoutWhatLeadsToHidden, closes_quotes_that_name_them_again) {
  const auto check = [](const char* reason, std::string_view name, std::string_view text,
                        std::string_view quote, bool expected) {
    SCOPED_TRACE(reason);
    ASSERT_NE(text.find(quote), std::string_view::npos);
    Extraction extraction;
    extraction.facts = {person(std::string(name), text, text.substr(0, text.find(','))),
                        act(text, quote)};
    const std::vector<bool> seen = without_what_leads_to_hidden(extraction, {false, true});
    EXPECT_EQ(seen[1], expected);
  };
  constexpr std::string_view kEnglish =
      "Daniyar Probov, a lawyer. Guards beat her beside Probov. Guards beat her. A probe began.";
  check("family_name_again", "Daniyar Probov", kEnglish, "Guards beat her beside Probov", false);
  check("somebody_else_only", "Daniyar Probov", kEnglish, "A probe began", true);
  constexpr std::string_view kRussian = "Данияр Пробов, адвокат. Её избили вместе с Пробовым.";
  check("inflected", "Данияр Пробов", kRussian, "вместе с Пробовым", false);
  check("in_another_script", "Daniyar Probov", kRussian, "вместе с Пробовым", false);
}

TEST(WithoutWhatLeadsToHidden, withholds_who_leads_to_them_as_well) {
  constexpr std::string_view kText =
      "Daniyar Probov, a lawyer. His sister Asel Probova spoke. Asel was beaten.";
  Extraction extraction;
  extraction.facts = {act(kText, "Asel was beaten"), person("Asel Probova", kText, "Asel Probova"),
                      person("Daniyar Probov", kText, "Daniyar Probov")};
  const std::vector<bool> seen = without_what_leads_to_hidden(extraction, {true, true, false});
  EXPECT_EQ(seen, (std::vector<bool>{false, false, false}));
}

}  // namespace
}  // namespace habeas
