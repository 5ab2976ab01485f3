// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <span>
#include <vector>

#include "ingest/naming.h"
#include "link/link.h"
#include "model/review.h"

namespace habeas {

/// What decisions in force say about belonging, by document and mention, so that `link` needs no
/// ids. Where two decisions about one pair differ, the later holds. What names a document or person
/// that is not there binds nothing, and binds again when it comes back. Pure.
LinkConstraints constraints_of(std::span<const StatedDecision> in_force, const OpenedBatch& opened,
                               const std::map<DocumentId, const ReportSummary*>& reports);

/// Ids that ended as the other side of a merge in force.
std::vector<CaseId> yielding_cases(std::span<const StatedDecision> in_force);

}  // namespace habeas
