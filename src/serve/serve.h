// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "know/tables.h"
#include "store/archive.h"

namespace habeas {

inline constexpr std::uint16_t kDeskPort = 8471;

struct DeskOptions {
  std::uint16_t port = kDeskPort;  ///< 0: any free one
};

/// Shows the desk of `archive` on this machine until SIGINT, SIGTERM or SIGHUP. `ready` is called
/// once it listens, with the address that opens it: print it, and print nothing else of what goes
/// on here. Errors: Busy (port taken), Denied, Unsupported.
Result<void> serve(const DeskOptions& options, Archive& archive, const Tables& tables,
                   const Clock& clock, const std::function<void(const std::string&)>& ready);

}  // namespace habeas
