// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/civil_day.h"
#include "base/result.h"
#include "ingest/reading.h"
#include "store/archive.h"

namespace habeas {

struct RebuildOutcome {
  std::uint64_t documents = 0;
  std::uint64_t sources_with_problems = 0;  ///< of which something went unread
};

/// Hears how it goes.
struct RebuildObserver {
  std::function<void(const Digest& source, const Problem&)> problem;
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

struct RebuildOrder {
  std::vector<Particular> overlays;  ///< tables laid over the built-in ones, for this time
  bool read_again = false;           ///< read the originals too, not only the texts that are there
};

/// Makes everything derived again in one transaction, from the originals or the texts that are
/// there, the journal and the tables. What people decided stays and finds its words again. Where a
/// reader gives up, the reports that were there stay as they were.
Result<RebuildOutcome> rebuild(Archive& archive, const RebuildOrder& order, JobRunner& runner,
                               CivilDay day, const RebuildObserver& observer);

}  // namespace habeas
