// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "know/tables.h"
#include "text/day_line.h"

namespace habeas {
namespace {

TEST(DayWordsTable, ReadsItsExamplesAndRefusesItsNearMisses) {
  const auto tables = Tables::make();
  ASSERT_TRUE(tables);
  const Table* table = tables->find_table("day_words");
  ASSERT_NE(table, nullptr);
  const auto example = table->require_column("example");
  const auto near_miss = table->require_column("near_miss");
  ASSERT_TRUE(example && near_miss);
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    EXPECT_TRUE(parse_day_line(table->cell(row, *example))) << table->where(row);
    EXPECT_FALSE(parse_day_line(table->cell(row, *near_miss))) << table->where(row);
  }
}

}  // namespace
}  // namespace habeas
