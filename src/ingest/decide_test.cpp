// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/decide.h"

#include <gtest/gtest.h>

#include "ingest/scratch_desk.h"
#include "store/cases.h"
#include "store/decisions.h"
#include "store/journal.h"

namespace habeas {
namespace {

class Deciding_ : public testing::Test {
 protected:
  Deciding_() {
    MemoryDisk disk;
    disk.add_file("in/a.txt", kScratchReport);
    disk.add_file("in/b.txt",
                  "Peru: Activist beaten\n\nJune 9, 2021\n\n"
                  "Human rights defender Rosa Quilla was beaten in Cusco on 8 June 2021.\n");
    EXPECT_TRUE(desk_.add(disk, {"in"}));
  }

  std::vector<CaseRow> cases() {
    auto transaction = desk_.archive.begin_to_read();
    return *list_cases(transaction->sql(), {0, 100});
  }

  Result<Digest> state(Decision decision) {
    decision.reason = "a test";
    return decide(desk_.archive, std::move(decision), desk_.tables,
                  day_of(desk_.scratch.clock.now()));
  }

  Result<Digest> merge(const CaseId& first, const CaseId& second) {
    Decision decision;
    decision.kind = DecisionKind::Merge;
    decision.case_id = first;
    decision.other_case = second;
    return state(decision);
  }

  std::size_t entries() {
    auto transaction = desk_.archive.begin_to_read();
    return load_decisions(transaction->sql())->size();
  }

  ScratchDesk desk_;
};

TEST_F(Deciding_, a_merge_that_names_cases_alone_holds_against_an_earlier_split) {
  const auto before = cases();
  ASSERT_EQ(before.size(), 2u);
  ASSERT_TRUE(merge(before[0].id, before[1].id));
  ASSERT_EQ(cases().size(), 1u);
  Decision split;
  split.kind = DecisionKind::Split;
  split.case_id = before[0].id;
  {
    auto transaction = desk_.archive.begin_to_read();
    const auto file = *load_case(transaction->sql(), before[0].id);
    const auto opened = *load_opened(transaction->sql());
    for (const DocumentId& id : file.cluster.documents) {
      for (const OpenedCase& one : opened.cases) {
        if (one.document == id && one.id == before[1].id) split.documents = {id};
      }
    }
  }
  ASSERT_TRUE(state(split));
  ASSERT_EQ(cases().size(), 2u);
  const auto again = merge(before[0].id, before[1].id);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(cases().size(), 1u);
}

TEST_F(Deciding_, an_undo_of_an_undo_brings_the_decision_back) {
  const auto before = cases();
  const auto entry = merge(before[0].id, before[1].id);
  const auto undo = [&](const Digest& undone) {
    Decision decision;
    decision.kind = DecisionKind::Undo;
    decision.undone = undone;
    return state(decision);
  };
  const auto first = undo(*entry);
  ASSERT_TRUE(first);
  EXPECT_EQ(cases(), before);
  EXPECT_FALSE(undo(*entry)) << "it was taken back already";
  ASSERT_TRUE(undo(*first));
  EXPECT_EQ(cases().size(), 1u);
}

TEST_F(Deciding_, nothing_is_stated_about_what_is_not_there) {
  const DocumentId nowhere{sha256("nowhere"), ""};
  Decision person;
  person.kind = DecisionKind::SetAudience;
  person.person = make_person_id(nowhere, "nobody");
  Decision two;
  two.kind = DecisionKind::SamePerson;
  two.person = make_person_id(nowhere, "nobody");
  two.other_person = make_person_id(nowhere, "somebody");
  Decision name;
  name.kind = DecisionKind::Rename;
  name.case_id = make_case_id(nowhere, "");
  name.text = "A name";
  Decision report;
  report.kind = DecisionKind::SetAudience;
  report.documents = {nowhere};
  for (const Decision& decision : {person, two, name, report}) {
    const auto stated = state(decision);
    ASSERT_FALSE(stated);
    EXPECT_EQ(stated.error().code, ErrorCode::NotFound) << stated.error().message;
  }
  EXPECT_EQ(entries(), 0u);
}

}  // namespace
}  // namespace habeas
