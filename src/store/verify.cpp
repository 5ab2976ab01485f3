// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/verify.h"

#include <map>
#include <set>

#include "base/compression.h"
#include "model/journal_entry.h"
#include "store/captures.h"
#include "store/columns.h"
#include "store/decisions.h"
#include "store/originals.h"

namespace habeas {
namespace {

/// One row of the journal, as it stands there; nothing in it is believed.
struct JournalRow {
  std::string hash;
  std::string envelope;
  std::int64_t sequence = 0;
  std::int64_t time_ms = 0;
  std::int64_t kind = 0;
  bool has_body = false;
  Digest body_hash;
};

Result<std::vector<JournalRow>> load_rows(sql::Transaction& transaction) {
  TRY(auto rows, transaction.query("select e.hash, e.envelope, e.sequence, e.time_ms, e.kind,"
                                   " b.entry, b.salt, b.body from kept_journal_entries e"
                                   " left join kept_journal_bodies b on b.entry = e.hash"
                                   " order by e.seat, e.sequence, e.hash"));
  std::vector<JournalRow> loaded;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return loaded;
    JournalRow row;
    row.hash = rows.bytes(0);
    row.envelope = rows.bytes(1);
    row.sequence = rows.integer(2);
    row.time_ms = rows.integer(3);
    row.kind = rows.integer(4);
    row.has_body = !rows.is_null(5);
    if (row.has_body) row.body_hash = hash_of_body(rows.bytes(6), rows.bytes(7));
    loaded.push_back(std::move(row));
  }
}

class JournalCheck {
 public:
  JournalCheck(const FaultSink& sink, const std::vector<JournalRow>& rows) : sink_(sink) {
    for (const JournalRow& row : rows) {
      known_.insert(row.hash);
      may_be_erased_ |= row.kind == static_cast<std::int64_t>(JournalKind::Deletion);
    }
  }

  void check(const JournalRow& row) {
    ++summary_.entries;
    const std::string name = "journal entry " + to_hex(row.hash);
    const Digest hash = hash_of_envelope(row.envelope);
    const auto entry = parse_envelope(row.envelope);
    if (to_bytes(hash) != row.hash || !entry) {
      return tell(name + ": its bytes were changed");
    }
    if (!is_signed_rightly(row.envelope)) tell(name + ": its signature does not hold");
    const bool agrees = entry->sequence == static_cast<std::uint64_t>(row.sequence) &&
                        entry->time.milliseconds == row.time_ms &&
                        static_cast<std::int64_t>(entry->kind) == row.kind;
    if (!agrees) tell(name + ": its row says otherwise than its envelope");
    check_place(name, *entry);
    for (const JournalHead& head : entry->heads) {
      if (!known_.contains(to_bytes(head.entry))) {
        tell(name + ": it had seen entry " + to_hex(head.entry) + ", which is not here");
      }
    }
    if (!row.has_body && may_be_erased_) {
      ++summary_.erased_bodies;
    } else if (!row.has_body) {
      tell(name + ": its body is missing, and no deletion was journalled");
    } else if (row.body_hash != entry->body_hash) {
      tell(name + ": its body was changed");
    }
    last_ = {entry->seat, entry->sequence, hash};
    chains_[to_hex(entry->seat)] = {entry->sequence, row.hash};
    if (entry->sequence > 1) seen_.insert(to_bytes(entry->previous));
    for (const JournalHead& head : entry->heads) seen_.insert(to_bytes(head.entry));
  }

  /// What stands beside the entries must be what they say: on it hangs which seat goes on, and
  /// what the next entry will have seen.
  Result<void> check_notes(sql::Transaction& transaction) {
    TRY(auto chains,
        transaction.query("select seat, sequence, last_entry from kept_journal_chains"));
    std::map<std::string, Chain> noted;
    for (;;) {
      TRY(const bool is_row, chains.step());
      if (!is_row) break;
      noted[to_hex(chains.bytes(0))] = {static_cast<std::uint64_t>(chains.integer(1)),
                                        std::string(chains.bytes(2))};
    }
    if (noted != chains_) tell("the journal's list of chains is not what its entries say");
    TRY(auto entries, transaction.query("select entry from kept_journal_seen"));
    std::set<std::string> seen;
    for (;;) {
      TRY(const bool is_row, entries.step());
      if (!is_row) break;
      seen.insert(std::string(entries.bytes(0)));
    }
    if (seen != seen_) tell("the journal's list of what was seen is not what its entries say");
    TRY(const auto strays,
        transaction.find_integer("select count(*) from kept_journal_bodies b where not exists"
                                 " (select 1 from kept_journal_entries e where e.hash = b.entry)"));
    if (strays.value_or(0) != 0) tell("there are bodies of journal entries that are not here");
    return {};
  }

  const JournalSummary& summary() const { return summary_; }

 private:
  struct Chain {
    std::uint64_t sequence = 0;
    std::string last_entry;
    friend bool operator==(const Chain&, const Chain&) = default;
  };
  struct Last {
    SeatId seat;
    std::uint64_t sequence = 0;
    Digest hash;
  };

  void check_place(const std::string& name, const JournalEntry& entry) {
    const bool is_new_seat = summary_.seats == 0 || entry.seat != last_.seat;
    if (is_new_seat) {
      ++summary_.seats;
      last_ = {entry.seat, 0, Digest{}};
    }
    if (entry.sequence == last_.sequence) {
      tell(name + ": there are two entries " + std::to_string(entry.sequence) + " of one seat");
    } else if (entry.sequence != last_.sequence + 1) {
      tell(name + ": entries " + std::to_string(last_.sequence + 1) + " to " +
           std::to_string(entry.sequence - 1) + " of its seat are missing");
    } else if (entry.previous != last_.hash) {
      tell(name + ": it does not follow the entry before it");
    }
  }

  void tell(const std::string& fault) {
    ++summary_.faults;
    sink_(fault);
  }

  const FaultSink& sink_;
  std::set<std::string> known_;
  bool may_be_erased_ = false;
  std::map<std::string, Chain> chains_;
  std::set<std::string> seen_;
  JournalSummary summary_;
  Last last_;
};

/// The sources that the journal's captures name; a body that is none is a fault of its own.
Result<std::set<Digest>> load_captured(sql::Transaction& transaction, const FaultSink& sink,
                                       std::int64_t& faults) {
  TRY(auto rows, transaction.query("select b.entry, b.body from kept_journal_bodies b"
                                   " join kept_journal_entries e on e.hash = b.entry"
                                   " where e.kind = ? order by b.entry",
                                   {static_cast<std::int64_t>(JournalKind::Captures)}));
  std::set<Digest> captured;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return captured;
    const auto captures = parse_captures(rows.bytes(1));
    if (!captures) {
      ++faults;
      sink("journal entry " + to_hex(rows.bytes(0)) + ": its body is " + captures.error().message);
      continue;
    }
    for (const Capture& capture : *captures) captured.insert(capture.source);
  }
}

}  // namespace

Result<JournalSummary> verify_journal(sql::Transaction& transaction, const FaultSink& sink) {
  TRY(const auto rows, load_rows(transaction));
  JournalCheck check(sink, rows);
  for (const JournalRow& row : rows) check.check(row);
  TRY(check.check_notes(transaction));
  return check.summary();
}

Result<ReadingsSummary> verify_readings(sql::Transaction& transaction, const FaultSink& sink) {
  ReadingsSummary summary;
  const auto tell = [&](const std::string& fault) {
    ++summary.faults;
    sink(fault);
  };
  TRY(auto rows, transaction.query("select source, part, digest, compressed from kept_readings"
                                   " order by source, part, digest"));
  std::set<DocumentId> read;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) break;
    ++summary.readings;
    const auto id = read_document_id(rows, 0);
    const auto text = decompress(rows.bytes(3), kDocumentTextBytesMax);
    if (!id || !text || to_bytes(sha256(*text)) != rows.bytes(2)) {
      tell("a kept reading of " + (id ? to_text(*id) : "no document") + " was changed");
    } else {
      read.insert(*id);
    }
  }
  const auto decisions = load_decisions(transaction);
  if (!decisions) {
    tell("decisions: " + decisions.error().message);
    return summary;
  }
  std::set<DocumentId> cited;
  for (const StatedDecision& stated : *decisions) {
    for (const FactAnchor& anchor : stated.decision.facts) cited.insert(anchor.document);
    cited.insert(stated.decision.documents.begin(), stated.decision.documents.end());
  }
  for (const DocumentId& id : cited) {
    if (!read.contains(id)) tell("no reading is kept of " + to_text(id) + ", which is cited");
  }
  return summary;
}

Result<OriginalsSummary> verify_originals(sql::Transaction& transaction, const FaultSink& sink) {
  OriginalsSummary summary;
  TRY(auto captured, load_captured(transaction, sink, summary.faults));
  TRY(const auto sources, list_originals(transaction));
  for (const Digest& source : sources) {
    ++summary.originals;
    if (const auto checked = check_original(transaction, source); !checked) {
      if (checked.error().code != ErrorCode::Corrupt) return fail(checked.error());
      ++summary.faults;
      sink(checked.error().message);
    }
    if (captured.erase(source) == 0) {
      ++summary.faults;
      sink("the original " + to_hex(source) + " was never journalled");
    }
  }
  for (const Digest& source : captured) {
    ++summary.faults;
    sink("the original " + to_hex(source) + " is missing");
  }
  return summary;
}

}  // namespace habeas
