// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "extract/event_draft.h"

namespace habeas {

/// Sets who takes part in the event, by the voice of its row: targets and performers, for an
/// intervention its issuer and recipients, for an attribution those named. False if the words do
/// not hold what the voice needs, and there is no event.
bool read_parties(const ActPlace& place, EventDraft& event);

}  // namespace habeas
