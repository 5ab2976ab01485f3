// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "know/tables.h"
#include "text/romanise.h"

namespace habeas {
namespace {

TEST(RomanisationTable, GivesItsExamples) {
  const auto tables = Tables::make();
  ASSERT_TRUE(tables);
  const Table* table = tables->find_table("romanisation");
  ASSERT_NE(table, nullptr);
  const auto example = table->require_column("example");
  const auto gives = table->require_column("gives");
  ASSERT_TRUE(example && gives);
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    EXPECT_EQ(romanise(table->cell(row, *example)), table->cell(row, *gives))
        << table->where(row);
  }
}

}  // namespace
}  // namespace habeas
