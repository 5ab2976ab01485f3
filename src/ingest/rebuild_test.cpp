// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/rebuild.h"

#include <gtest/gtest.h>

#include "ingest/decide.h"
#include "ingest/scratch_desk.h"
#include "model/codec.h"
#include "store/cases.h"
#include "store/documents.h"
#include "store/dump.h"

namespace habeas {
namespace {

class Rebuild : public testing::Test {
 protected:
  Rebuild() {
    MemoryDisk disk;
    disk.add_file("in/a.txt", kScratchReport);
    disk.add_file("in/b.txt", std::string(kScratchReport) + "Neighbours saw it.\n");
    EXPECT_TRUE(desk_.add(disk, {"in"}));
  }

  std::string dump() {
    std::string lines;
    auto transaction = desk_.archive.begin_to_read();
    EXPECT_TRUE(dump_derived(transaction->sql(), [&](std::string_view line) { lines += line; }));
    return lines;
  }

  ScratchDesk desk_;
};

TEST_F(Rebuild, is_the_same_to_the_byte) {
  const std::string before = dump();
  ASSERT_NE(before.find("Lenkov"), std::string::npos);
  ASSERT_TRUE(desk_.rebuild(false));
  EXPECT_EQ(dump(), before);
  ASSERT_TRUE(desk_.rebuild(true));
  EXPECT_EQ(dump(), before);
}

TEST_F(Rebuild, is_the_same_on_any_later_day) {
  const std::string before = dump();
  desk_.scratch.clock =
      FixedClock(Instant{desk_.scratch.clock.now().milliseconds + 400LL * 24 * 3600 * 1000});
  ASSERT_TRUE(desk_.rebuild(false));
  EXPECT_EQ(dump(), before);
}

TEST_F(Rebuild, a_reader_that_gives_up_takes_no_report_away) {
  const std::string before = dump();
  desk_.runner.gives_up = true;
  ASSERT_TRUE(desk_.rebuild(false));
  EXPECT_EQ(dump(), before);
  EXPECT_EQ(desk_.problems.size(), 2u);
  const auto outcome = desk_.rebuild(true);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->sources_with_problems, 2u);
  auto transaction = desk_.archive.begin_to_read();
  EXPECT_EQ(list_document_ids(transaction->sql())->size(), 2u);
}

TEST_F(Rebuild, a_text_is_not_the_rooms_to_change) {
  const std::string before = dump();
  desk_.runner.alter = [](const std::string& answered) {
    std::string line = answered;
    if (!line.starts_with('D')) return line;
    const std::size_t found = line.find("Neighbours saw");
    return found == std::string::npos ? line : line.replace(found, 14, "Nobody was sad");
  };
  ASSERT_TRUE(desk_.rebuild(false));
  EXPECT_EQ(dump(), before);
}

TEST_F(Rebuild, what_a_later_reader_no_longer_gives_is_listed_and_its_reading_kept) {
  DocumentId id;
  {
    auto transaction = desk_.archive.begin_to_read();
    id = list_document_ids(transaction->sql())->front();
  }
  Decision decision;
  decision.kind = DecisionKind::SetAudience;
  decision.documents = {id};
  decision.audience = Audience::Partners;
  decision.reason = "their organisation named them";
  ASSERT_TRUE(decide(desk_.archive, decision, desk_.tables, day_of(desk_.scratch.clock.now())));
  desk_.runner.alter = [](const std::string& answered) {
    std::string line = answered;
    const std::string name = R"("id":")";
    const std::size_t found = line.starts_with('D') ? line.find(name) : std::string::npos;
    if (found != std::string::npos) line.insert(found + name.size() + 64, "#post:other");
    const std::string of = R"("document":")";
    const std::size_t facts = line.starts_with('E') ? line.find(of) : std::string::npos;
    if (facts != std::string::npos) line.insert(facts + of.size() + 64, "#post:other");
    return line;
  };
  ASSERT_TRUE(desk_.rebuild(true));
  auto transaction = desk_.archive.begin_to_read();
  const auto fates = load_decision_fates(transaction->sql());
  ASSERT_TRUE(fates) << fates.error().message;
  ASSERT_EQ(fates->size(), 1u);
  EXPECT_EQ(fates->front().missing, std::vector<std::string>{"report " + to_text(id)});
  const auto reading = find_reading(transaction->sql(), id, sha256(kScratchReport));
  ASSERT_TRUE(reading);
}

}  // namespace
}  // namespace habeas
