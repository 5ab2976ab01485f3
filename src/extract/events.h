// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "extract/event_rules.h"
#include "extract/scan.h"

namespace habeas {

inline constexpr std::uint32_t kSentenceTokensMax = 400;  ///< longer ones are read in pieces

/// Adds what happens: acts, statuses, notices, interventions, conclusions and attributions, one
/// fact for each, told again or not. Then decides which people are `affected` and, with that,
/// the roles that names alone do not tell. Runs after all other kinds were added.
void find_events(const Scan& scan, const EventRules& rules, FactDraft& draft);

}  // namespace habeas
