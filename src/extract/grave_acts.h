// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "extract/event_targets.h"

namespace habeas {

/// True for what nobody may be said to have suffered by mistake: death, disappearance, torture,
/// disbarment.
bool is_grave(std::string_view type);

/// Of those to whom a grave act seems to be done, those of whom the words say it without doubt:
/// nothing but small words between them and the act, and of a list behind it what stands before a
/// relation ("X and his colleague Y") or another act. `participle`: the act may also be what they
/// did ("X killed two").
Involved keep_sure(const ActPlace& place, Involved target, bool participle);

}  // namespace habeas
