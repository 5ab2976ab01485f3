// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/civil_day.h"
#include "base/result.h"
#include "know/tables.h"
#include "store/archive.h"

namespace habeas {

/// Joins all reports into cases, again: summaries and decisions go to `link`, clusters get their
/// lasting ids (new ones are journalled), `follow` tells what became of their people as of the day
/// of the last journal entry (`day` where there is none), so that the same kept state gives the
/// same bytes whenever it is told. What a person rejected is not told to either. Part of the
/// caller's transaction.
Result<void> relink(ArchiveTransaction& transaction, const Tables& tables, CivilDay day);

/// Marks cases as out of date, until relink(). Goes with whatever makes them so, in one
/// transaction: if the program dies in between, the next one knows.
Result<void> mark_cases_stale(sql::Transaction& transaction);
Result<bool> are_cases_stale(sql::Transaction& transaction);

}  // namespace habeas
