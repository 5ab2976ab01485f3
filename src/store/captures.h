// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/digest.h"
#include "base/result.h"
#include "store/archive.h"

namespace habeas {

/// That an original was taken in: the custody record. Stands in the journal's bodies alone.
struct Capture {
  Digest source;
  std::string path;  ///< as given; bytes that are no UTF-8 as U+FFFD
  Instant time;
  std::string how;      ///< "file", "folder", "feed", ...
  std::string address;  ///< where it was fetched from, "" if it was not

  friend bool operator==(const Capture&, const Capture&) = default;
};

inline constexpr std::size_t kCapturesPerEntryMax = 10'000;

/// The body of an entry JournalKind::Captures: one line of JSON, docs/archive-format.md.
std::string to_json(std::span<const Capture> captures);
/// Refuses unknown keys, too many records and broken digests. BadInput says where.
Result<std::vector<Capture>> parse_captures(std::string_view json);

/// Journals a batch as one entry. Nothing happens for an empty one.
/// REQUIRES: at most kCapturesPerEntryMax.
Result<void> append_captures(ArchiveTransaction& transaction, std::span<const Capture> captures);

/// The earliest record of an original (by time, then entry, then place in it): address and headers
/// come from there. Nothing if its records were erased or there is none.
Result<std::optional<Capture>> find_earliest_capture(sql::Transaction& transaction,
                                                     const Digest& source);
/// The same for all originals at once.
Result<std::map<Digest, Capture>> load_earliest_captures(sql::Transaction& transaction);

/// Fills the index of captures, which must be empty, from the journal.
Result<void> index_captures(sql::Transaction& transaction);

}  // namespace habeas
