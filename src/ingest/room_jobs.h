// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>

#include "room/room_child.h"

namespace habeas {

/// All that a locked room of this program can be asked to do.
std::span<const RoomJobRow> room_jobs();

}  // namespace habeas
