// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace habeas {

/// What this program is when its first argument is kRoomArgument: a zygote that has made ready all
/// that reading needs, and opens rooms that know kReadJob. Returns what main returns.
int run_reading_zygote();

}  // namespace habeas
