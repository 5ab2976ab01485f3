// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/digest.h"
#include "model/decision.h"

namespace habeas {

/// A decision as it stands in the journal.
struct StatedDecision {
  Digest entry;  ///< hash of its journal entry: what an undo names
  Instant time;
  Decision decision;

  friend bool operator==(const StatedDecision&, const StatedDecision&) = default;
};

/// `all` without those that a later one took back, and without the undos themselves; an undo that
/// was undone takes nothing back. `all` is in journal order, and so is the answer.
std::vector<StatedDecision> decisions_in_force(std::vector<StatedDecision> all);

/// What people said of one fact.
struct FactReview {
  bool read_rightly = false;
  bool rejected = false;
  VerificationLevel level = VerificationLevel::Unverified;
  Audience audience = Audience::Restricted;

  friend bool operator==(const FactReview&, const FactReview&) = default;
};

/// How one anchor of a decision was found again.
struct AnchorFate {
  Digest entry;
  FactAnchor anchor;
  AnchorMatch match;
};

struct DocumentReview {
  std::vector<FactReview> facts;  ///< one for each fact of the extraction
  std::vector<AnchorFate> fates;  ///< of every anchor in this document, in journal order
};

/// What people decided about the facts of one document. A later decision about the same fact
/// takes the place of an earlier one of its kind; ReadRightly and Reject exclude each other.
DocumentReview review_document(const Extraction& extraction, std::string_view text,
                               std::span<const StatedDecision> in_force);

/// Who may see what is no fact. Absent: Restricted.
struct Audiences {
  std::map<CaseId, Audience> cases;
  std::map<PersonId, Audience> people;
  std::map<DocumentId, Audience> documents;
};
Audiences audiences_of(std::span<const StatedDecision> in_force);

/// The names that people gave to cases; the last one of each.
std::map<CaseId, std::string> names_of_cases(std::span<const StatedDecision> in_force);

}  // namespace habeas
