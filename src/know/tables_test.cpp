// SPDX-License-Identifier: AGPL-3.0-or-later
#include "know/tables.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "know/blob.h"
#include "know/tsv.h"

namespace habeas {
namespace {

using testing::HasSubstr;

TEST(Tsv, SaysWhereAndWhatToDo) {
  struct Case {
    const char* reason;
    const char* text;
    const char* message;
  };
  const Case cases[] = {
      {"empty", "", "t:1:1: no header"},
      {"only_comments", "# nothing\n\n", "t:1:1: no header"},
      {"cell_missing", "id\tword\n# note\na\n", "t:3:2: 1 cells where the header names 2"},
      {"cell_too_many", "id\tword\na\tb\tc", "t:2:3: 3 cells where the header names 2"},
      {"id_twice", "id\na\nb\na\n", "t:4:1: id 'a' stands in line 2 already"},
      {"empty_id", "word\tid\na\t\n", "t:2:2: empty id"},
      {"column_twice", "id\tid\n", "t:1:2: column 'id' is named twice"},
      {"column_name", "id\tThe Word\n", "t:1:2: 'The Word' is no column name"},
      {"carriage_return", "id\tword\r\na\tb\r\n", "t:1:2: control character"},
      {"space_at_end", "id\tword\na\tb \n", "t:2:2: the cell begins or ends with a space"},
      {"not_utf8", "id\n\xFF\n", "t:1:1: not UTF-8"},
  };
  for (const Case& c : cases) {
    const auto parsed = parse_tsv("t", c.text);
    ASSERT_FALSE(parsed) << c.reason;
    EXPECT_EQ(parsed.error().code, ErrorCode::BadInput) << c.reason;
    EXPECT_THAT(parsed.error().message, HasSubstr(c.message)) << c.reason;
  }
}

TEST(Tsv, TakesEmptyCellsCommentsAndNoLastLineEnd) {
  const auto parsed = parse_tsv("t", "# c\nid\tword\tnote\n\na\t\t\n#b\tx\ty\nc\tд e\t");
  ASSERT_TRUE(parsed) << parsed.error().message;
  ASSERT_EQ(parsed->rows.size(), 2U);
  EXPECT_EQ(parsed->rows[0].cells[1], "");
  EXPECT_EQ(parsed->rows[1].cells[1], "д e");
  EXPECT_EQ(parsed->rows[1].line, 6U);
}

TEST(Tsv, MeetsItsLimits) {
  EXPECT_EQ(parse_tsv("t", std::string(kTsvTextBytesMax + 1, 'a')).error().code,
            ErrorCode::TooLarge);
  std::string header = "c0";
  for (std::size_t i = 1; i <= kTsvColumnsMax; ++i) header += "\tc" + std::to_string(i);
  EXPECT_EQ(parse_tsv("t", header).error().code, ErrorCode::TooLarge);
}

Tables make_tables(std::vector<TableText> overlays = {}) {
  auto tables = Tables::make(overlays);
  EXPECT_TRUE(tables) << tables.error().message;
  return std::move(*tables);
}

TEST(Tables, HoldWhatIsInTheFolder) {
  const Tables tables = make_tables();
  const Table* table = tables.find_table("romanisation");
  ASSERT_NE(table, nullptr);
  EXPECT_GT(table->row_count(), 150U);
  EXPECT_EQ(table->find_column("latin"), 2U);
  EXPECT_EQ(table->find_column("greek"), std::nullopt);
  EXPECT_THAT(table->require_column("greek").error().message,
              HasSubstr("table romanisation has no column greek: it has letter, context"));
  EXPECT_EQ(table->cell(0, 0), "г");
  EXPECT_EQ(table->where(0), "tables/romanisation/rows.tsv:2");
  EXPECT_EQ(tables.find_table("romanisatio"), nullptr);
  EXPECT_EQ(tables.require_table("x/y").error().code, ErrorCode::NotFound);
}

TEST(Tables, LayOverlaysOver) {
  const std::string base = "id\tword\tnote\na\tone\t1\nb\ttwo\t2\n";
  const Tables tables = make_tables({{"zz_test/en", base},
                                     {"zz_test/en", "word\tid\tnote\nnew\tb\t\nthree\tc\t3\n"},
                                     {"zz_test/aa", "word\nx\nx\n"},
                                     {"zz_test", "id\n"},
                                     {"zz_tests/en", "id\n"}});
  const Table* table = tables.find_table("zz_test/en");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->row_count(), 3U);
  EXPECT_EQ(table->cell(0, 1), "one");
  EXPECT_EQ(table->cell(1, 0), "b");
  EXPECT_EQ(table->cell(1, 1), "new");
  EXPECT_EQ(table->cell(1, 2), "");
  EXPECT_EQ(table->cell(2, 0), "c");
  EXPECT_EQ(table->where(2), "overlay zz_test/en:3");
  std::vector<std::string> names;
  for (const Table* each : tables.tables_under("zz_test")) names.emplace_back(each->name());
  EXPECT_THAT(names, testing::ElementsAre("zz_test", "zz_test/aa", "zz_test/en"));
}

TEST(Tables, RefuseBrokenOverlays) {
  struct Case {
    const char* reason;
    TableText overlay;
    const char* message;
  };
  const Case cases[] = {
      {"bad_name", {"../acts", "id\n"}, "overlay ../acts: no table name"},
      {"cut_off_row", {"acts/xx", "id\tword\na"}, "overlay acts/xx:2:2: 1 cells"},
      {"missing_column", {"romanisation", "letter\tlatin\n"}, "column 'context' of table"},
      {"unknown_column",
       {"romanisation", "letter\tcontext\tlatin\tlanguage\texample\tgives\tmore\n"},
       "overlay romanisation:1:7: table romanisation has no column 'more'"},
  };
  for (const Case& c : cases) {
    const auto tables = Tables::make({&c.overlay, 1});
    ASSERT_FALSE(tables) << c.reason;
    EXPECT_THAT(tables.error().message, HasSubstr(c.message)) << c.reason;
  }
  EXPECT_EQ(Tables::make(std::vector<TableText>(kOverlaysMax + 1)).error().code,
            ErrorCode::TooLarge);
}

TEST(Tables, ChangeFingerprintWithEveryByte) {
  const Tables plain = make_tables();
  EXPECT_EQ(plain.fingerprint(), make_tables().fingerprint());
  std::vector<Digest> seen = {plain.fingerprint()};
  const std::vector<std::vector<TableText>> different = {
      {{"a", "id\nx\n"}},
      {{"a", "id\ny\n"}},
      {{"b", "id\nx\n"}},
      {{"a", "id\nx\n# note\n"}},
      {{"a", "id\nx\n"}, {"a", "id\nx\n"}},
  };
  for (const auto& overlays : different) {
    const Digest fingerprint = make_tables(overlays).fingerprint();
    EXPECT_THAT(seen, testing::Not(testing::Contains(fingerprint)));
    seen.push_back(fingerprint);
  }
}

TEST(Tables, StayWhereTheyAreWhenMoved) {
  Tables tables = make_tables({{"zz", "id\tword\na\tone\n"}});
  const Table* before = tables.find_table("zz");
  const std::string_view cell = before->cell(0, 1);
  const Tables moved = std::move(tables);
  EXPECT_EQ(moved.find_table("zz"), before);
  EXPECT_EQ(moved.find_table("zz")->cell(0, 1).data(), cell.data());
}

TEST(Tables, AreMadeInNoTime) {
  (void)make_tables();
  const auto begin = std::chrono::steady_clock::now();
  constexpr int kRounds = 10;
  for (int i = 0; i < kRounds; ++i) (void)make_tables();
  const auto spent = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(std::chrono::duration_cast<std::chrono::milliseconds>(spent).count() / kRounds, 8);
}

TEST(Blob, CarriesItsOwnDigest) {
  const auto blob = Blob::make(embedded_blob());
  ASSERT_TRUE(blob);
  EXPECT_EQ(to_hex(sha256(embedded_blob().substr(40))), to_hex(blob->digest()));
}

TEST(Blob, RefusesWhatIsNotOurs) {
  const std::string bytes(embedded_blob());
  const std::string cut_off = bytes.substr(0, bytes.size() - 1);
  std::string other_format = bytes;
  other_format[40] = 9;
  for (const std::string& each : {std::string(), cut_off, other_format, bytes.substr(0, 30)}) {
    const auto blob = Blob::make(each);
    ASSERT_FALSE(blob);
    EXPECT_EQ(blob.error().code, ErrorCode::Corrupt);
  }
}

}  // namespace
}  // namespace habeas
