// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "model/fact.h"

namespace habeas {

/// The number without its update: "KAZ 001/1016/OBS 085" of "KAZ 001/1016/OBS 085.4".
std::string base_number(const ReferenceValue& reference);

}  // namespace habeas
