// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/constraints.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

DocumentId document(int i) { return {sha256(std::to_string(i)), ""}; }

/// Three cases, opened by documents 0, 1 and 2; documents 3 and 4 have joined case 0.
class Constraints_ : public ::testing::Test {
 protected:
  Constraints_() : reports_(5) {
    for (int i = 0; i < 5; ++i) {
      const auto at = static_cast<std::size_t>(i);
      reports_[at].id = document(i);
      PersonValue person;
      person.name = i == 1 ? "Игорь Ленков" : "Person";
      reports_[at].facts.push_back({FactKind::Person, person, {}, 0});
      by_id_[document(i)] = &reports_[at];
    }
    for (int i = 0; i < 3; ++i) {
      cases_.push_back(make_case_id(document(i), "x"));
      opened_.cases.push_back({cases_.back(), document(i), "x", "KAZ", 2019, std::to_string(i)});
    }
    opened_.people = {{make_person_id(document(0), "person"), document(0), "person"},
                      {make_person_id(document(1), "igor lenkov"), document(1), "igor lenkov"}};
  }

  LinkConstraints after(std::vector<Decision> decisions) const {
    std::vector<StatedDecision> stated;
    for (Decision& decision : decisions) stated.push_back({{}, {}, std::move(decision)});
    return constraints_of(stated, opened_, by_id_);
  }

  Decision merge(int to, int from) const {
    Decision decision;
    decision.kind = DecisionKind::Merge;
    decision.case_id = cases_[static_cast<std::size_t>(to)];
    decision.other_case = cases_[static_cast<std::size_t>(from)];
    decision.documents = {document(to)};
    decision.others = {document(from)};
    return decision;
  }

  Decision leave(DecisionKind kind, int to_case, int document_number,
                 std::vector<int> others) const {
    Decision decision;
    decision.kind = kind;
    decision.case_id = cases_[static_cast<std::size_t>(to_case)];
    decision.documents = {document(document_number)};
    for (const int other : others) decision.others.push_back(document(other));
    return decision;
  }

  std::vector<ReportSummary> reports_;
  std::map<DocumentId, const ReportSummary*> by_id_;
  OpenedBatch opened_;
  std::vector<CaseId> cases_;
};

TEST_F(Constraints_, a_merge_ties_the_anchors) {
  const LinkConstraints constraints = after({merge(0, 1)});
  ASSERT_EQ(constraints.together.size(), 1u);
  EXPECT_TRUE(constraints.apart.empty());
}

TEST_F(Constraints_, a_split_parts_from_all_that_stayed) {
  const LinkConstraints constraints = after({leave(DecisionKind::Split, 0, 3, {0, 4})});
  EXPECT_EQ(constraints.apart.size(), 2u);
  EXPECT_TRUE(constraints.together.empty());
}

TEST_F(Constraints_, the_later_of_split_and_merge_holds) {
  Decision back = merge(0, 2);
  back.documents = {document(0), document(4)};
  back.others = {document(3)};
  EXPECT_TRUE(after({leave(DecisionKind::Split, 0, 3, {0, 4}), back}).apart.empty());
  EXPECT_EQ(after({back, leave(DecisionKind::Split, 0, 3, {0, 4})}).apart.size(), 2u);
}

TEST_F(Constraints_, a_move_leaves_one_and_joins_the_other) {
  const LinkConstraints constraints = after({leave(DecisionKind::Move, 1, 3, {0, 4})});
  EXPECT_EQ(constraints.apart.size(), 2u);
  ASSERT_EQ(constraints.together.size(), 1u);
  const auto back =
      after({leave(DecisionKind::Move, 1, 3, {0, 4}), leave(DecisionKind::Move, 0, 3, {1})});
  ASSERT_EQ(back.apart.size(), 1u);     // from case 1 alone
  ASSERT_EQ(back.together.size(), 1u);  // with case 0 alone
  EXPECT_TRUE(back.together[0].a == document(0) || back.together[0].b == document(0));
}

TEST_F(Constraints_, people_are_found_by_their_words) {
  Decision decision;
  decision.kind = DecisionKind::NotSamePerson;
  decision.person = opened_.people[0].id;
  decision.other_person = opened_.people[1].id;
  const LinkConstraints constraints = after({decision});
  ASSERT_EQ(constraints.different_people.size(), 1u);
  decision.person = make_person_id(document(4), "nobody");
  EXPECT_TRUE(after({decision}).different_people.empty());
}

TEST_F(Constraints_, what_is_not_there_binds_nothing) {
  by_id_.erase(document(3));
  EXPECT_TRUE(after({leave(DecisionKind::Split, 0, 3, {0, 4})}).apart.empty());
}

}  // namespace
}  // namespace habeas
