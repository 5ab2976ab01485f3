// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "follow/case_facts.h"
#include "model/chronicle.h"

namespace habeas {

/// One chain for each number that a report of the case has of its own: all updates from the first
/// appeal to the highest seen, also in what other reports cite. Beyond kUpdatesMax only those
/// that are here are listed.
std::vector<ReferenceChain> make_chains(const CaseFacts& facts);
inline constexpr std::int32_t kUpdatesMax = 200;

}  // namespace habeas
