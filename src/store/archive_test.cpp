// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/archive.h"

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <array>
#include <csignal>
#include <fstream>
#include <functional>
#include <random>

#include "store/captures.h"
#include "store/journal.h"
#include "store/originals.h"
#include "store/schema.h"
#include "store/scratch_archive.h"
#include "store/verify.h"

namespace habeas {
namespace {

TEST(Archive, is_made_once_and_opened_again) {
  ScratchArchive scratch;
  std::string id;
  {
    const auto made = scratch.create();
    ASSERT_TRUE(made) << made.error().message;
    id = made->id();
  }
  EXPECT_EQ(id.size(), 32u);
  EXPECT_EQ(scratch.create().error().code, ErrorCode::Exists);
  EXPECT_EQ(scratch.open()->id(), id);
  EXPECT_TRUE(scratch.open(sql::OpenMode::Read)->is_read_only());
}

/// Opens the scratch archive after `statement` was run on its file.
Error error_after(ScratchArchive& scratch, const std::string& statement) {
  {
    auto connection = sql::Connection::open_sqlite(scratch.path(), sql::OpenMode::Write);
    auto transaction = connection->begin();
    EXPECT_TRUE(transaction->run(statement));
    EXPECT_TRUE(transaction->commit());
  }
  const auto opened = scratch.open();
  return opened ? Error{} : opened.error();
}

TEST(Archive, of_a_newer_program_is_refused_and_says_so) {
  ScratchArchive scratch;
  ASSERT_TRUE(scratch.create());
  const Error error = error_after(scratch, "pragma user_version = 2");
  EXPECT_EQ(error.code, ErrorCode::Unsupported);
  EXPECT_NE(error.message.find("a newer Habeas made it"), std::string::npos) << error.message;
}

TEST(Archive, another_database_is_refused) {
  ScratchArchive scratch;
  ASSERT_TRUE(scratch.create());
  const Error error = error_after(scratch, "pragma application_id = 7");
  EXPECT_EQ(error.code, ErrorCode::Corrupt);
  EXPECT_NE(error.message.find(scratch.path()), std::string::npos);
}

TEST(Archive, a_missing_one_is_told_with_its_path) {
  ScratchArchive scratch;
  const Error error = scratch.open().error();
  EXPECT_EQ(error.code, ErrorCode::NotFound);
  EXPECT_NE(error.message.find(scratch.path()), std::string::npos);
}

TEST(Archive, what_is_not_committed_is_not_there) {
  ScratchArchive scratch;
  auto archive = scratch.create();
  {
    auto transaction = archive->begin();
    ASSERT_TRUE(add_original(transaction->sql(), "left behind"));
  }
  auto transaction = archive->begin();
  EXPECT_TRUE(list_originals(transaction->sql())->empty());
}

/// Writes reports until it is killed, each acknowledged on `out` once it is committed.
[[noreturn]] void write_until_killed(ScratchArchive& scratch, int out, int round) {
  auto archive = scratch.open();
  if (!archive) ::_exit(2);
  for (int i = 0;; ++i) {
    auto transaction = archive->begin();
    if (!transaction) ::_exit(3);
    const std::string bytes = "report " + std::to_string(round) + "." + std::to_string(i) +
                              std::string(static_cast<std::size_t>(i % 7) * 3'000, 'x');
    const auto added = add_original(transaction->sql(), bytes);
    const std::array captures{Capture{added->source, "p", Instant{i}, "file", ""}};
    if (!append_captures(*transaction, captures) || !transaction->commit()) ::_exit(4);
    const std::string line = to_hex(added->source) + "\n";
    if (::write(out, line.data(), line.size()) < 0) ::_exit(5);
  }
}

/// Reads until `lines` holds `line_count` acknowledgements, or to the end.
void read_acknowledgements(int from, std::string& lines, std::size_t line_count) {
  char piece[4096];
  while (lines.size() < line_count * 65) {
    const ssize_t count = ::read(from, piece, sizeof piece);
    if (count <= 0) return;
    lines.append(piece, static_cast<std::size_t>(count));
  }
}

/// Kills a writer a moment after it acknowledged `line_count` reports, wherever it then is.
std::vector<Digest> run_and_kill(ScratchArchive& scratch, int round, std::size_t line_count,
                                 int moment_us) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(scratch, ends[1], round);
  }
  ::close(ends[1]);
  std::string lines;
  read_acknowledgements(ends[0], lines, line_count);
  ::usleep(static_cast<useconds_t>(moment_us));
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer gave up with " << WEXITSTATUS(status);
  read_acknowledgements(ends[0], lines, std::string::npos / 65);
  ::close(ends[0]);
  std::vector<Digest> acknowledged;
  for (std::size_t begin = 0; begin + 65 <= lines.size(); begin += 65) {
    acknowledged.push_back(*parse_digest(lines.substr(begin, 64)));
  }
  return acknowledged;
}

TEST(Archive, a_killed_writer_loses_nothing_acknowledged) {
  ScratchArchive scratch;
  ASSERT_TRUE(scratch.create());
  std::mt19937 random(7);
  std::size_t total = 0;
  for (int round = 0; round < 30; ++round) {
    const auto acknowledged =
        run_and_kill(scratch, round, random() % 4, static_cast<int>(random() % 12'000));
    auto archive = scratch.open();
    ASSERT_TRUE(archive) << archive.error().message;
    auto transaction = archive->begin();
    for (const Digest& source : acknowledged) {
      ASSERT_TRUE(check_original(transaction->sql(), source)) << "round " << round;
    }
    const auto faults = [](const std::string& fault) { ADD_FAILURE() << fault; };
    ASSERT_EQ(verify_journal(transaction->sql(), faults)->faults, 0);
    ASSERT_EQ(verify_originals(transaction->sql(), faults)->faults, 0);
    total += acknowledged.size();
  }
  EXPECT_GT(total, 20u);
}

/// A small disk of its own; nothing where this user may not mount one.
class SmallDisk {
 public:
  explicit SmallDisk(const std::string& path) : path_(path) {
    is_mounted_ = ::mkdir(path.c_str(), 0700) == 0 &&
                  ::mount("tmpfs", path.c_str(), "tmpfs", 0, "size=3m") == 0;
  }
  ~SmallDisk() {
    if (is_mounted_) ::umount(path_.c_str());
  }
  bool is_mounted() const { return is_mounted_; }

 private:
  std::string path_;
  bool is_mounted_ = false;
};

std::string noise(std::size_t size, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

TEST(Archive, a_full_disk_is_told_and_the_archive_goes_on) {
  ScratchArchive outside;
  const SmallDisk small(outside.at("small"));
  if (!small.is_mounted()) GTEST_SKIP() << "this user may not mount a small disk";
  ScratchArchive scratch(outside.at("small"));
  auto archive = scratch.create();
  ASSERT_TRUE(archive) << archive.error().message;
  std::optional<Error> error;
  int kept = 0;
  for (; kept < 40 && !error; ++kept) {
    auto transaction = archive->begin();
    const auto added =
        add_original(transaction->sql(), noise(100'000, static_cast<std::uint32_t>(kept)));
    if (!added) error = added.error();
    if (error) break;
    const std::array captures{Capture{added->source, "p", Instant{0}, "file", ""}};
    auto written = append_captures(*transaction, captures);
    if (written) written = transaction->commit();
    if (!written) error = written.error();
    if (error) break;
  }
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::NoSpace) << error->message;
  EXPECT_GT(kept, 3);
  auto transaction = archive->begin();
  ASSERT_TRUE(transaction) << transaction.error().message;
  EXPECT_EQ(list_originals(transaction->sql())->size(), static_cast<std::size_t>(kept));
  const auto faults = [](const std::string& fault) { ADD_FAILURE() << fault; };
  EXPECT_EQ(verify_originals(transaction->sql(), faults)->faults, 0);
  EXPECT_EQ(verify_journal(transaction->sql(), faults)->faults, 0);
}

TEST(Archive, one_that_could_not_be_made_leaves_nothing_behind) {
  ScratchArchive outside;
  const SmallDisk small(outside.at("small"));
  if (!small.is_mounted()) GTEST_SKIP() << "this user may not mount a small disk";
  ScratchArchive scratch(outside.at("small"));
  std::ofstream(outside.at("small/filler"), std::ios::binary) << noise(4'000'000, 1);
  EXPECT_EQ(scratch.create().error().code, ErrorCode::NoSpace);
  EXPECT_TRUE(scratch.disk.list_folder(scratch.at(""))->empty());
  ASSERT_EQ(::unlink(outside.at("small/filler").c_str()), 0);
  EXPECT_TRUE(scratch.create());
}

TEST(Archive, one_that_cannot_be_written_is_read) {
  ScratchArchive scratch;
  Digest source;
  {
    auto archive = scratch.create();
    auto transaction = archive->begin();
    source = add_original(transaction->sql(), "kept")->source;
    ASSERT_TRUE(transaction->commit());
  }
  ::chmod(scratch.path().c_str(), 0444);
  ::chmod(scratch.at("").c_str(), 0555);
  const pid_t child = ::fork();
  if (child == 0) {
    const bool is_nobody = ::geteuid() != 0 || (::setgid(65534) == 0 && ::setuid(65534) == 0);
    if (!is_nobody) ::_exit(9);
    if (scratch.open().error().code != ErrorCode::Denied) ::_exit(1);
    auto archive = scratch.open(sql::OpenMode::Read);
    if (!archive) ::_exit(2);
    auto transaction = archive->begin();
    const auto bytes = read_original(transaction->sql(), source, 100);
    if (!bytes || *bytes != "kept") ::_exit(3);
    ::_exit(add_original(transaction->sql(), "x").error().code == ErrorCode::Denied ? 0 : 4);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ::chmod(scratch.at("").c_str(), 0700);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(Archive, the_format_document_names_every_table_and_column) {
  ScratchArchive scratch;
  ASSERT_TRUE(scratch.create());
  std::ifstream file(HABEAS_SOURCE_DIR "/docs/archive-format.md");
  const std::string document{std::istreambuf_iterator<char>(file), {}};
  auto connection = sql::Connection::open_sqlite(scratch.path(), sql::OpenMode::Read);
  auto transaction = connection->begin();
  auto rows = transaction->query(
      "select m.name, c.name from sqlite_schema m"
      " join pragma_table_info(m.name) c where m.type = 'table'");
  ASSERT_TRUE(rows) << rows.error().message;
  int columns = 0;
  while (*rows->step()) {
    ++columns;
    for (const int column : {0, 1}) {
      const std::string name = "`" + std::string(rows->text(column)) + "`";
      EXPECT_NE(document.find(name), std::string::npos) << name;
    }
  }
  EXPECT_GT(columns, 50);
}

TEST(Archive, a_file_that_would_act_by_itself_is_refused) {
  for (const char* sql : {"create trigger t after insert on kept_journal_bodies begin"
                          " delete from kept_journal_bodies; end",
                          "create view v as select * from kept_meta"}) {
    ScratchArchive scratch;
    {
      auto archive = scratch.create();
      auto transaction = archive->begin();
      ASSERT_TRUE(transaction->sql().run(sql)) << sql;
      ASSERT_TRUE(transaction->commit());
    }
    const auto opened = scratch.open();
    ASSERT_FALSE(opened) << sql;
    EXPECT_EQ(opened.error().code, ErrorCode::Corrupt);
  }
}

}  // namespace
}  // namespace habeas
