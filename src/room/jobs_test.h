// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>

#include "room/zygote.h"

namespace habeas {

/// What the rooms of the test program can be asked to do: it is its own zygote (walls_test.cpp).
std::span<const RoomJobRow> test_jobs();

}  // namespace habeas
