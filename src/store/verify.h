// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "sql/connection.h"

namespace habeas {

/// Hears of each fault in one line of plain text: what, where.
using FaultSink = std::function<void(const std::string& fault)>;

struct JournalSummary {
  std::int64_t entries = 0;
  std::int64_t seats = 0;
  std::int64_t erased_bodies = 0;  ///< bodies that are not here, where a deletion is journalled
  std::int64_t faults = 0;
};
/// Checks every entry: hash, signature, sequence without gap or fork, previous, heads that are
/// here, the body and its hash; then that what the archive notes of its chains is what the entries
/// say. Changes nothing. An Error: the archive could not be read at all.
Result<JournalSummary> verify_journal(sql::Transaction& transaction, const FaultSink& sink);

struct OriginalsSummary {
  std::int64_t originals = 0;
  std::int64_t faults = 0;
};
/// Reads every original and checks it against its name; tells originals that no capture names and
/// captures whose original is not here.
Result<OriginalsSummary> verify_originals(sql::Transaction& transaction, const FaultSink& sink);

struct ReadingsSummary {
  std::int64_t readings = 0;
  std::int64_t faults = 0;
};
/// Checks every kept reading against its digest, and that each document which a decision cites has
/// one.
Result<ReadingsSummary> verify_readings(sql::Transaction& transaction, const FaultSink& sink);

}  // namespace habeas
