// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "base/result.h"
#include "disclose/archive_view.h"
#include "disclose/page_values.h"

namespace habeas {

/// The courts of a case as rungs, the highest first, each with what it is reported to have done,
/// by date. A ruling that a later one sets aside says so; the last that was not stands.
Result<std::vector<CourtRung>> court_ladder(ArchiveView& archive, const Chronicle& chronicle);

}  // namespace habeas
