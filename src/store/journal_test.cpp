// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/journal.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <thread>

#include "store/captures.h"
#include "store/scratch_archive.h"
#include "store/verify.h"

namespace habeas {
namespace {

constexpr std::array kAllKinds{JournalKind::Captures, JournalKind::Opened, JournalKind::Decision,
                               JournalKind::Deletion};

Digest append_one(Archive& archive, std::string_view body) {
  auto transaction = archive.begin();
  EXPECT_TRUE(transaction);
  const auto entry = transaction->append(JournalKind::Decision, body);
  EXPECT_TRUE(entry) << entry.error().message;
  EXPECT_TRUE(transaction->commit());
  return *entry;
}

std::vector<StoredEntry> journal_of(Archive& archive) {
  auto transaction = archive.begin();
  auto journal = load_journal(transaction->sql(), kAllKinds);
  EXPECT_TRUE(journal) << journal.error().message;
  return *journal;
}

std::vector<std::string> faults_of(Archive& archive) {
  std::vector<std::string> faults;
  auto transaction = archive.begin();
  const auto summary = verify_journal(transaction->sql(),
                                      [&](const std::string& fault) { faults.push_back(fault); });
  EXPECT_TRUE(summary);
  EXPECT_EQ(summary->faults, static_cast<std::int64_t>(faults.size()));
  return faults;
}

TEST(Journal, is_one_chain_over_transactions_and_openings) {
  ScratchArchive scratch;
  {
    auto archive = scratch.create();
    append_one(*archive, "one");
    append_one(*archive, "two");
  }
  auto archive = scratch.open();
  append_one(*archive, "three");
  const auto journal = journal_of(*archive);
  ASSERT_EQ(journal.size(), 3u);
  EXPECT_EQ(journal[2].body, "three");
  EXPECT_EQ(journal[2].entry.sequence, 3u);
  EXPECT_EQ(journal[2].entry.previous, journal[1].hash);
  EXPECT_EQ(journal[2].entry.seat, journal[0].entry.seat);
  EXPECT_TRUE(journal[2].entry.heads.empty());
  EXPECT_TRUE(faults_of(*archive).empty());
}

TEST(Journal, the_seat_stands_outside_for_the_owner_alone) {
  ScratchArchive scratch;
  auto archive = scratch.create();
  EXPECT_FALSE(std::filesystem::exists(scratch.at("state")));
  append_one(*archive, "one");
  const std::string path = scratch.at("state/seats/" + archive->id());
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Journal, a_rolled_back_entry_leaves_the_seat_as_it_was) {
  ScratchArchive scratch;
  auto archive = scratch.create();
  append_one(*archive, "one");
  {
    auto transaction = archive->begin();
    ASSERT_TRUE(transaction->append(JournalKind::Decision, "taken back"));
  }
  append_one(*archive, "two");
  const auto journal = journal_of(*archive);
  ASSERT_EQ(journal.size(), 2u);
  EXPECT_EQ(journal[1].entry.previous, journal[0].hash);
}

TEST(Journal, a_restored_copy_begins_a_new_seat_that_has_seen_the_old_one) {
  ScratchArchive scratch;
  {
    auto archive = scratch.create();
    append_one(*archive, "one");
  }
  std::filesystem::copy_file(scratch.path(), scratch.at("backup"));
  {
    auto archive = scratch.open();
    append_one(*archive, "lost with the disk");
  }
  std::filesystem::rename(scratch.at("backup"), scratch.path());
  auto archive = scratch.open();
  append_one(*archive, "after");
  append_one(*archive, "later");
  const auto journal = journal_of(*archive);
  ASSERT_EQ(journal.size(), 3u);
  EXPECT_NE(journal[1].entry.seat, journal[0].entry.seat);
  EXPECT_EQ(journal[1].entry.sequence, 1u);
  ASSERT_EQ(journal[1].entry.heads.size(), 1u);
  EXPECT_EQ(journal[1].entry.heads[0].entry, journal[0].hash);
  EXPECT_TRUE(journal[2].entry.heads.empty()) << "what was seen once is not named again";
  EXPECT_TRUE(faults_of(*archive).empty());
}

TEST(Journal, a_lost_or_broken_seat_file_begins_a_new_seat) {
  for (const char* text : {"", "habeas seat 1\nnonsense\n1\n\n", "habeas seat 2\n"}) {
    ScratchArchive scratch;
    auto archive = scratch.create();
    append_one(*archive, "one");
    ASSERT_TRUE(scratch.disk.write_file_durably(scratch.at("state/seats/" + archive->id()), text));
    append_one(*archive, "two");
    const auto journal = journal_of(*archive);
    ASSERT_EQ(journal.size(), 2u);
    EXPECT_NE(journal[1].entry.seat, journal[0].entry.seat);
  }
}

TEST(Journal, an_erased_body_breaks_nothing_and_cannot_be_guessed) {
  ScratchArchive scratch;
  auto archive = scratch.create();
  const Digest entry = append_one(*archive, "a name");
  append_one(*archive, "two");
  {
    auto transaction = archive->begin();
    ASSERT_TRUE(erase_body(transaction->sql(), entry));
    ASSERT_TRUE(transaction->append(JournalKind::Deletion, "{}"));
    ASSERT_TRUE(transaction->commit());
  }
  const auto journal = journal_of(*archive);
  EXPECT_EQ(journal[0].body, std::nullopt);
  EXPECT_NE(journal[0].entry.body_hash, sha256("a name"));
  EXPECT_TRUE(faults_of(*archive).empty());
}

struct Tampering {
  const char* name;
  const char* sql;
  const char* expected;  ///< what a fault says
};

class JournalTampering : public testing::TestWithParam<Tampering> {};

TEST_P(JournalTampering, is_found) {
  ScratchArchive scratch;
  auto archive = scratch.create();
  append_one(*archive, "one");
  append_one(*archive, "two");
  append_one(*archive, "three");
  {
    auto transaction = archive->begin();
    ASSERT_TRUE(transaction->sql().run("pragma defer_foreign_keys = on"));
    const auto changed = transaction->sql().run(GetParam().sql);
    ASSERT_TRUE(changed) << changed.error().message;
    ASSERT_GT(transaction->sql().changed_rows(), 0);
    ASSERT_TRUE(transaction->commit());
  }
  const auto faults = faults_of(*archive);
  ASSERT_FALSE(faults.empty());
  EXPECT_NE(faults[0].find(GetParam().expected), std::string::npos) << faults[0];
  EXPECT_EQ(faults[0].find('\n'), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Journal, JournalTampering,
    testing::Values(
        Tampering{"changed_body",
                  "update kept_journal_bodies set body = cast('new' as blob) where body ="
                  " cast('two' as blob)",
                  "its body was changed"},
        Tampering{"changed_envelope",
                  "update kept_journal_entries set envelope = cast('x' as blob)"
                  " where sequence = 2",
                  "its bytes were changed"},
        Tampering{"changed_row", "update kept_journal_entries set time_ms = 7 where sequence = 3",
                  "its row says otherwise"},
        Tampering{"missing_body",
                  "delete from kept_journal_bodies where body = cast('two' as blob)",
                  "its body is missing, and no deletion was journalled"},
        Tampering{"chain_set_back", "update kept_journal_chains set sequence = 2",
                  "list of chains"},
        Tampering{"chain_taken_out", "delete from kept_journal_chains", "list of chains"},
        Tampering{"seen_taken_out", "delete from kept_journal_seen", "list of what was seen"},
        Tampering{"moved_row", "update kept_journal_entries set sequence = 9 where sequence = 3",
                  "its row says otherwise"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Journal, a_changed_body_is_not_believed) {
  ScratchArchive scratch;
  auto archive = scratch.create();
  append_one(*archive, "two");
  auto transaction = archive->begin();
  ASSERT_TRUE(transaction->sql().run("update kept_journal_bodies set body = cast('new' as blob)"));
  const auto journal = load_journal(transaction->sql(), kAllKinds);
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().code, ErrorCode::Corrupt);
}

TEST(Journal, a_chain_cut_short_is_told_by_the_own_seat) {
  ScratchArchive scratch;
  const auto append_and_close = [](Result<Archive> archive, std::string_view body) {
    append_one(*archive, body);
  };
  append_and_close(scratch.create(), "one");
  std::filesystem::copy_file(scratch.path(), scratch.at("older.habeas"));
  append_and_close(scratch.open(), "two");
  append_and_close(scratch.open(), "three");
  const auto missing = [&](const std::string& path) {
    auto opened = Archive::open(path, sql::OpenMode::Write, scratch.surroundings());
    auto transaction = opened->begin();
    return *transaction->count_missing_of_own_seat();
  };
  EXPECT_EQ(missing(scratch.path()), 0u);
  EXPECT_EQ(missing(scratch.at("older.habeas")), 2u);
}

TEST(Journal, two_copies_written_at_once_never_fork_a_chain) {
  ScratchArchive scratch;
  {
    auto archive = scratch.create();
    append_one(*archive, "one");
  }
  std::filesystem::copy_file(scratch.path(), scratch.at("copy.habeas"));
  auto first = scratch.open();
  std::optional<ArchiveTransaction> transaction(std::move(*first->begin()));
  ASSERT_TRUE(transaction->append(JournalKind::Decision, "here"));
  std::thread other([&] {
    auto copy =
        Archive::open(scratch.at("copy.habeas"), sql::OpenMode::Write, scratch.surroundings());
    append_one(*copy, "there");
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  ASSERT_TRUE(transaction->commit());
  transaction.reset();
  other.join();
  auto copy =
      Archive::open(scratch.at("copy.habeas"), sql::OpenMode::Write, scratch.surroundings());
  const StoredEntry there = journal_of(*copy).back();
  EXPECT_EQ(there.body, "there");
  EXPECT_NE(there.entry.seat, journal_of(*first).back().entry.seat);
}

TEST(Journal, nothing_is_signed_where_the_secret_has_no_place) {
  ScratchArchive scratch;
  ArchiveSurroundings surroundings = scratch.surroundings();
  surroundings.state_folder = "";
  auto archive = Archive::create(scratch.path(), surroundings);
  auto transaction = archive->begin();
  const auto entry = transaction->append(JournalKind::Decision, "one");
  ASSERT_FALSE(entry);
  EXPECT_EQ(entry.error().code, ErrorCode::Denied);
  EXPECT_NE(entry.error().message.find("HOME"), std::string::npos);
}

TEST(Journal, a_taken_out_entry_is_missed) {
  ScratchArchive scratch;
  auto archive = scratch.create();
  append_one(*archive, "one");
  const Digest second = append_one(*archive, "two");
  append_one(*archive, "three");
  {
    auto transaction = archive->begin();
    ASSERT_TRUE(erase_body(transaction->sql(), second));
    ASSERT_TRUE(transaction->sql().run("delete from kept_journal_entries where sequence = 2"));
    ASSERT_TRUE(transaction->commit());
  }
  const auto faults = faults_of(*archive);
  ASSERT_EQ(faults.size(), 2u);  // the list of what was seen still knows it
  EXPECT_NE(faults[0].find("entries 2 to 2 of its seat are missing"), std::string::npos);
}

TEST(Journal, envelopes_hold_no_name_and_no_text) {
  ScratchArchive scratch;
  auto archive = scratch.create();
  const std::array captures{Capture{sha256("x"), "/home/saniya/Каримова.html",
                                    Instant{1'486'978'200'000}, "file", "https://example.org/a"}};
  {
    auto transaction = archive->begin();
    ASSERT_TRUE(append_captures(*transaction, captures));
    ASSERT_TRUE(transaction->commit());
  }
  append_one(*archive, R"({"reason":"Karimova asked for it"})");
  auto transaction = archive->begin();
  auto rows = transaction->sql().query("select envelope from kept_journal_entries");
  int envelopes = 0;
  while (*rows->step()) {
    ++envelopes;
    const std::string envelope(rows->bytes(0));
    EXPECT_EQ(envelope.substr(0, 16), "habeas journal 1");
    // Keys, hashes and numbers: runs of letters longer than chance gives would be words.
    int run = 0;
    for (const char c : envelope.substr(16)) {
      const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      run = is_letter ? run + 1 : 0;
      ASSERT_LT(run, 10) << "a word in an envelope";
    }
    for (const char* word : {"saniya", "Karimova", "Каримова", "html", "example", "reason"}) {
      EXPECT_EQ(envelope.find(word), std::string::npos) << word;
    }
  }
  EXPECT_EQ(envelopes, 2);
}

TEST(Journal, a_body_has_a_limit) {
  ScratchArchive scratch;
  auto archive = scratch.create();
  auto transaction = archive->begin();
  EXPECT_EQ(transaction->append(JournalKind::Decision, std::string(kJournalBodyBytesMax + 1, 'x'))
                .error()
                .code,
            ErrorCode::TooLarge);
}

TEST(Seat, folder_follows_the_specification) {
  EXPECT_EQ(state_folder_of("/x", "/home/a"), "/x/habeas");
  EXPECT_EQ(state_folder_of(nullptr, "/home/a"), "/home/a/.local/state/habeas");
  EXPECT_EQ(state_folder_of("relative", "/home/a"), "/home/a/.local/state/habeas");
  EXPECT_EQ(state_folder_of("", nullptr), "");
}

}  // namespace
}  // namespace habeas
