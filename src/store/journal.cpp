// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/journal.h"

#include <algorithm>

#include "store/columns.h"

namespace habeas {
namespace {

Error damaged(const Digest& entry) {
  return {ErrorCode::Corrupt,
          "the journal entry " + to_hex(entry) + " is damaged; run habeas verify"};
}

Result<std::vector<HashedEntry>> load_entries(sql::Transaction& transaction) {
  TRY(auto rows,
      transaction.query("select hash, envelope from kept_journal_entries order by hash"));
  std::vector<HashedEntry> entries;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return entries;
    HashedEntry made;
    TRY(made.hash, read_bytes<Digest>(rows, 0));
    const auto entry = parse_envelope(rows.bytes(1));
    if (!entry || hash_of_envelope(rows.bytes(1)) != made.hash) return fail(damaged(made.hash));
    made.entry = *entry;
    entries.push_back(std::move(made));
  }
}

}  // namespace

Result<std::vector<StoredEntry>> load_journal(sql::Transaction& transaction,
                                              std::span<const JournalKind> kinds) {
  TRY(const auto entries, load_entries(transaction));
  std::vector<StoredEntry> journal;
  for (const std::size_t position : order_entries(entries)) {
    const HashedEntry& each = entries[position];
    if (std::ranges::find(kinds, each.entry.kind) == kinds.end()) continue;
    TRY(auto body, find_body(transaction, each.hash));
    journal.push_back({each.hash, each.entry, std::move(body)});
  }
  return journal;
}

Result<std::optional<Instant>> find_last_time(sql::Transaction& transaction) {
  TRY(const auto entries, load_entries(transaction));
  const auto order = order_entries(entries);
  if (order.empty()) return std::optional<Instant>();
  return std::optional<Instant>(entries[order.back()].entry.time);
}

Result<std::optional<std::string>> find_body(sql::Transaction& transaction, const Digest& entry) {
  TRY(auto rows, transaction.query("select b.salt, b.body, e.envelope from kept_journal_bodies b"
                                   " join kept_journal_entries e on e.hash = b.entry"
                                   " where b.entry = ?",
                                   {as_blob(entry)}));
  TRY(const bool is_row, rows.step());
  if (!is_row) return std::optional<std::string>();
  const auto envelope = parse_envelope(rows.bytes(2));
  const bool is_whole = envelope && hash_of_envelope(rows.bytes(2)) == entry &&
                        hash_of_body(rows.bytes(0), rows.bytes(1)) == envelope->body_hash;
  if (!is_whole) return fail(damaged(entry));
  return std::optional<std::string>(rows.bytes(1));
}

Result<void> erase_body(sql::Transaction& transaction, const Digest& entry) {
  return transaction.run("delete from kept_journal_bodies where entry = ?", {as_blob(entry)});
}

Result<JournalChain> load_chain(sql::Transaction& transaction, const SeatId& seat) {
  TRY(auto rows,
      transaction.query("select sequence, last_entry from kept_journal_chains where seat = ?",
                        {as_blob(seat)}));
  JournalChain chain;
  TRY(const bool is_row, rows.step());
  if (!is_row) return chain;
  chain.sequence = static_cast<std::uint64_t>(rows.integer(0));
  TRY(chain.last_entry, read_bytes<Digest>(rows, 1));
  return chain;
}

Result<std::vector<JournalHead>> find_unseen_heads(sql::Transaction& transaction,
                                                   const SeatId& own) {
  TRY(auto rows,
      transaction.query("select seat, last_entry from kept_journal_chains c where seat <> ?"
                        " and not exists (select 1 from kept_journal_seen s"
                        " where s.entry = c.last_entry) order by seat limit ?",
                        {as_blob(own), static_cast<std::int64_t>(kJournalHeadsMax)}));
  std::vector<JournalHead> heads;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return heads;
    JournalHead head;
    TRY(head.seat, read_bytes<SeatId>(rows, 0));
    TRY(head.entry, read_bytes<Digest>(rows, 1));
    heads.push_back(head);
  }
}

Result<void> put_entry(sql::Transaction& transaction, std::string_view envelope,
                       const JournalEntry& entry) {
  const Digest hash = hash_of_envelope(envelope);
  const auto sequence = static_cast<std::int64_t>(entry.sequence);
  TRY(transaction.run("insert into kept_journal_entries values (?, ?, ?, ?, ?, ?)",
                      {as_blob(hash), as_blob(entry.seat), sequence, entry.time.milliseconds,
                       static_cast<std::int64_t>(entry.kind), sql::Blob{envelope}}));
  TRY(
      transaction.run("insert into kept_journal_chains values (?, ?, ?) on conflict (seat)"
                      " do update set sequence = excluded.sequence,"
                      " last_entry = excluded.last_entry"
                      " where excluded.sequence > kept_journal_chains.sequence",
                      {as_blob(entry.seat), sequence, as_blob(hash)}));
  constexpr auto kSeen = "insert into kept_journal_seen values (?) on conflict (entry) do nothing";
  if (entry.sequence > 1) TRY(transaction.run(kSeen, {as_blob(entry.previous)}));
  for (const JournalHead& head : entry.heads) {
    TRY(transaction.run(kSeen, {as_blob(head.entry)}));
  }
  return {};
}

Result<void> put_body(sql::Transaction& transaction, const Digest& entry, std::string_view salt,
                      std::string_view body) {
  return transaction.run("insert into kept_journal_bodies values (?, ?, ?)",
                         {as_blob(entry), sql::Blob{salt}, sql::Blob{body}});
}

}  // namespace habeas
