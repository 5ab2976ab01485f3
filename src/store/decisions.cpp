// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/decisions.h"

#include <array>

#include "model/codec.h"
#include "store/journal.h"

namespace habeas {

Result<std::vector<StatedDecision>> load_decisions(sql::Transaction& transaction) {
  TRY(const auto entries, load_journal(transaction, std::array{JournalKind::Decision}));
  std::vector<StatedDecision> stated;
  for (const StoredEntry& entry : entries) {
    if (!entry.body) continue;
    auto decision = parse_decision(*entry.body);
    if (!decision) {
      return fail(ErrorCode::Corrupt,
                  "journal entry " + to_hex(entry.hash) + ": " + decision.error().message);
    }
    stated.push_back({entry.hash, entry.entry.time, std::move(*decision)});
  }
  return stated;
}

Result<OpenedBatch> load_opened(sql::Transaction& transaction) {
  TRY(const auto entries, load_journal(transaction, std::array{JournalKind::Opened}));
  OpenedBatch all;
  for (const StoredEntry& entry : entries) {
    if (!entry.body) continue;
    auto opened = parse_opened_batch(*entry.body);
    if (!opened) {
      return fail(ErrorCode::Corrupt,
                  "journal entry " + to_hex(entry.hash) + ": " + opened.error().message);
    }
    all.cases.insert(all.cases.end(), opened->cases.begin(), opened->cases.end());
    all.people.insert(all.people.end(), opened->people.begin(), opened->people.end());
  }
  return all;
}

}  // namespace habeas
