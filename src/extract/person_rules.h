// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "extract/function_words.h"
#include "extract/language_rules.h"
#include "extract/token_pattern.h"
#include "know/tables.h"
#include "model/fact.h"

namespace habeas {

using WordSet = std::unordered_set<std::string>;

/// A row of tables/titles.
struct TitleRow {
  std::string id;
  Sex sex = Sex::Unstated;
  bool many = false;  ///< governs a list: Messrs.
  std::string role;   ///< "" unless the title tells it: Adv.
};

/// A row of tables/roles.
struct RoleRow {
  std::string id;
  std::string role;   ///< "leader": decided by the organisation that stands with it
  bool many = false;  ///< before a list of names: lawyers A and B
};

/// How one language names people.
struct PersonLanguage {
  PatternSet titles;
  std::vector<TitleRow> title_rows;
  PatternSet roles;
  std::vector<RoleRow> role_rows;
  WordSet particles;
  WordSet joiners;      ///< and
  WordSet of;
  WordSet from;         ///< before a home place
  WordSet prepositions;  ///< before a place
  WordSet determiners;
  WordSet verbs_after;  ///< what a person does: said, was
  WordSet verbs_before;
  WordSet aliases;
  WordSet clitics;      ///< before an apostrophe: l'
  WordSet never;        ///< in no name: function words, days
  WordSet ordinary;     ///< not in a bare name: Court, Human, Kazakh; holds `never`
};

/// tables/titles, tables/roles and tables/name_words, compiled. Immutable.
class PersonRules {
 public:
  /// That of `language`, or English where there are no rows for it.
  const PersonLanguage& language(std::string_view language) const {
    return languages_.at(language);
  }
  /// FunctionWords::choose().
  std::string_view choose_language(const ScannedPassage& passage) const {
    return function_words_.choose(passage);
  }

 private:
  friend Result<PersonRules> make_person_rules(const Tables& tables);

  LanguageRules<PersonLanguage> languages_;
  FunctionWords function_words_;
};

/// Errors: BadInput naming table, row and column; NotFound for a missing English table.
Result<PersonRules> make_person_rules(const Tables& tables);

}  // namespace habeas
