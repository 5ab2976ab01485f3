// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/number_format.h"

#include <gtest/gtest.h>

#include "read/office/ods_reader.h"
#include "read/office/xlsx_reader.h"

namespace habeas {
namespace {

TEST(NumberFormat, a_code_tells_days_and_times_and_nothing_else) {
  const std::pair<std::string_view, NumberLook> cases[] = {
      {"General", NumberLook::Plain},
      {"0.00", NumberLook::Plain},
      {"#,##0\\ \"days\"", NumberLook::Plain},
      {"[Red]0", NumberLook::Plain},
      {"dd/mm/yyyy", NumberLook::Day},
      {"[$-409]d\\ mmmm\\ yyyy;@", NumberLook::Day},
      {"mmm-yy", NumberLook::Day},
      {"d.m.yyyy h:mm", NumberLook::DayAndTime},
      {"h:mm:ss", NumberLook::Time},
      {"[h]:mm", NumberLook::Time},
      {"\"d\"0", NumberLook::Plain},
      {"0;dd", NumberLook::Plain},
      {"\"open", NumberLook::Plain},
      {"[open", NumberLook::Plain},
      {"\\", NumberLook::Plain},
      {"", NumberLook::Plain},
  };
  for (const auto& [code, look] : cases) EXPECT_EQ(look_of_code(code), look) << code;
}

TEST(NumberFormat, serials_are_days_of_either_count) {
  struct Case {
    std::string_view number;
    NumberLook look;
    DayCount count;
    std::string_view shown;
  };
  const Case cases[] = {
      {"43588", NumberLook::Day, DayCount::From1900, "2019-05-03"},
      {"42126", NumberLook::Day, DayCount::From1904, "2019-05-03"},
      {"59", NumberLook::Day, DayCount::From1900, "1900-02-28"},
      {"60", NumberLook::Day, DayCount::From1900, "60"},
      {"61", NumberLook::Day, DayCount::From1900, "1900-03-01"},
      {"43588.5", NumberLook::DayAndTime, DayCount::From1900, "2019-05-03 12:00"},
      {"43588.5", NumberLook::Day, DayCount::From1900, "2019-05-03"},
      {"0.604166666666667", NumberLook::Time, DayCount::From1900, "14:30"},
      {"18.0", NumberLook::Plain, DayCount::From1900, "18"},
      {"18.50", NumberLook::Plain, DayCount::From1900, "18.50"},
      {"-5", NumberLook::Day, DayCount::From1900, "-5"},
      {"1e300", NumberLook::Day, DayCount::From1900, "1e300"},
      {"nan", NumberLook::Day, DayCount::From1900, "nan"},
      {"words", NumberLook::Day, DayCount::From1900, "words"},
      {"", NumberLook::Day, DayCount::From1900, ""},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(show_number(one.number, one.look, one.count), one.shown) << one.number;
  }
}

TEST(Xlsx, columns_are_told_by_their_letters) {
  EXPECT_EQ(parse_column("A1"), 0U);
  EXPECT_EQ(parse_column("BC12"), 54U);
  EXPECT_EQ(parse_column("XFD1"), 16'383U);
  EXPECT_EQ(parse_column("$C$4"), 2U);
  for (const char* none : {"", "12", "a1", "ZZZZZ1"}) EXPECT_FALSE(parse_column(none)) << none;
}

/// Counts what a bomb gives.
class CountingSheets final : public SheetSink {
 public:
  void begin_sheet(const std::string&) override { ++sheets; }
  void add_row(SheetRow row) override {
    ++rows;
    for (const SheetCell& cell : row.cells) words = cell.words;
    cells_max = std::max(cells_max, row.cells.size());
  }
  void end_sheet() override {}
  void add_problem(Problem problem) override { problems.push_back(problem.code); }

  std::size_t sheets = 0;
  std::size_t rows = 0;
  std::size_t cells_max = 0;
  std::string words;  ///< of the last cell
  std::vector<ProblemCode> problems;
};

TEST(Ods, rows_and_cells_that_repeat_a_million_times_meet_their_limit) {
  CountingSheets sheets;
  read_ods_xml(
      "<s><table:table table:name='Bomb'>"
      "<table:table-row table:number-rows-repeated='1048576'>"
      "<table:table-cell table:number-columns-repeated='4294967295'><text:p>words</text:p>"
      "</table:table-cell></table:table-row>"
      "<table:table-row table:number-rows-repeated='4294967295'><table:table-cell/>"
      "</table:table-row></table:table></s>",
      sheets);
  EXPECT_EQ(sheets.rows, 1'000U);
  EXPECT_EQ(sheets.cells_max, 1'000U);
  EXPECT_EQ(sheets.problems, std::vector<ProblemCode>{ProblemCode::TooLarge});
}

TEST(Ods, a_date_that_is_none_is_what_the_cell_shows) {
  struct Case {
    std::string_view value;
    std::string_view shown;
  };
  const Case cases[] = {{"2018-11-02T14:30:00", "2018-11-02 14:30"},
                        {"2018-11-02T00:00:00", "2018-11-02"},
                        {"2018-11-02T14:3\u00E90", "2018-11-02"},
                        {"2018-13-02", "words"},
                        {"20\u00E9", "words"}};
  for (const Case& one : cases) {
    CountingSheets sheets;
    read_ods_xml(
        "<s><table:table><table:table-row><table:table-cell office:value-type='date' "
        "office:date-value='" +
            std::string(one.value) +
            "'><text:p>words</text:p></table:table-cell></table:table-row></table:table>"
            "</s>",
        sheets);
    EXPECT_EQ(sheets.words, one.shown) << one.value;
  }
}

TEST(Ods, over_a_thousand_sheets_are_not_read) {
  std::string xml = "<s>";
  for (int i = 0; i < 1'005; ++i) {
    xml +=
        "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"
        "</table:table-row></table:table>";
  }
  CountingSheets sheets;
  read_ods_xml(xml + "</s>", sheets);
  EXPECT_EQ(sheets.sheets, kSheetsMax);
  EXPECT_EQ(sheets.problems, std::vector<ProblemCode>{ProblemCode::TooLarge});
}

}  // namespace
}  // namespace habeas
