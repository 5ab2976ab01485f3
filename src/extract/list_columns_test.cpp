// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/list_columns.h"

#include <gtest/gtest.h>

#include "extract/extract.h"
#include "model/words.h"

namespace habeas {
namespace {

const Tables& tables() {
  static const Tables made = *Tables::make();
  return made;
}

struct Cell {
  ListColumn column;
  std::string header;
  std::string words;
};

/// The Document that a reader makes of a row.
Document row_of(const std::vector<Cell>& cells) {
  Document document;
  document.id = {sha256("row"), "row:17"};
  document.language = "en";
  std::vector<RowPassage> columns;
  const auto add = [&](PassageKind kind, const std::string& words) {
    if (!document.text.empty()) document.text += "\n\n";
    const std::size_t begin = document.text.size();
    document.text += words;
    document.passages.push_back({kind, make_span(begin, document.text.size()), "en", true});
  };
  for (const Cell& cell : cells) {
    const bool name = cell.column == ListColumn::Name;
    const std::string lead = name ? "" : cell.header + ": ";
    add(name ? PassageKind::Title : PassageKind::ListEntry, lead + cell.words);
    columns.push_back({cell.column, static_cast<std::uint32_t>(lead.size())});
  }
  add(PassageKind::Metadata, "columns: " + to_columns_line(columns));
  return document;
}

std::string facts_of(const Document& document, std::string_view rule_begin = "import.column.") {
  const auto extractor = Extractor::make(tables());
  EXPECT_TRUE(extractor);
  const Extraction extraction = extractor->extract(document);
  EXPECT_EQ(find_fault(extraction, document), std::nullopt);
  std::string lines;
  for (const Fact& fact : extraction.facts) {
    const Evidence& first = fact.evidence.front();
    if (first.rule.substr(0, rule_begin.size()) != rule_begin) continue;
    lines += std::string(word_of(fact.kind)) + " " + value_key(fact) + " <" + first.quote + "> " +
             first.rule.substr(rule_begin.size());
    if (const auto* person = std::get_if<PersonValue>(&fact.value)) {
      lines += person->affected ? " affected" : " " + person->role;
      for (const std::string& name : person->other_names) lines += " =" + name;
    }
    lines += "\n";
  }
  return lines;
}

TEST(ListColumns, a_row_states_what_its_cells_say) {
  const Document document = row_of({{ListColumn::Name, "Name", "Igor Lenkov"},
                                    {ListColumn::OtherNames, "Aliases", "Игорь Ленков; I. Lenkov"},
                                    {ListColumn::Country, "Country", "Kazakhstan"},
                                    {ListColumn::Status, "Status", "In custody (SIZO)"},
                                    {ListColumn::Arrested, "Date of arrest", "3 May 2019"},
                                    {ListColumn::NextDate, "Next hearing", "2019-06-14"},
                                    {ListColumn::Lawyer, "Lawyer", "Aliya Ospan, Dana Seitova"}});
  EXPECT_EQ(facts_of(document),
            "person Igor Lenkov <Igor Lenkov> name affected =Игорь Ленков =I. Lenkov\n"
            "place country|Kazakhstan <Kazakhstan> country\n"
            "status detained|done| <In custody (SIZO)> status\n"
            "date 2019-05-03|event <3 May 2019> arrested\n"
            "act arrest|done|2019-05-03 <3 May 2019> arrested\n"
            "date 2019-06-14|deadline <2019-06-14> next_date\n"
            "act next_date|announced|2019-06-14 <2019-06-14> next_date\n"
            "person Aliya Ospan <Aliya Ospan> lawyer lawyer\n"
            "person Dana Seitova <Dana Seitova> lawyer lawyer\n");
}

TEST(ListColumns, prose_and_columns_name_one_person) {
  const Document document =
      row_of({{ListColumn::Name, "Name", "Igor Lenkov"},
              {ListColumn::Notes, "Notes", "Mr. Igor Lenkov was arrested on 3 May 2019 in Oral."}});
  const auto extractor = Extractor::make(tables());
  ASSERT_TRUE(extractor);
  const Extraction extraction = extractor->extract(document);
  std::size_t people = 0;
  for (const Fact& fact : extraction.facts) people += fact.kind == FactKind::Person ? 1 : 0;
  EXPECT_EQ(people, 1U) << to_text(document.id);
}

TEST(ListColumns, a_dated_release_and_the_status_are_one_statement) {
  EXPECT_EQ(facts_of(row_of({{ListColumn::Name, "Name", "Igor Lenkov"},
                             {ListColumn::Status, "Status", "Released"},
                             {ListColumn::Released, "Released on", "4 May 2019"}})),
            "person Igor Lenkov <Igor Lenkov> name affected\n"
            "date 2019-05-04|event <4 May 2019> released\n"
            "act release|done|2019-05-04 <4 May 2019> released\n");
}

TEST(ListColumns, what_is_not_known_states_nothing) {
  EXPECT_EQ(facts_of(row_of({{ListColumn::Name, "Name", "Igor Lenkov"},
                             {ListColumn::Country, "Country", "Nowhereland"},
                             {ListColumn::Status, "Status", "not detained"},
                             {ListColumn::Arrested, "Arrested", "soon"},
                             {ListColumn::Lawyer, "Lawyer", "?"}})),
            "person Igor Lenkov <Igor Lenkov> name affected\n");
}

TEST(ListColumns, only_a_row_has_columns) {
  Document page = row_of({{ListColumn::Name, "Name", "Igor Lenkov"}});
  EXPECT_TRUE(find_row_cells(page));
  page.id.part = "post:https://example.org/a";
  EXPECT_FALSE(find_row_cells(page));
  Document lie = row_of({{ListColumn::Name, "Name", "Igor Lenkov"}});
  lie.text += ", status 400";
  lie.passages.back().span.end += 12;
  EXPECT_FALSE(find_row_cells(lie));
}

TEST(ListColumns, every_state_matches_its_example_and_not_its_near_miss) {
  const auto rules = make_list_rules(tables());
  ASSERT_TRUE(rules);
  const Table* table = tables().find_table("list_states");
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    const auto* state = find_state(*rules, table->cell(row, *table->find_column("example")));
    ASSERT_NE(state, nullptr) << table->where(row);
    EXPECT_EQ(state->type, table->cell(row, *table->find_column("type"))) << table->where(row);
    EXPECT_EQ(find_state(*rules, table->cell(row, *table->find_column("near_miss"))), nullptr)
        << table->where(row);
  }
}

}  // namespace
}  // namespace habeas
