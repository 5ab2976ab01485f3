// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "extract/event_ledger.h"

namespace habeas {

/// Sets `affected` of the people to whom the events do something or whom the title of an urgent
/// appeal names, and the roles that only this
/// tells: of an affected person without a stated role what the report calls the people it is
/// about, of a "leader" what the organisation makes of him. How a name is introduced is no
/// ground: officials, judges, police, prosecutors and relatives are never affected here.
void decide_affected(const Scan& scan, const EventRules& rules,
                     const std::vector<EventLedger::Entry>& entries, FactDraft& draft);

}  // namespace habeas
