// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/import.h"

#include <gtest/gtest.h>

#include "ingest/list_versions.h"
#include "ingest/scratch_desk.h"
#include "store/cases.h"
#include "store/dump.h"
#include "store/originals.h"
#include "store/verify.h"

namespace habeas {
namespace {

constexpr const char* kFirst =
    "Case ID,Name,Country,Status,Date of arrest,Lawyer,Notes\n"
    "17,Igor Lenkov,Kazakhstan,In custody,3 May 2016,Aliya Ospan,Held at home\n"
    "18,Dana Seitova,Kazakhstan,Released,2 November 2015,,\n";
constexpr const char* kSecond =
    "Case ID,Name,Country,Status,Date of arrest,Lawyer,Notes\n"
    "19,Asan Omarov,Kazakhstan,In custody,4 May 2016,,\n"
    "17,Igor Lenkov,Kazakhstan,Released,3 May 2016,Aliya Ospan,Held at home\n";

class ImportDesk : public ScratchDesk {
 public:
  Result<ImportSummary> import(std::string_view text, ImportOrder order = {}) {
    MemoryDisk disk;
    disk.add_file("cases.csv", std::string(text));
    order.path = "cases.csv";
    told.clear();
    return import_list(archive, order, {disk, scratch.clock, runner, tables},
                       {[this](const ListSheet& one) { sheet = one; },
                        [this](const ImportedRow& row) { told.push_back(line_of(row)); },
                        [this](const Problem& problem) { problems.push_back(problem); },
                        {}});
  }

  static std::string line_of(const ImportedRow& row) {
    constexpr std::string_view kWords[] = {"new", "changed", "same", "vanished"};
    std::string line = std::string(kWords[static_cast<std::size_t>(row.change)]) + " " + row.name;
    for (const CellChange& cell : row.cells) {
      line += " | " + cell.header + ": " + cell.before + " -> " + cell.after;
    }
    return line;
  }

  std::string dump() {
    auto transaction = archive.begin_to_read();
    std::string text;
    EXPECT_TRUE(dump_derived(transaction->sql(), [&](std::string_view line) { text += line; }));
    return text;
  }

  std::vector<CaseRow> cases() {
    auto transaction = archive.begin_to_read();
    return *list_cases(transaction->sql(), {0, 100});
  }

  ListSheet sheet;
  std::vector<std::string> told;
};

using Lines = std::vector<std::string>;

TEST(Import, each_row_is_an_original_and_a_case) {
  ImportDesk desk;
  const auto summary = desk.import(kFirst);
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(desk.told, (Lines{"new Igor Lenkov", "new Dana Seitova"}));
  EXPECT_TRUE(desk.problems.empty());
  EXPECT_EQ(desk.cases().size(), 2U);
  auto transaction = desk.archive.begin_to_read();
  EXPECT_EQ(list_originals(transaction->sql())->size(), 3U) << "the file and its two rows";
  const auto verified = verify_originals(transaction->sql(),
                                         [](const std::string& fault) { ADD_FAILURE() << fault; });
  EXPECT_TRUE(verified);
}

TEST(Import, importing_again_updates_by_id_and_shows_every_difference) {
  ImportDesk desk;
  ASSERT_TRUE(desk.import(kFirst));
  const auto again = desk.import(kSecond);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(desk.told,
            (Lines{"new Asan Omarov", "changed Igor Lenkov | Status: In custody -> Released",
                   "vanished Dana Seitova"}));
  EXPECT_EQ(desk.cases().size(), 3U) << "two versions of one row are one case; nothing is lost";
  ASSERT_TRUE(desk.import(kSecond));
  EXPECT_EQ(desk.told, (Lines{"same Asan Omarov", "same Igor Lenkov", "vanished Dana Seitova"}));
}

TEST(Import, the_newest_version_speaks_even_if_it_was_there_before) {
  ImportDesk desk;
  ASSERT_TRUE(desk.import(kFirst));
  ASSERT_TRUE(desk.import(kSecond));
  ASSERT_TRUE(desk.import(kFirst));
  EXPECT_EQ(desk.told, (Lines{"changed Igor Lenkov | Status: Released -> In custody",
                              "same Dana Seitova", "vanished Asan Omarov"}));
  for (const CaseRow& row : desk.cases()) {
    if (row.title.find("Lenkov") == std::string::npos) continue;
    auto transaction = desk.archive.begin_to_read();
    const auto file = load_case(transaction->sql(), row.id);
    ASSERT_TRUE(file);
    ASSERT_EQ(file->chronicle.people.size(), 1U);
    EXPECT_EQ(file->chronicle.people[0].liberty.value, Liberty::Held);
  }
}

TEST(Import, a_case_keeps_its_number_when_its_row_changes) {
  ImportDesk desk;
  const auto number_of = [&desk](std::string_view name) {
    for (const CaseRow& row : desk.cases()) {
      if (row.title.find(name) != std::string::npos) return row.number;
    }
    return std::string();
  };
  ASSERT_TRUE(desk.import(kFirst));
  const std::string before = number_of("Lenkov");
  ASSERT_FALSE(before.empty());
  ASSERT_TRUE(desk.import(kSecond));
  EXPECT_EQ(number_of("Lenkov"), before);
  ASSERT_TRUE(desk.rebuild(true));
  EXPECT_EQ(number_of("Lenkov"), before);
}

TEST(Import, a_rebuild_gives_the_same_bytes) {
  ImportDesk desk;
  ASSERT_TRUE(desk.import(kFirst));
  ASSERT_TRUE(desk.import(kSecond));
  const std::string before = desk.dump();
  ASSERT_TRUE(desk.rebuild(false));
  EXPECT_EQ(desk.dump(), before);
  ASSERT_TRUE(desk.rebuild(true));
  EXPECT_EQ(desk.dump(), before) << "read again";
}

TEST(Import, a_preview_keeps_nothing) {
  ImportDesk desk;
  const std::string before = desk.dump();
  ImportOrder order;
  order.preview = true;
  const auto summary = desk.import(kFirst, order);
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->fresh, 2U);
  EXPECT_EQ(desk.dump(), before);
  auto transaction = desk.archive.begin_to_read();
  EXPECT_TRUE(list_originals(transaction->sql())->empty());
}

TEST(Import, a_mapping_is_kept_for_next_time) {
  ImportDesk desk;
  constexpr const char* kOwn = "Wer,Wie\nIgor Lenkov,detained\n";
  const auto refused = desk.import(kOwn);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("--columns"), std::string::npos);
  ImportOrder order;
  order.columns = *parse_columns("# ours\nWer = name\nWie = status\n");
  ASSERT_TRUE(desk.import(kOwn, order));
  ASSERT_TRUE(desk.import("Wer,Wie\nIgor Lenkov,released\n"));
  EXPECT_EQ(desk.told, (Lines{"changed Igor Lenkov | Wie: detained -> released"}));
}

TEST(Import, rows_that_cannot_be_told_apart_are_told_and_none_is_lost) {
  ImportDesk desk;
  const auto summary = desk.import(
      "Name,Status,Notes\nIgor Lenkov,detained,in Oral\nIgor Lenkov,released,in Aktobe\n"
      "Igor Lenkov,released,in Aktobe\n,detained,nobody\n");
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(desk.told, (Lines{"new Igor Lenkov", "new Igor Lenkov"}));
  EXPECT_EQ(desk.problems.size(), 3U);
}

TEST(Import, a_room_that_gives_up_costs_the_facts_not_the_row) {
  ImportDesk desk;
  desk.runner.gives_up = true;
  const auto summary = desk.import(kFirst);
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->fresh, 2U);
  EXPECT_EQ(desk.problems.size(), 2U);
  desk.runner.gives_up = false;
  ASSERT_TRUE(desk.rebuild(true));
  EXPECT_EQ(desk.cases().size(), 2U);
}

TEST(Import, a_file_that_says_it_is_a_row_is_a_file) {
  ImportDesk desk;
  ASSERT_TRUE(desk.import(kFirst));
  MemoryDisk disk;
  disk.add_file("x", R"({"habeas_list":"cases","row":"17","cells":[{"column":"name",)"
                     R"("header":"Name","words":"Igor Lenkov"}]})");
  ASSERT_TRUE(desk.add(disk, {"x"}));
  ASSERT_TRUE(desk.import(kFirst));
  EXPECT_EQ(desk.told, (Lines{"same Igor Lenkov", "same Dana Seitova"}));
}

TEST(Columns, are_lines_of_header_and_column) {
  const auto columns = parse_columns("A = B = name\n\n# x = y\n Case no. =id \r\n");
  ASSERT_TRUE(columns) << columns.error().message;
  EXPECT_EQ(to_columns_text(*columns), "A = B = name\nCase no. = id\n");
  for (const char* wrong : {"Name", "Name = nam", "= name", "Name ="}) {
    EXPECT_FALSE(parse_columns(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace habeas
