// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "extract/event_ledger.h"

namespace habeas {

/// Ties events of one document to one another: a notice to the act that it announces and to the
/// notice that takes its place, a decision on appeal to the ruling that it sets aside, "the
/// incident took place on" to the act told before it.
void link_events(const std::vector<EventLedger::Entry>& entries, FactDraft& draft);

}  // namespace habeas
