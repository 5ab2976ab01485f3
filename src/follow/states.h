// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/civil_day.h"
#include "follow/case_facts.h"
#include "follow/state_rules.h"
#include "model/chronicle.h"

namespace habeas {

/// Where `person` was last reported to stand, as of `day`. Rests on what is stated as done, in
/// facts that are not doubtful; later days win, the dead stay dead. An undated statement counts
/// from its report's day, unless the same report dates the same state.
void read_states(const CaseFacts& facts, const StateRules& rules, std::uint32_t person,
                 CivilDay day, PersonChronicle& chronicle);

}  // namespace habeas
