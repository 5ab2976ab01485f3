// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "extract/date_words.h"
#include "extract/scan.h"

namespace habeas {

/// Days, months and years that the document states, each mention a fact of its own. What is not
/// printed is inferred: a year from the same sentence, the sentence before or the publication
/// day; "yesterday" and "last April" from the publication day. Dates inside reference numbers and
/// Metadata passages are left out. REQUIRES: find_references() came before.
void find_dates(const Scan& scan, const DateRules& rules, FactDraft& draft);

}  // namespace habeas
