// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/persons.h"

#include <gtest/gtest.h>

#include "extract/marked_text.h"
#include "text/fold.h"

namespace habeas {
namespace {

const PersonRules& rules() {
  static const PersonRules kRules = [] {
    auto made = make_person_rules(test_tables());
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
  }();
  return kRules;
}

// "name|role|organisation|mentions" of each person, in the order of the anchors.
std::string find_people(std::string_view text, std::string_view language = "en") {
  const Document document = make_test_document(text, language);
  const auto scan_rules = ScanRules::make(test_tables());
  EXPECT_TRUE(scan_rules);
  const Scan scan = make_scan(document, *scan_rules);
  FactDraft draft(scan);
  find_persons(scan, rules(), draft);
  std::string people;
  for (const Fact& fact : draft.facts) {
    const auto& person = std::get<PersonValue>(fact.value);
    if (!people.empty()) people += "; ";
    people += person.name + '|' + person.role + '|' + std::to_string(fact.evidence.size());
    for (const std::string& name : person.other_names) people += '~' + name;
  }
  return people;
}

TEST(Persons, titles_introduce_names) {
  EXPECT_EQ(find_people("On Monday, Mr. Daniyar Ospan spoke."), "Daniyar Ospan||1");
  EXPECT_EQ(find_people("Ms.Aliya Ospan and Mr. Berik were here."), "Aliya Ospan||1; Berik||1");
  EXPECT_EQ(find_people("Mr. A. Ospan and Ms. T. Ospan met."), "A. Ospan||1; T. Ospan||1");
  EXPECT_EQ(find_people("the Rt. Hon. Dr. Asan Berik"), "Asan Berik|official|1");
  EXPECT_EQ(find_people("may mr berik"), "");
}

TEST(Persons, a_title_governs_a_list) {
  EXPECT_EQ(find_people("Messrs. Asan Berik[1], Omar Seit and Ilyas Dauren were held."),
            "Asan Berik||1; Omar Seit||1; Ilyas Dauren||1");
  EXPECT_EQ(find_people("MM. Assan Bérik, Omar Seit, et Ilyas Dauren, avocats", "fr"),
            "Assan Bérik|lawyer|1; Omar Seit|lawyer|1; Ilyas Dauren|lawyer|1");
}

TEST(Persons, roles_stand_before_or_behind) {
  EXPECT_EQ(find_people("New York human rights lawyer Asan Berik; Italian attorney Ugo Di Sarno"),
            "Asan Berik|lawyer|1; Ugo Di Sarno|lawyer|1");
  EXPECT_EQ(find_people("exiled publishers Irma Kasova and Oleg Kasov, both of whom fled"),
            "Irma Kasova|journalist|1; Oleg Kasov|journalist|1");
  EXPECT_EQ(find_people("in favour of Ayna Umarkul, a lawyer who was there"),
            "Ayna Umarkul|lawyer|1");
  EXPECT_EQ(find_people("Mr. Asan Berik[1], Head of the NGO “Tulpar”[2], spoke"),
            "Asan Berik|defender|1");
  EXPECT_EQ(find_people("Superintendent Chiremba barred them."), "Chiremba|police_or_security|1");
}

TEST(Persons, mentions_of_one_person_are_one_fact) {
  EXPECT_EQ(find_people("Mr. Asan Berik was held. Berik’s lawyer came. Messrs. Berik and Omar Seit "
                        "left."),
            "Asan Berik||3~Berik; Omar Seit||1");
  EXPECT_EQ(find_people("Talgar Oyan and Talgar Oyanov: lawyer Talgar Oyan was freed."),
            "Talgar Oyan|lawyer|3~Talgar Oyanov");
  EXPECT_EQ(find_people("Ms. Aliya Ospan and Mr. Serik Ospan met. Ms. Ospan spoke."),
            "Aliya Ospan||2~Ospan; Serik Ospan||1");
  EXPECT_EQ(find_people("Lawyer Felix Agbo alias Bala Duno was there."),
            "Felix Agbo|lawyer|1~Bala Duno");
}

TEST(Persons, capitals_alone_are_no_person) {
  EXPECT_EQ(find_people("The Black Hat conference, the Land Code and Human Rights Watch."), "");
  EXPECT_EQ(find_people("Yesterday The Supreme Court and the Anti-Corruption Service met."), "");
  EXPECT_EQ(find_people("Judicial Harassment Of Ten Defenders\nRead More"), "");
}

TEST(Persons, bare_names_need_words_around_them) {
  EXPECT_EQ(find_people("Then Daniyar Ospan said no."), "Daniyar Ospan||1");
  EXPECT_EQ(find_people("the trial of Daniyar Ospan and Asan Berik"),
            "Daniyar Ospan||1; Asan Berik||1");
}

TEST(Persons, russian_names_come_in_the_nominative) {
  EXPECT_EQ(find_people("Суд приговорил Асана Берикова.", "ru"), "Асан Бериков||1~Асана Берикова");
  EXPECT_EQ(find_people("Суд освободил мать Алии Маратовны Оспановой.", "ru"),
            "Алия Маратовна Оспанова|relative|1~Алии Маратовны Оспановой");
}

// The marked words of `example` must be a match of the row, its near miss must not hold one.
template <class Pick>
void check_word_rows(std::string_view topic, Pick pick) {
  for (const Table* table : test_tables().tables_under(topic)) {
    const std::string language(table->name().substr(table->name().find('/') + 1));
    const PatternSet& patterns = pick(rules().language(language));
    const auto example = *table->find_column("example");
    const auto near_miss = *table->find_column("near_miss");
    for (std::uint32_t row = 0; row < table->row_count(); ++row) {
      std::string text(table->cell(row, example));
      const std::size_t begin = text.find("{{");
      ASSERT_NE(begin, std::string::npos) << table->where(row);
      text.erase(begin, 2);
      const std::size_t end = text.find("}}");
      ASSERT_NE(end, std::string::npos) << table->where(row);
      text.erase(end, 2);
      const auto tokens = split_tokens(text);
      bool found = false;
      std::vector<ClassSpan> none;
      for (const PatternMatch& match : patterns.find(tokens, none)) {
        found = found || (match.row == row && tokens[match.tokens.begin].span.begin == begin &&
                          tokens[match.tokens.end - 1].span.end == end);
      }
      EXPECT_TRUE(found) << table->where(row);
      for (const PatternMatch& match : patterns.find(split_tokens(table->cell(row, near_miss)))) {
        EXPECT_NE(match.row, row) << table->where(row) << " matches its near miss";
      }
    }
  }
}

TEST(Persons, every_row_of_titles_and_roles_keeps_its_example) {
  check_word_rows("titles", [](const PersonLanguage& l) -> const PatternSet& { return l.titles; });
  check_word_rows("roles", [](const PersonLanguage& l) -> const PatternSet& { return l.roles; });
}

}  // namespace
}  // namespace habeas
