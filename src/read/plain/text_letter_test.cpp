// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/plain/text_letter.h"

#include <string>

#include <gtest/gtest.h>

#include "know/tables.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

TEST(TextLetter, EveryRowMatchesItsExampleAndNotItsNearMiss) {
  const auto tables = Tables::make();
  ASSERT_TRUE(tables);
  const Table* table = tables->find_table("letter_words");
  ASSERT_NE(table, nullptr);
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    const auto cell = [&](const char* name) {
      return std::string(table->cell(row, *table->find_column(name)));
    };
    const std::string other = "\nReply-To: x@monitor.example\n";
    const LetterHead example = find_letter_head(cell("example") + other);
    ASSERT_EQ(example.lines.size(), 2U) << table->where(row);
    EXPECT_EQ(example.lines[0].is_date, cell("kind") == "date") << table->where(row);
    EXPECT_TRUE(find_letter_head(cell("near_miss") + other).lines.empty()) << table->where(row);
    const std::string words = cell("words");
    EXPECT_EQ(squash(fold(words)), words) << table->where(row) << ": not folded";
  }
}

TEST(TextLetter, NeedsTwoLinesAtTheBegin) {
  EXPECT_TRUE(find_letter_head("Subject: alone\n\nWords.").lines.empty());
  EXPECT_TRUE(find_letter_head("Words.\nFrom: a\nTo: b\n").lines.empty());
  EXPECT_TRUE(find_letter_head("").lines.empty());
  EXPECT_TRUE(find_letter_head("From: a\nFrom: b\n").lines.empty());
  const LetterHead folded = find_letter_head("\nTo: a,\n  b\r\nSubject: c\r\n\r\nWords.");
  ASSERT_EQ(folded.lines.size(), 2U);
  EXPECT_EQ(folded.lines[0].value, "a, b");
  EXPECT_EQ(folded.lines[1].value, "c");
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "To: a\n  and so on\n";
  EXPECT_LE(find_letter_head(many).lines.size(), kLetterLinesMax);
}

}  // namespace
}  // namespace habeas
