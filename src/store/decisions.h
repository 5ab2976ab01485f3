// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "base/result.h"
#include "model/opened.h"
#include "model/review.h"
#include "sql/connection.h"

namespace habeas {

/// Every decision of the journal whose body is here, in journal order, undos too
/// (`decisions_in_force` tells which hold). Errors: Corrupt (a body that is none), those of sql.
Result<std::vector<StatedDecision>> load_decisions(sql::Transaction& transaction);

/// Every id that was ever minted, oldest first.
Result<OpenedBatch> load_opened(sql::Transaction& transaction);

}  // namespace habeas
