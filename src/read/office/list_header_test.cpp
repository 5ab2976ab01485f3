// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/list_header.h"

#include <gtest/gtest.h>

#include "know/tables.h"
#include "model/words.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

std::string columns_of(std::vector<std::string> headers) {
  std::string words;
  for (const ListColumn column : propose_columns(headers)) {
    words += (words.empty() ? "" : " ") + std::string(word_of(column));
  }
  return words;
}

TEST(ListHeader, every_row_of_the_table_matches_its_example_and_not_its_near_miss) {
  const auto tables = Tables::make();
  ASSERT_TRUE(tables);
  const Table* table = tables->find_table("sheet_words");
  ASSERT_NE(table, nullptr);
  const std::size_t kind = *table->find_column("kind");
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    const std::string_view wanted = table->cell(row, kind);
    const std::string example(table->cell(row, *table->find_column("example")));
    const std::string near_miss(table->cell(row, *table->find_column("near_miss")));
    EXPECT_EQ(columns_of({example}), wanted) << table->where(row);
    EXPECT_NE(columns_of({near_miss}), wanted) << table->where(row);
    std::string_view words = table->cell(row, *table->find_column("words"));
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(';'), words.size());
      const std::string word(words.substr(0, end));
      EXPECT_EQ(squash(fold(word)), word) << table->where(row) << ": not folded";
      EXPECT_EQ(columns_of({word}), wanted) << table->where(row) << ": " << word;
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
}

TEST(ListHeader, headers_are_understood_together) {
  EXPECT_EQ(columns_of({"Nom", "Prénom", "Pays"}), "family_name given_name country");
  EXPECT_EQ(columns_of({"Имя", "Фамилия"}), "given_name family_name");
  EXPECT_EQ(columns_of({"Name", "Status", "Status"}), "name status other");
  EXPECT_EQ(columns_of({"DATE OF ARREST (dd/mm/yyyy)", "full_name:", "Notes", "Comments"}),
            "arrested name notes notes");
  EXPECT_EQ(columns_of({"", std::string(500, 'n'), "No.", "#"}), "other other other other");
}

std::optional<ListHeader> find(std::vector<std::vector<std::string>> rows, ListDemand demand) {
  std::vector<SheetRow> sheet;
  for (const auto& row : rows) {
    sheet.push_back({static_cast<std::uint32_t>(sheet.size() + 1), true, {}});
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!row[i].empty()) sheet.back().cells.push_back({static_cast<std::uint32_t>(i), row[i]});
    }
  }
  return find_list_header(sheet, demand);
}

TEST(ListHeader, it_is_found_by_content_and_only_where_the_sheet_is_a_case_list) {
  const auto below = find({{"Our cases"}, {}, {"", "Name", "Country", "Status"}, {"", "A", "B"}},
                          ListDemand::Shown);
  ASSERT_TRUE(below);
  EXPECT_EQ(below->row, 3U);
  EXPECT_FALSE(find({{"Name", "Date", "Country"}, {"x", "y", "z"}}, ListDemand::Shown));
  EXPECT_FALSE(find({{"Name", "Status"}, {"Parcel", "sent"}}, ListDemand::Shown));
  EXPECT_TRUE(find({{"Name", "Status"}, {"Parcel", "sent"}}, ListDemand::Asked));
  EXPECT_FALSE(find({{"Status", "Country", "Lawyer"}}, ListDemand::Asked));
}

TEST(ListHeader, a_row_is_named_by_its_id_else_by_its_name_else_by_its_words) {
  const SheetRow head{1, true, {{0, "ID", true}, {1, "Name", true}, {2, "Status", true}}};
  const ListHeader header = make_list_header(head);
  const auto key = [&](std::vector<SheetCell> cells) {
    return make_list_row(header, {2, true, std::move(cells)}, "cases").key;
  };
  EXPECT_EQ(key({{0, " K 1 ", true}, {1, "Igor Lenkov", true}}), "K 1");
  const std::string by_name = key({{1, "Igor Lenkov", true}, {2, "held", true}});
  EXPECT_EQ(by_name.substr(0, 5), "name-");
  EXPECT_EQ(key({{1, "ИГОРЬ  Ленков", true}}), key({{1, "Игорь Ленков", true}}));
  EXPECT_EQ(key({{1, "Igor  LENKOV", true}, {2, "released", true}}), by_name);
  EXPECT_EQ(key({{2, "held", true}}).substr(0, 6), "words-");
}

}  // namespace
}  // namespace habeas
