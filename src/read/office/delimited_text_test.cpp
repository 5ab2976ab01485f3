// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/delimited_text.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

using Cells = std::vector<std::vector<std::string>>;

Cells rows_of(std::string_view text, DelimitedFaults* faults = nullptr, std::size_t step = 1) {
  Cells rows;
  DelimitedParser parser(',', [&](DelimitedRow row) { rows.push_back(std::move(row.cells)); });
  for (std::size_t at = 0; at < text.size(); at += step) parser.add(text.substr(at, step));
  parser.finish();
  if (faults != nullptr) *faults = parser.faults();
  return rows;
}

struct Case {
  const char* name;
  std::string text;
  Cells rows;
};

TEST(DelimitedText, rows_and_cells) {
  const Case cases[] = {
      {"plain", "a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
      {"no_line_end", "a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
      {"crlf", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
      {"cr", "a,b\rc,d\r", {{"a", "b"}, {"c", "d"}}},
      {"empty_cells", ",\n,x,\n", {{"", ""}, {"", "x", ""}}},
      {"quoted", "\"a,\n\"\"b\"\"\",c\n", {{"a,\n\"b\"", "c"}}},
      {"quoted_crlf_stays", "\"a\r\nb\"\n", {{"a\r\nb"}}},
      {"behind_a_quote", "\"a\"b,c\n", {{"ab", "c"}}},
      {"quote_inside", "a \"b\" c,d\n", {{"a \"b\" c", "d"}}},
      {"empty_quoted", "\"\"\n", {{""}}},
      {"open_quote", "\"a,b\nc,d\n", {{"\"a", "b"}, {"c", "d"}}},
      {"two_stray_quotes", "\"a,b\nc,\"d\" e\n", {{"\"a", "b"}, {"c", "d e"}}},
      {"formula_stays", "=1+1,@x,+2,-3\n", {{"=1+1", "@x", "+2", "-3"}}},
  };
  for (const Case& one : cases) {
    for (const std::size_t step : {1U, 3U, 1000U}) {
      EXPECT_EQ(rows_of(one.text, nullptr, step), one.rows) << one.name << " by " << step;
    }
  }
}

TEST(DelimitedText, many_open_quotes_cost_no_more_than_their_limit) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "\"x,y\n";
  text += "\"";  // an odd number: the last is open
  DelimitedFaults faults;
  const Cells rows = rows_of(text, &faults, text.size());
  EXPECT_LE(faults.open_quotes, kOpenQuotesMax);
  std::size_t bytes = 0;
  for (const auto& row : rows) {
    for (const auto& cell : row) bytes += cell.size();
  }
  EXPECT_GT(bytes, text.size() / 2) << "words were lost";
}

TEST(DelimitedText, a_long_cell_and_a_wide_row_meet_their_limits) {
  DelimitedFaults faults;
  const Cells rows = rows_of(std::string(kDelimitedCellBytesMax + 5, 'x') + ",y\n" +
                                 std::string(kDelimitedCellsMax + 5, ',') + "\n",
                             &faults, 1U << 20U);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0][0].size(), kDelimitedCellBytesMax);
  EXPECT_EQ(rows[0][1], "y");
  EXPECT_EQ(rows[1].size(), kDelimitedCellsMax);
  EXPECT_EQ(faults.cells_too_long, 1U);
  EXPECT_EQ(faults.rows_too_wide, 6U);
}

TEST(DelimitedText, the_delimiter_is_told_by_content) {
  const std::pair<std::string_view, char> cases[] = {
      {"name;status\nA;held\n", ';'},
      {"name\tstatus\nA\theld\n", '\t'},
      {"name|status\nA|held\n", '|'},
      {"a,b,c\n1,2,3\n4,5,6\n7,8,9\n", ','},
      {"sep=;\na;b\n", ';'},
      // The comma stands in a cell, not between cells.
      {"name;notes\nA;one, two\nB;three, four\nC;five, six\nD;seven, eight\n", ';'},
      {"In May, he was held.\nIn June, he was tried.\nIn July, he left.\nIn August, too.\n", '\0'},
      {"one line, only", '\0'},
      {"<p>a,b,c</p>\n<p>a,b,c</p>\n<p>a,b,c</p>\n<p>a,b,c</p>\n", '\0'},
      {"{\"a\",\n\"b\",\n\"c\",\n\"d\",\n", '\0'},
      {"", '\0'},
  };
  for (const auto& [text, delimiter] : cases) {
    EXPECT_EQ(find_delimiter(text, true).value_or('\0'), delimiter) << text;
  }
}

}  // namespace
}  // namespace habeas
