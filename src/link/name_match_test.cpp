// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/name_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/romanise.h"

namespace habeas {
namespace {

const Spelling& spelling() {
  static const Tables tables = *Tables::make();
  static const Spelling made(tables);
  return made;
}

NameMatch match(std::string_view a, std::string_view b) {
  return match_names(spelling(), prepare_name(spelling(), a), prepare_name(spelling(), b));
}

struct Case {
  const char* reason;
  const char* a;
  const char* b;
  NameRelation relation;
};

void check(const Case& c) {
  const NameMatch there = match(c.a, c.b);
  const NameMatch back = match(c.b, c.a);
  EXPECT_EQ(there.relation, c.relation) << c.reason << ": " << c.a << ", " << c.b << ": "
                                        << there.words << " " << there.score;
  EXPECT_EQ(there.relation, back.relation) << c.reason;
  EXPECT_EQ(there.score, back.score) << c.reason;
  EXPECT_EQ(there.words, back.words) << c.reason;
}

TEST(NameMatch, OnePerson) {
  const auto same = NameRelation::Same;
  const Case cases[] = {
      {"y_between_vowels", "Daniyar Sadykayev", "Daniyar Sadykaev", same},
      {"russian", "Daniyar Sadykayev", "Данияр Садыкаев", same},
      {"kazakh", "Daniyar Sadykayev", "Данияр Садықаев", same},
      {"kazakh_latin", "Maxim Sadykayev", "Maksim Sadyqaev", same},
      {"no_ending", "Talgat Murat", "Talgat Muratov", same},
      {"gh", "Talghat Muratov", "Talgat Muratov", same},
      {"kh", "Sadykh Akhanov", "Sadyh Ahanov", same},
      {"french", "Iouri Tchoudakov", "Yuri Chudakov", same},
      {"french_ch", "Chérif Ouali", "Sherif Wali", same},
      {"german", "Wladimir Koslow", "Vladimir Kozlov", same},
      {"doubled_letter", "Necmettin Haddaad", "Necmetin Hadad", same},
      {"vowel", "Josephat Mwandu", "Josphat Mwandu", same},
      {"letter_more", "Beatrice Mtwarwa", "Beatrice Mtarwa", same},
      {"other_order", "ABATE Walter", "Walter Abate", same},
      {"patronymic_here_only", "Ivan Petrovich Sidorin", "Ivan Sidorin", same},
      {"article_glued", "Nadia Al-Haddad", "Nadia Alhaddad", same},
      {"article_left_out", "Nadia al-Haddad", "Nadia Haddad", same},
      {"written_as_one", "Abdul Hadi Karwan", "Abdulhadi Karwan", same},
      {"glued_on_the_page", "DaniyarSadykayev", "Daniyar Sadykayev", same},
      {"surname_first_of_three", "Karwan Salman Omar", "Salman Omar Karwan", same},
      {"short_form", "Ben Castor", "Benjamin Castor", same},
      {"arabic_script", "نديم كرم", "Nadim Karam", same},
      {"hyphen", "Jean-Marie Kabila", "Jean Marie Kabila", same},
      {"final_h", "Abdullah Nazar", "Abdulla Nazar", same},
  };
  for (const Case& c : cases) check(c);
}

TEST(NameMatch, TwoPeople) {
  const auto apart = NameRelation::Contradiction;
  const auto unlike = NameRelation::Unlike;
  const Case cases[] = {
      {"siblings", "Marat Sadykov", "Serik Sadykov", apart},
      {"other_initial", "T. Davletova", "Nigora Davletova", apart},
      {"wife_and_husband", "Aleksandr Zorin", "Aleksandra Zorina", apart},
      {"one_begins_like_the_other", "Dana Castor", "Daniyar Castor", apart},
      {"initial_and_wife", "A. Zorin", "A. Zorina", apart},
      {"patronymics", "Ivan Petrovich Sidorin", "Ivan Ilyich Sidorin", apart},
      {"son_and_father", "Salman bin Omar Karwan", "Omar bin Salman Karwan", apart},
      {"father_and_son", "John Mwandu Sr.", "John Mwandu Jr.", apart},
      {"same_given_name", "Marat Sadykov", "Marat Umarov", unlike},
      {"near_surname", "Max Bokarev", "Max Tokarev", unlike},
      {"swapped_with_endings", "Ivan Petrov", "Petr Ivanov", unlike},
      {"short_names", "Kim Il", "Kan Ol", unlike},
      {"nothing", "", "Marat Sadykov", unlike},
      {"signs_only", "...", "Marat Sadykov", unlike},
  };
  for (const Case& c : cases) check(c);
}

TEST(NameMatch, PerhapsOnePerson) {
  const auto partial = NameRelation::Partial;
  const Case cases[] = {
      {"surname_alone", "Sadykayev", "Daniyar Sadykaev", partial},
      {"initial", "D. Sadykayev", "Daniyar Sadykaev", partial},
      {"given_name_alone", "Daniyar", "Daniyar Sadykaev", partial},
      {"two_agree_one_differs", "Amal Hadi Nasser Karwan", "Amal Rashid Nasser", partial},
  };
  for (const Case& c : cases) check(c);
}

TEST(NameMatch, SaysWhatIsBorneByMany) {
  EXPECT_TRUE(match("Mohammed Ali", "Muhammad Aly").is_frequent);
  EXPECT_FALSE(match("Mohammed Karwan", "Muhammad Karwan").is_frequent);
}

TEST(NameMatch, ComparesPeopleByEverySpellingAndSex) {
  PersonValue a;
  a.name = "Felix Nkongo";
  a.other_names = {"Agbor Bala", "Nkongo"};
  PersonValue b;
  b.name = "Agbor Balla";
  const auto match_of = [](const PersonValue& x, const PersonValue& y) {
    return match_people(spelling(), prepare_person(spelling(), x), prepare_person(spelling(), y));
  };
  EXPECT_EQ(match_of(a, b).relation, NameRelation::Same);
  a = {};
  a.name = "D. Umirov";
  a.sex = Sex::Male;
  b = {};
  b.name = "Dina Umirov";
  EXPECT_EQ(match_of(a, b).relation, NameRelation::Partial);
  b.sex = Sex::Female;
  EXPECT_EQ(match_of(a, b).relation, NameRelation::Contradiction);
}

/// The two names of a cell "one/other".
std::pair<std::string, std::string> halves(std::string_view cell) {
  const std::size_t slash = cell.find('/');
  return {fold_name(cell.substr(0, slash)), fold_name(cell.substr(slash + 1))};
}

/// True if a row of `kind` makes the two names of `cell` one, or alike.
bool makes_one(const Spelling& rules, std::string_view kind, std::string_view cell) {
  const auto [a, b] = halves(cell);
  const std::string left = rules.sound_of(a);
  const std::string right = rules.sound_of(b);
  if (kind == "sound") return left == right;
  if (kind == "near") return spelling_cost(rules, left, right, 1'000) <= 60;
  if (kind == "ending") return rules.without_ending(right) == left;
  if (kind == "feminine") return rules.is_feminine_pair(left, right);
  if (kind == "patronymic") return rules.is_patronymic(left);
  const std::string last = a.substr(a.rfind(' ') + 1);
  if (kind == "generation") return !rules.generation_of(last).empty();
  return kind == "particle" && rules.is_particle(a.substr(0, a.find(' ')));
}

TEST(SpellingRows, EachMatchesItsExampleAndNotItsNearMiss) {
  const Tables tables = *Tables::make();
  const Table& table = **tables.require_table("spelling");
  const std::size_t kind = *table.find_column("kind");
  const std::size_t example = *table.find_column("example");
  const std::size_t near_miss = *table.find_column("near_miss");
  const std::vector<SpellingRow> rows = spelling_rows(tables);
  ASSERT_EQ(rows.size(), table.row_count());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<SpellingRow> without = rows;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    const std::string_view what = table.cell(i, kind);
    EXPECT_TRUE(makes_one(spelling(), what, table.cell(i, example))) << table.where(i);
    EXPECT_FALSE(makes_one(Spelling(without), what, table.cell(i, example)))
        << table.where(i) << ": nothing changes without the row";
    EXPECT_FALSE(makes_one(spelling(), what, table.cell(i, near_miss))) << table.where(i);
  }
}

TEST(Spelling, CostsAreBoundedByLength) {
  const std::string long_name(10'000, 'b');
  EXPECT_EQ(spelling_cost(spelling(), long_name, long_name, 100), 0);
  const PreparedName name = prepare_name(spelling(), std::string(100'000, 'x') + " y");
  EXPECT_LE(name.printed.size(), kNameBytesMax);
  std::string many;
  for (int i = 0; i < 1'000; ++i) many += "ab ";
  EXPECT_EQ(prepare_name(spelling(), many).words.size(), kNameWordsMax);
}

TEST(Spelling, OneSkeletonForManySpellings) {
  const auto skeleton = [](std::string_view name) {
    return spelling().skeleton_of(spelling().sound_of(fold_name(name)));
  };
  for (const char* name : {"Sadykayev", "Sadyqaev", "Садықаев", "Zadikaev"}) {
    EXPECT_EQ(skeleton(name), skeleton("Sadykaev")) << name;
  }
  EXPECT_EQ(skeleton("Oral"), skeleton("Oralov"));
  EXPECT_NE(skeleton("Sadykov"), skeleton("Saryrov"));
}

}  // namespace
}  // namespace habeas
