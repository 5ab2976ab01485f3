// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/digest.h"

namespace habeas {

/// A seat, a user on one machine writing to one archive: its Ed25519 public key (RFC 8032).
struct SeatId {
  std::array<std::uint8_t, 32> bytes{};

  friend auto operator<=>(const SeatId&, const SeatId&) = default;
};
std::string to_hex(const SeatId& seat);

/// The secret of a seat: the 32 bytes that its key pair is made of.
struct SeatSecret {
  std::array<std::uint8_t, 32> seed{};
};
SeatId seat_of(const SeatSecret& secret);

/// What an entry is about. Numbers are part of the format and are never used again for another
/// thing; an unknown number is kept and passed on.
enum class JournalKind : std::uint16_t {
  Captures = 1,  ///< originals were taken in: which, when, how, under which path
  Opened = 2,    ///< ids of cases and people were minted
  Decision = 3,  ///< a person decided
  Deletion = 4,  ///< originals or bodies were lawfully deleted
};

/// The newest entry of another chain that the writer of an entry had seen.
struct JournalHead {
  SeatId seat;
  Digest entry;

  friend auto operator<=>(const JournalHead&, const JournalHead&) = default;
};

inline constexpr std::size_t kJournalHeadsMax = 1'000;
inline constexpr std::size_t kBodySaltBytes = 32;

/// One entry of the journal as it is signed: no name and no free text, so that erasing its body
/// leaves nothing behind (docs/decisions/0003-journal-entry-bytes.md).
struct JournalEntry {
  SeatId seat;
  std::uint64_t sequence = 1;  ///< 1, 2, 3, ... in the chain of the seat
  Digest previous;             ///< hash of the entry before in the chain; all 0 for the first
  Instant time;
  JournalKind kind = JournalKind::Captures;
  Digest body_hash;                ///< hash_of_body()
  std::vector<JournalHead> heads;  ///< sorted by seat, one each, not its own

  friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

/// SHA-256 of salt and body, so that nobody can test a guess of a short body against the envelope.
Digest hash_of_body(std::string_view salt, std::string_view body);

/// The signed bytes. REQUIRES: secret belongs to entry.seat; heads sorted, at most
/// kJournalHeadsMax.
std::string to_envelope(const JournalEntry& entry, const SeatSecret& secret);
/// Nothing unless `envelope` is laid out as to_envelope does. The signature is not looked at.
std::optional<JournalEntry> parse_envelope(std::string_view envelope);
/// True if the seat that the envelope names signed just these bytes.
bool is_signed_rightly(std::string_view envelope);
/// What `previous` and `heads` name an entry by: SHA-256 of its whole envelope.
Digest hash_of_envelope(std::string_view envelope);

struct HashedEntry {
  Digest hash;
  JournalEntry entry;
};
/// The order in which a set of entries is told, as positions in it: an entry after all that it had
/// seen; where that leaves a choice, by time, then hash. The same for every order of the set.
/// Entries that are named and not there are passed over.
std::vector<std::size_t> order_entries(std::span<const HashedEntry> entries);

}  // namespace habeas
