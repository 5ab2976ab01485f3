// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/journal_entry.h"
#include "sql/connection.h"

namespace habeas {

/// An entry of the journal as it stands in the archive.
struct StoredEntry {
  Digest hash;
  JournalEntry entry;
  std::optional<std::string> body;  ///< nothing: it was erased
};

/// All entries of the given kinds in journal order (causal, then time, then hash). Corrupt: an
/// envelope or body is not what was signed; who signed it, verify_journal looks at.
Result<std::vector<StoredEntry>> load_journal(sql::Transaction& transaction,
                                              std::span<const JournalKind> kinds);

/// When the last entry in journal order was written, by the clock of its writer; nothing if there
/// is none.
Result<std::optional<Instant>> find_last_time(sql::Transaction& transaction);

/// The body of an entry; nothing if it was erased or there is no such entry. Corrupt: it is not
/// what was signed.
Result<std::optional<std::string>> find_body(sql::Transaction& transaction, const Digest& entry);
/// Erases salt and body for good. The envelope stays. Say so in the journal in the same
/// transaction (JournalKind::Deletion).
Result<void> erase_body(sql::Transaction& transaction, const Digest& entry);

/// Where the chain of one seat stands in this archive; all 0 if there is none.
struct JournalChain {
  std::uint64_t sequence = 0;
  Digest last_entry;
};
Result<JournalChain> load_chain(sql::Transaction& transaction, const SeatId& seat);

// What ArchiveTransaction::append and a merge are made of.

/// The newest entries of other chains that no entry has named yet; at most kJournalHeadsMax.
Result<std::vector<JournalHead>> find_unseen_heads(sql::Transaction& transaction,
                                                   const SeatId& own);
/// Keeps an envelope; `entry` is what it parses to. Exists if it is there already.
Result<void> put_entry(sql::Transaction& transaction, std::string_view envelope,
                       const JournalEntry& entry);
Result<void> put_body(sql::Transaction& transaction, const Digest& entry, std::string_view salt,
                      std::string_view body);

}  // namespace habeas
