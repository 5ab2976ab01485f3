// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/journal_entry.h"

#include <sodium.h>

#include <algorithm>
#include <map>
#include <set>

namespace habeas {
namespace {

constexpr std::string_view kLead = "habeas journal 1";
constexpr std::size_t kSignatureBytes = crypto_sign_BYTES;
// lead, seat, sequence, previous, time, kind, body hash, number of heads
constexpr std::size_t kFixedBytes = 16 + 32 + 8 + 32 + 8 + 2 + 32 + 2;
constexpr std::size_t kHeadBytes = 64;

template <std::size_t kSize>
void append(std::string& bytes, const std::array<std::uint8_t, kSize>& value) {
  bytes.append(reinterpret_cast<const char*>(value.data()), kSize);
}

/// Big-endian, as numbers are written in signed bytes everywhere.
void append_number(std::string& bytes, std::uint64_t number, int byte_count) {
  for (int shift = 8 * (byte_count - 1); shift >= 0; shift -= 8) {
    bytes += static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xFFU);
  }
}

/// Takes pieces from the front of bytes that are known to be long enough.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::string_view take(std::size_t count) {
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }
  template <std::size_t kSize>
  void take_into(std::array<std::uint8_t, kSize>& value) {
    std::ranges::copy(take(kSize), value.begin());
  }
  std::uint64_t take_number(std::size_t byte_count) {
    std::uint64_t number = 0;
    for (const char c : take(byte_count)) number = number << 8U | static_cast<unsigned char>(c);
    return number;
  }

 private:
  std::string_view bytes_;
};

struct KeyPair {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> seat;
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
};

KeyPair to_key_pair(const SeatSecret& secret) {
  KeyPair pair{};
  crypto_sign_seed_keypair(pair.seat.data(), pair.secret.data(), secret.seed.data());
  return pair;
}

}  // namespace

std::string to_hex(const SeatId& seat) {
  return to_hex(std::string_view(reinterpret_cast<const char*>(seat.bytes.data()), 32));
}

SeatId seat_of(const SeatSecret& secret) { return {to_key_pair(secret).seat}; }

Digest hash_of_body(std::string_view salt, std::string_view body) {
  Sha256 hash;
  hash.add(salt);
  hash.add(body);
  return hash.finish();
}

std::string to_envelope(const JournalEntry& entry, const SeatSecret& secret) {
  std::string envelope(kLead);
  append(envelope, entry.seat.bytes);
  append_number(envelope, entry.sequence, 8);
  append(envelope, entry.previous.bytes);
  append_number(envelope, static_cast<std::uint64_t>(entry.time.milliseconds), 8);
  append_number(envelope, static_cast<std::uint64_t>(entry.kind), 2);
  append(envelope, entry.body_hash.bytes);
  append_number(envelope, entry.heads.size(), 2);
  for (const JournalHead& head : entry.heads) {
    append(envelope, head.seat.bytes);
    append(envelope, head.entry.bytes);
  }
  const KeyPair pair = to_key_pair(secret);
  std::array<std::uint8_t, kSignatureBytes> signature{};
  crypto_sign_detached(signature.data(), nullptr,
                       reinterpret_cast<const unsigned char*>(envelope.data()), envelope.size(),
                       pair.secret.data());
  append(envelope, signature);
  return envelope;
}

std::optional<JournalEntry> parse_envelope(std::string_view envelope) {
  if (envelope.size() < kFixedBytes + kSignatureBytes) return std::nullopt;
  Reader reader(envelope);
  if (reader.take(kLead.size()) != kLead) return std::nullopt;
  JournalEntry entry;
  reader.take_into(entry.seat.bytes);
  entry.sequence = reader.take_number(8);
  reader.take_into(entry.previous.bytes);
  entry.time.milliseconds = static_cast<std::int64_t>(reader.take_number(8));
  entry.kind = static_cast<JournalKind>(reader.take_number(2));
  reader.take_into(entry.body_hash.bytes);
  const std::size_t head_count = reader.take_number(2);
  if (entry.sequence == 0 || head_count > kJournalHeadsMax ||
      envelope.size() != kFixedBytes + head_count * kHeadBytes + kSignatureBytes) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < head_count; ++i) {
    JournalHead head;
    reader.take_into(head.seat.bytes);
    reader.take_into(head.entry.bytes);
    const bool is_in_order = entry.heads.empty() || entry.heads.back().seat < head.seat;
    if (!is_in_order || head.seat == entry.seat) return std::nullopt;
    entry.heads.push_back(head);
  }
  return entry;
}

bool is_signed_rightly(std::string_view envelope) {
  if (envelope.size() < kFixedBytes + kSignatureBytes) return false;
  const auto* bytes = reinterpret_cast<const unsigned char*>(envelope.data());
  const std::size_t signed_bytes = envelope.size() - kSignatureBytes;
  return crypto_sign_verify_detached(bytes + signed_bytes, bytes, signed_bytes,
                                     bytes + kLead.size()) == 0;
}

Digest hash_of_envelope(std::string_view envelope) { return sha256(envelope); }

std::vector<std::size_t> order_entries(std::span<const HashedEntry> entries) {
  std::map<Digest, std::size_t> positions;
  for (std::size_t i = 0; i < entries.size(); ++i) positions.emplace(entries[i].hash, i);
  std::vector<std::vector<std::size_t>> seen_by(entries.size());
  std::vector<std::size_t> waits_for(entries.size(), 0);
  const auto note = [&](const Digest& seen, std::size_t by) {
    const auto found = positions.find(seen);
    if (found == positions.end() || found->second == by) return;
    seen_by[found->second].push_back(by);
    ++waits_for[by];
  };
  for (std::size_t i = 0; i < entries.size(); ++i) {
    note(entries[i].entry.previous, i);
    for (const JournalHead& head : entries[i].entry.heads) note(head.entry, i);
  }
  using Place = std::tuple<Instant, Digest, std::size_t>;
  std::set<Place> ready;
  const auto place_of = [&](std::size_t i) {
    return Place{entries[i].entry.time, entries[i].hash, i};
  };
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (waits_for[i] == 0) ready.insert(place_of(i));
  }
  // A circle would need a hash that names itself, so every entry comes out.
  std::vector<std::size_t> order;
  while (!ready.empty()) {
    const std::size_t next = std::get<2>(ready.extract(ready.begin()).value());
    order.push_back(next);
    for (const std::size_t later : seen_by[next]) {
      if (--waits_for[later] == 0) ready.insert(place_of(later));
    }
  }
  return order;
}

}  // namespace habeas
