// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "base/civil_day.h"
#include "follow/case_facts.h"
#include "follow/state_rules.h"
#include "know/tables.h"
#include "model/chronicle.h"

namespace habeas {

/// Where `person` was held, step by step, from what is stated as done up to `day`; then where they
/// are announced to be taken. Not a step: what a superseded notice announced, and an announcement
/// that came true. Distances stand as stated beside the great circle between the two cities.
std::vector<CustodyStep> make_custody(const CaseFacts& facts, const StateRules& rules,
                                      std::uint32_t person, CivilDay day, const Tables& tables);

}  // namespace habeas
