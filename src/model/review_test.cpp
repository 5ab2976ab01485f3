// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/review.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

const std::string kText = "Orlov was held. Lenkova was freed.";
const DocumentId kDocument{sha256("page"), ""};

Extraction two_people() {
  Extraction extraction{kDocument, {}, {}};
  for (const TextSpan span : {TextSpan{0, 5}, TextSpan{16, 23}}) {
    PersonValue person;
    person.name = slice(kText, span);
    extraction.facts.push_back({FactKind::Person, person, {cite(kText, span, "person")}, 900'000});
  }
  return extraction;
}

StatedDecision state(DecisionKind kind, std::uint32_t fact) {
  static int count = 0;
  Decision decision;
  decision.kind = kind;
  decision.facts = {make_anchor(two_people(), fact, kText)};
  decision.reason = "a test";
  return {sha256(std::to_string(++count)), Instant{count}, decision};
}

StatedDecision undo(const StatedDecision& other) {
  StatedDecision stated = state(DecisionKind::Undo, 0);
  stated.decision.facts.clear();
  stated.decision.undone = other.entry;
  return stated;
}

TEST(Review, the_later_of_read_rightly_and_reject_holds) {
  const auto decisions =
      decisions_in_force({state(DecisionKind::ReadRightly, 0), state(DecisionKind::Reject, 0),
                          state(DecisionKind::ReadRightly, 1)});
  const DocumentReview review = review_document(two_people(), kText, decisions);
  EXPECT_TRUE(review.facts[0].rejected);
  EXPECT_FALSE(review.facts[0].read_rightly);
  EXPECT_TRUE(review.facts[1].read_rightly);
}

TEST(Review, what_was_undone_does_not_count) {
  const StatedDecision first = state(DecisionKind::ReadRightly, 0);
  const StatedDecision back = undo(first);
  EXPECT_TRUE(decisions_in_force({first, back}).empty());
  EXPECT_EQ(decisions_in_force({first, back, undo(back)}).size(), 1u);
}

TEST(Review, a_lost_anchor_is_listed_and_touches_nothing) {
  const StatedDecision stated = state(DecisionKind::Reject, 0);
  Extraction later = two_people();
  later.facts.erase(later.facts.begin());
  const DocumentReview review = review_document(later, kText, std::vector{stated});
  ASSERT_EQ(review.fates.size(), 1u);
  EXPECT_EQ(review.fates[0].match.state, AnchorState::Lost);
  EXPECT_EQ(review.facts, std::vector<FactReview>(1));
}

TEST(Review, nothing_is_open_until_somebody_opens_it) {
  StatedDecision open = state(DecisionKind::SetAudience, 0);
  open.decision.facts.clear();
  open.decision.documents = {kDocument};
  open.decision.audience = Audience::Public;
  EXPECT_EQ(audiences_of(std::vector{open}).documents.at(kDocument), Audience::Public);
  EXPECT_TRUE(audiences_of(decisions_in_force({open, undo(open)})).documents.empty());
  EXPECT_EQ(review_document(two_people(), kText, {}).facts[0].audience, Audience::Restricted);
}

}  // namespace
}  // namespace habeas
