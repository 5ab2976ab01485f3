// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/result.h"
#include "know/tables.h"
#include "model/review.h"
#include "store/archive.h"

namespace habeas {

/// Understands a decision as a person wrote it: one JSON object, cases by number or id, facts by
/// document, kind and quote (value and surroundings only where the quote alone is not enough).
/// States their anchors in full. BadInput, NotFound: what is wrong and what to write instead.
Result<Decision> understand_decision(sql::Transaction& transaction, std::string_view json);

/// Fills in what a split, move or merge finds, signs the decision into the journal, keeps the texts
/// it cites, and, where it changes who belongs to whom, joins the cases anew; all in one
/// transaction, on the disk when it returns. -> the hash of its entry: what an undo names. The one
/// door for command and desk. BadInput: find_fault says what is missing, or an undo names no
/// decision in force. NotFound: a report, case or person that it names is not there.
Result<Digest> decide(Archive& archive, Decision decision, const Tables& tables, CivilDay day);

/// Joins the cases anew if decisions left them out of date (a rejected fact, a new name).
Result<void> settle(Archive& archive, const Tables& tables, CivilDay day);

/// A decision in force, and how its words are found today.
struct DecisionFate {
  StatedDecision stated;
  std::vector<AnchorFate> anchors;
  std::vector<std::string> missing;  ///< reports, cases, people it names that are not there today
};
Result<std::vector<DecisionFate>> load_decision_fates(sql::Transaction& transaction);

}  // namespace habeas
