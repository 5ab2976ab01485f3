// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/review.h"

#include <algorithm>
#include <set>

namespace habeas {
namespace {

void apply(const Decision& decision, FactReview& review) {
  switch (decision.kind) {
    case DecisionKind::ReadRightly:
      review.read_rightly = true;
      review.rejected = false;
      break;
    case DecisionKind::Reject:
      review.read_rightly = false;
      review.rejected = true;
      break;
    case DecisionKind::Verify:
      review.level = decision.level;
      break;
    case DecisionKind::SetAudience:
      review.audience = decision.audience;
      break;
    default:
      break;
  }
}

}  // namespace

std::vector<StatedDecision> decisions_in_force(std::vector<StatedDecision> all) {
  // From the last to the first: an undo counts only if nothing later took it back.
  std::set<Digest> undone;
  for (auto stated = all.rbegin(); stated != all.rend(); ++stated) {
    const Decision& decision = stated->decision;
    const bool counts = !undone.contains(stated->entry);
    if (counts && decision.kind == DecisionKind::Undo) undone.insert(*decision.undone);
  }
  std::erase_if(all, [&undone](const StatedDecision& stated) {
    return stated.decision.kind == DecisionKind::Undo || undone.contains(stated.entry);
  });
  return all;
}

DocumentReview review_document(const Extraction& extraction, std::string_view text,
                               std::span<const StatedDecision> in_force) {
  DocumentReview review;
  review.facts.resize(extraction.facts.size());
  for (const StatedDecision& stated : in_force) {
    for (const FactAnchor& anchor : stated.decision.facts) {
      if (anchor.document != extraction.document) continue;
      const AnchorMatch match = find_anchor(anchor, extraction, text);
      review.fates.push_back({stated.entry, anchor, match});
      if (match.state != AnchorState::Lost) apply(stated.decision, review.facts[match.fact]);
    }
  }
  return review;
}

Audiences audiences_of(std::span<const StatedDecision> in_force) {
  Audiences audiences;
  for (const StatedDecision& stated : in_force) {
    const Decision& decision = stated.decision;
    if (decision.kind != DecisionKind::SetAudience) continue;
    if (decision.case_id) audiences.cases[*decision.case_id] = decision.audience;
    if (decision.person) audiences.people[*decision.person] = decision.audience;
    for (const DocumentId& document : decision.documents) {
      audiences.documents[document] = decision.audience;
    }
  }
  return audiences;
}

std::map<CaseId, std::string> names_of_cases(std::span<const StatedDecision> in_force) {
  std::map<CaseId, std::string> names;
  for (const StatedDecision& stated : in_force) {
    const Decision& decision = stated.decision;
    if (decision.kind == DecisionKind::Rename) names[*decision.case_id] = decision.text;
  }
  return names;
}

}  // namespace habeas
