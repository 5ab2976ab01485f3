// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "extract/function_words.h"
#include "extract/language_rules.h"
#include "extract/person_rules.h"
#include "extract/token_pattern.h"
#include "know/tables.h"
#include "model/fact.h"

namespace habeas {

/// Where the words of an act stand to those it is done to: the column `voice` of tables/acts.
enum class Voice : std::uint8_t {
  Passive,      ///< target before: "X was arrested"
  Active,       ///< target behind: "officials interfere with X"
  Either,       ///< behind if named there, else before: "police arrested X", "X, arrested"
  Nominal,      ///< target behind: "the arrest of X"
  Possessed,    ///< target right before: "X's arrest"
  Imperative,   ///< at the begin of a sentence, target behind: "Release X"
  None,         ///< nobody: "the hearing was postponed"
  Issuer,       ///< an organisation before, who it is addressed to behind
  Recipient,    ///< told to those behind
  Respondent,   ///< who answers, before
  Conclusion,   ///< an organisation before, never a court
  Attribution,  ///< those behind are said to be behind it
};

/// A row of tables/acts.
struct ActRow {
  std::string id;
  FactKind kind = FactKind::Act;
  std::string type;
  Voice voice = Voice::None;
  bool affects = false;              ///< who it is done to is a person affected
  std::optional<Modality> modality;  ///< of itself; else by the words around
  std::string context;               ///< a set of words of which the document must hold one
  std::vector<Particular> particulars;
};

/// A row of tables/modality: how the act behind it stands.
struct ModalityRow {
  Modality modality = Modality::Done;
  std::uint32_t reach = 0;  ///< tokens that may stand between it and the act
};

/// A row of tables/penalties.
struct PenaltyRow {
  Particular particular;
};

/// How one language tells what happens.
struct EventLanguage {
  PatternSet acts;
  std::vector<ActRow> act_rows;
  PatternSet modality;
  std::vector<ModalityRow> modality_rows;
  PatternSet penalties;
  std::vector<PenaltyRow> penalty_rows;
  std::map<std::string, WordSet, std::less<>> sets;  ///< tables/act_words

  bool has(std::string_view set, const Token& token) const;
};

/// tables/acts, modality, penalties and act_words, compiled. Immutable.
class EventRules {
 public:
  /// That of `language`, or English where there are no rows for it.
  const EventLanguage& language(std::string_view language) const {
    return languages_.at(language);
  }
  /// That of FunctionWords::choose().
  const EventLanguage& language_of(const ScannedPassage& passage) const {
    return language(function_words_.choose(passage));
  }

 private:
  friend Result<EventRules> make_event_rules(const Tables& tables);

  LanguageRules<EventLanguage> languages_;
  FunctionWords function_words_;
};

/// Errors: BadInput naming table, row and column; NotFound for a missing English table.
Result<EventRules> make_event_rules(const Tables& tables);

}  // namespace habeas
