// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "know/tables.h"
#include "model/case_file.h"
#include "model/review.h"
#include "sql/connection.h"

namespace habeas {

/// Summaries of stored reports for `link` and `follow`, in the order of `ids`. A fact that a
/// person rejected keeps its position and becomes what no stage looks at.
Result<std::vector<ReportSummary>> load_reports(sql::Transaction& transaction,
                                                std::span<const DocumentId> ids,
                                                std::span<const StatedDecision> in_force,
                                                const Tables& tables);

}  // namespace habeas
