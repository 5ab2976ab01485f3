// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/decision.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

/// A document whose every "Orlov" is a person fact.
Extraction every_orlov(const std::string& text) {
  Extraction extraction{{sha256("source"), ""}, {}, {}};
  PersonValue person;
  person.name = "Orlov";
  for (std::size_t at = text.find("Orlov"); at != std::string::npos;
       at = text.find("Orlov", at + 1)) {
    extraction.facts.push_back(
        {FactKind::Person, person, {cite(text, make_span(at, at + 5), "person.bare")}, 900'000});
  }
  return extraction;
}

const std::string kText =
    "First Orlov spoke. Then Orlov left the court in Kostanay, it is said, and wept.";

TEST(FactAnchor, is_found_again_in_the_same_text) {
  const Extraction extraction = every_orlov(kText);
  for (std::uint32_t fact = 0; fact < 2; ++fact) {
    const FactAnchor anchor = make_anchor(extraction, fact, kText);
    EXPECT_EQ(anchor.occurrence, fact);
    const AnchorMatch match = find_anchor(anchor, extraction, kText);
    EXPECT_EQ(match.state, AnchorState::Found);
    EXPECT_EQ(match.fact, fact);
  }
}

TEST(FactAnchor, is_moved_when_the_surroundings_changed) {
  const FactAnchor anchor = make_anchor(every_orlov(kText), 1, kText);
  const std::string later = "A banner! " + kText.substr(0, 40) + " again";
  const AnchorMatch match = find_anchor(anchor, every_orlov(later), later);
  EXPECT_EQ(match.state, AnchorState::Moved);
  EXPECT_EQ(match.fact, 1u);
}

TEST(FactAnchor, is_moved_when_the_value_is_read_otherwise) {
  const FactAnchor anchor = make_anchor(every_orlov(kText), 0, kText);
  Extraction later = every_orlov(kText);
  std::get<PersonValue>(later.facts[0].value).name = "Ivan Orlov";
  const AnchorMatch match = find_anchor(anchor, later, kText);
  EXPECT_NE(match.state, AnchorState::Lost);
}

TEST(FactAnchor, is_lost_when_the_words_are_gone) {
  const FactAnchor anchor = make_anchor(every_orlov(kText), 0, kText);
  const std::string later = "Nobody spoke.";
  EXPECT_EQ(find_anchor(anchor, every_orlov(later), later).state, AnchorState::Lost);
}

TEST(FactAnchor, cuts_its_surroundings_at_characters) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "ж";
  const std::string around = text + "Orlov" + text;
  const FactAnchor anchor = make_anchor(every_orlov(around), 0, around);
  EXPECT_EQ(anchor.before.size(), 48u);
  EXPECT_EQ(anchor.after.size(), 48u);
  const std::string odd = text + " Orlov " + text;
  EXPECT_EQ(make_anchor(every_orlov(odd), 0, odd).before.size(), 47u);
}

TEST(Decision, says_what_is_missing) {
  Decision decision;
  decision.kind = DecisionKind::Merge;
  EXPECT_EQ(find_fault(decision), "reason: say why, in a few words");
  decision.reason = "one case";
  EXPECT_EQ(find_fault(decision), "case and other_case: name both");
  decision.case_id = make_case_id({sha256("a"), ""}, "x");
  decision.other_case = decision.case_id;
  EXPECT_EQ(find_fault(decision), "other_case: is the same case");
  decision.other_case = make_case_id({sha256("b"), ""}, "x");
  EXPECT_EQ(find_fault(decision), std::nullopt);
}

Decision renamed(std::string text) {
  Decision decision;
  decision.kind = DecisionKind::Rename;
  decision.case_id = make_case_id({sha256("a"), ""}, "x");
  decision.reason = "a test";
  decision.text = std::move(text);
  return decision;
}

TEST(Decision, a_name_is_one_plain_line) {
  for (const char* plain : {"The Atyrau trial", "Дело Ленкова", "پرونده\u200cها", "قضية"}) {
    EXPECT_EQ(find_fault(renamed(plain)), std::nullopt) << plain;
  }
  for (const std::string& odd :
       {std::string("two\nlines"), std::string("\x1b[2J"), std::string("nul\0x", 5),
        std::string("\u202etxt"), std::string("\u2028"), std::string("\xff"),
        std::string(501, 'a')}) {
    EXPECT_NE(find_fault(renamed(odd)), std::nullopt) << odd;
  }
}

TEST(Decision, says_what_is_too_much) {
  Decision decision = renamed("A name");
  decision.audience = Audience::Public;
  EXPECT_EQ(find_fault(decision), "audience: a decision of this kind has none; take it out");
  decision = renamed("A name");
  decision.person = make_person_id({sha256("a"), ""}, "x");
  EXPECT_EQ(find_fault(decision), "person: a decision of this kind has none; take it out");
  decision = renamed("A name");
  decision.undone = sha256("x");
  EXPECT_EQ(find_fault(decision), "undone: a decision of this kind has none; take it out");
}

}  // namespace
}  // namespace habeas
