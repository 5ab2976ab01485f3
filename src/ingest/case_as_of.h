// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/civil_day.h"
#include "base/result.h"
#include "store/cases.h"

namespace habeas {

/// Tells the chronicle of `file` again as of `day`, from the reports published by then. Nothing in
/// the archive changes.
Result<void> tell_as_of(sql::Transaction& transaction, CivilDay day, CaseFile& file);

}  // namespace habeas
