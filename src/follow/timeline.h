// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "follow/case_facts.h"
#include "know/tables.h"
#include "model/chronicle.h"

namespace habeas {

/// The timeline of a case: each thing stated once, with all who state it, by date; undated last.
/// Statements are one if kind, type and modality are the same, the days may be the same, and
/// people, place and the values of tables/chronicle do not differ. What two sources tell
/// differently of one act (day or value) gets one bracket number.
std::vector<ChronicleEntry> make_timeline(const CaseFacts& facts, const Tables& tables);

}  // namespace habeas
