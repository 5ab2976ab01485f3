// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/journal_entry.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace habeas {
namespace {

SeatSecret secret_of(std::uint8_t first) {
  SeatSecret secret;
  for (std::size_t i = 0; i < secret.seed.size(); ++i) {
    secret.seed[i] = static_cast<std::uint8_t>(first + i);
  }
  return secret;
}

JournalEntry first_entry() {
  JournalEntry entry;
  entry.seat = seat_of(secret_of(0));
  entry.time = *parse_rfc3339("2017-02-13T09:30:00Z");
  entry.kind = JournalKind::Decision;
  entry.body_hash = hash_of_body(std::string(32, '\x07'), R"({"kind":"read_rightly"})");
  return entry;
}

JournalEntry second_entry() {
  JournalEntry entry = first_entry();
  entry.sequence = 2;
  entry.previous = hash_of_envelope(to_envelope(first_entry(), secret_of(0)));
  entry.time.milliseconds += 1;
  entry.kind = JournalKind::Captures;
  entry.heads = {{seat_of(secret_of(32)), sha256("an entry of another seat")}};
  return entry;
}

/// The value of `name` in the test vectors of the decision.
std::string vector_value(const std::string& name) {
  std::ifstream file(HABEAS_SOURCE_DIR "/docs/decisions/0003-journal-entry-bytes.md");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(name + " = ")) return line.substr(name.size() + 3);
  }
  return "no such vector";
}

TEST(JournalEntry, gives_the_test_vectors) {
  const std::string first = to_envelope(first_entry(), secret_of(0));
  const std::string second = to_envelope(second_entry(), secret_of(0));
  EXPECT_EQ(to_hex(first_entry().seat), vector_value("seat"));
  EXPECT_EQ(to_hex(first_entry().body_hash), vector_value("body_hash"));
  EXPECT_EQ(to_hex(first), vector_value("envelope_1"));
  EXPECT_EQ(to_hex(hash_of_envelope(first)), vector_value("hash_1"));
  EXPECT_EQ(to_hex(second), vector_value("envelope_2"));
  EXPECT_EQ(to_hex(hash_of_envelope(second)), vector_value("hash_2"));
}

TEST(JournalEntry, is_read_back) {
  for (const JournalEntry& entry : {first_entry(), second_entry()}) {
    const std::string envelope = to_envelope(entry, secret_of(0));
    EXPECT_EQ(parse_envelope(envelope), entry);
    EXPECT_TRUE(is_signed_rightly(envelope));
  }
}

TEST(JournalEntry, no_byte_can_be_changed) {
  const std::string envelope = to_envelope(second_entry(), secret_of(0));
  for (std::size_t i = 0; i < envelope.size(); ++i) {
    std::string changed = envelope;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(is_signed_rightly(changed)) << i;
  }
}

TEST(JournalEntry, other_layouts_are_refused) {
  const std::string envelope = to_envelope(second_entry(), secret_of(0));
  for (std::size_t size = 0; size < envelope.size(); ++size) {
    EXPECT_FALSE(parse_envelope(envelope.substr(0, size))) << size;
  }
  EXPECT_FALSE(parse_envelope(envelope + "x"));
  EXPECT_FALSE(parse_envelope("habeas journal 2" + envelope.substr(16)));
  JournalEntry own_head = second_entry();
  own_head.heads[0].seat = own_head.seat;
  EXPECT_FALSE(parse_envelope(to_envelope(own_head, secret_of(0))));
  JournalEntry twice = second_entry();
  twice.heads.push_back(twice.heads[0]);
  EXPECT_FALSE(parse_envelope(to_envelope(twice, secret_of(0))));
  JournalEntry zero = first_entry();
  zero.sequence = 0;
  EXPECT_FALSE(parse_envelope(to_envelope(zero, secret_of(0))));
}

HashedEntry hashed(char name, std::int64_t time_ms, std::string_view previous,
                   std::string_view seen = "") {
  HashedEntry made;
  made.hash = sha256(std::string(1, name));
  made.entry.time = {time_ms};
  if (!previous.empty()) made.entry.previous = sha256(previous);
  for (const char each : seen) made.entry.heads.push_back({{}, sha256(std::string(1, each))});
  return made;
}

TEST(JournalEntry, order_is_causal_then_time_then_hash) {
  // `b` was written by a clock that runs late, and had seen `a`.
  std::vector<HashedEntry> entries{hashed('a', 50, ""), hashed('b', 10, "", "a"),
                                   hashed('c', 20, ""), hashed('d', 60, "c", "b"),
                                   hashed('e', 60, "not here")};
  const bool d_first = sha256("d") < sha256("e");
  const std::string expected = d_first ? "cabde" : "cabed";
  for (int turn = 0; turn < 5; ++turn) {
    std::string order;
    for (const std::size_t i : order_entries(entries)) {
      for (char name = 'a'; name <= 'e'; ++name) {
        if (entries[i].hash == sha256(std::string(1, name))) order += name;
      }
    }
    EXPECT_EQ(order, expected);
    std::rotate(entries.begin(), entries.begin() + 1, entries.end());
  }
}

}  // namespace
}  // namespace habeas
