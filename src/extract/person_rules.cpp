// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/person_rules.h"

#include <utility>

namespace habeas {
namespace {

void add_words(WordSet& to, const WordSets& sets, std::string_view name) {
  if (const auto found = sets.find(name); found != sets.end()) {
    to.insert(found->second.begin(), found->second.end());
  }
}

Result<Sex> parse_sex(std::string_view cell, const std::string& where) {
  if (cell.empty()) return Sex::Unstated;
  if (cell == "female") return Sex::Female;
  if (cell == "male") return Sex::Male;
  return fail(ErrorCode::BadInput, where + ": sex is female, male or empty");
}

Result<bool> parse_number(std::string_view cell, const std::string& where) {
  if (cell == "one") return false;
  if (cell == "many") return true;
  return fail(ErrorCode::BadInput, where + ": number is one or many");
}

Result<void> load_titles(const Table& table, const WordSets& sets, PersonLanguage& language) {
  TRY(const std::size_t id, table.require_column("id"));
  TRY(const std::size_t pattern, table.require_column("pattern"));
  TRY(const std::size_t sex, table.require_column("sex"));
  TRY(const std::size_t number, table.require_column("number"));
  TRY(const std::size_t role, table.require_column("role"));
  std::vector<PatternRow> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string where = table.where(row);
    TitleRow title;
    title.id = std::string(table.cell(row, id));
    TRY(title.sex, parse_sex(table.cell(row, sex), where));
    TRY(title.many, parse_number(table.cell(row, number), where));
    title.role = std::string(table.cell(row, role));
    language.title_rows.push_back(std::move(title));
    rows.push_back({std::string(table.cell(row, pattern)), where});
  }
  TRY(language.titles, PatternSet::make(rows, sets));
  return {};
}

Result<void> load_roles(const Table& table, const WordSets& sets, PersonLanguage& language) {
  TRY(const std::size_t id, table.require_column("id"));
  TRY(const std::size_t pattern, table.require_column("pattern"));
  TRY(const std::size_t role, table.require_column("role"));
  TRY(const std::size_t number, table.require_column("number"));
  std::vector<PatternRow> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string where = table.where(row);
    RoleRow one;
    one.id = std::string(table.cell(row, id));
    one.role = std::string(table.cell(row, role));
    TRY(one.many, parse_number(table.cell(row, number), where));
    language.role_rows.push_back(std::move(one));
    rows.push_back({std::string(table.cell(row, pattern)), where});
  }
  TRY(language.roles, PatternSet::make(rows, sets));
  return {};
}

void load_words(const WordSets& sets, PersonLanguage& language) {
  add_words(language.particles, sets, "particle");
  add_words(language.joiners, sets, "and");
  add_words(language.of, sets, "of");
  add_words(language.from, sets, "from");
  add_words(language.prepositions, sets, "preposition");
  add_words(language.determiners, sets, "determiner");
  add_words(language.verbs_after, sets, "verb_after");
  add_words(language.verbs_before, sets, "verb_before");
  add_words(language.aliases, sets, "alias");
  add_words(language.clitics, sets, "clitic");
  add_words(language.never, sets, "not_name_function");
  add_words(language.never, sets, "not_name_time");
  for (const auto& [name, words] : sets) {
    if (name.starts_with("not_name_")) language.ordinary.insert(words.begin(), words.end());
  }
}

constexpr std::string_view kTopics[] = {"titles", "name_words", "roles"};

Result<PersonLanguage> load_language(std::span<const Table* const> tables) {
  PersonLanguage language;
  TRY(const WordSets sets, make_word_sets(*tables[1]));
  load_words(sets, language);
  TRY(load_titles(*tables[0], sets, language));
  TRY(load_roles(*tables[2], sets, language));
  return language;
}

}  // namespace

Result<PersonRules> make_person_rules(const Tables& tables) {
  PersonRules rules;
  TRY(rules.function_words_, FunctionWords::make(tables));
  TRY(rules.languages_, LanguageRules<PersonLanguage>::make(tables, kTopics, load_language));
  return rules;
}

}  // namespace habeas
