// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>
#include <link.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <set>
#include <vector>

#include "base/disk.h"
#include "sql/connection.h"

namespace habeas::sql {
namespace {

class Sqlite : public testing::Test {
 protected:
  Sqlite() {
    std::string pattern = std::filesystem::temp_directory_path() / "habeas-sqlite-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
  }
  ~Sqlite() override { std::filesystem::remove_all(folder_); }

  std::string at(std::string_view name) const { return join_path(folder_, name); }
  Connection make(const std::string& path) {
    auto connection = Connection::open_sqlite(path, OpenMode::Create);
    EXPECT_TRUE(connection) << connection.error().message;
    auto transaction = connection->begin();
    EXPECT_TRUE(transaction->define("create table a (b integer primary key, c blob) strict"));
    EXPECT_TRUE(transaction->commit());
    return std::move(*connection);
  }

  std::string folder_;
};

std::set<std::string> texts_of(Connection& connection, std::string_view sql) {
  std::set<std::string> texts;
  auto transaction = connection.begin();
  auto rows = transaction->query(sql);
  EXPECT_TRUE(rows) << rows.error().message;
  while (*rows->step()) texts.emplace(rows->text(0));
  return texts;
}

TEST_F(Sqlite, is_compiled_as_decided) {
  Connection connection = make(at("a"));
  const auto options = texts_of(connection, "pragma compile_options");
  for (const char* option : {"TEMP_STORE=3", "DQS=0", "ENABLE_FTS5", "THREADSAFE=2",
                             "OMIT_LOAD_EXTENSION", "SECURE_DELETE"}) {
    EXPECT_TRUE(options.contains(option)) << option;
  }
}

TEST_F(Sqlite, is_set_up_as_decided) {
  Connection connection = make(at("a"));
  const std::pair<const char*, const char*> settings[] = {
      {"pragma journal_mode", "wal"},  {"pragma synchronous", "2"},   {"pragma foreign_keys", "1"},
      {"pragma trusted_schema", "0"},  {"pragma secure_delete", "1"}, {"pragma temp_store", "2"},
      {"pragma busy_timeout", "5000"}, {"pragma mmap_size", "0"}};
  for (const auto& [sql, expected] : settings) {
    EXPECT_EQ(texts_of(connection, sql), std::set<std::string>{expected}) << sql;
  }
  auto transaction = connection.begin();
  EXPECT_FALSE(transaction->run("select \"a string\"")) << "double-quoted strings are on";
}

TEST_F(Sqlite, defensive_mode_guards_the_schema) {
  Connection connection = make(at("a"));
  auto transaction = connection.begin();
  ASSERT_TRUE(transaction->run("pragma writable_schema=on"));
  EXPECT_FALSE(transaction->run("delete from sqlite_schema"));
}

TEST_F(Sqlite, files_are_for_the_owner_alone_under_any_umask) {
  for (const mode_t mask : {0777, 0, 022}) {
    const std::string path = at("mask" + std::to_string(mask));
    const mode_t before = ::umask(mask);
    Connection connection = make(path);
    ::umask(before);
    for (const char* ending : {"", "-wal", "-shm"}) {
      struct stat found {};
      ASSERT_EQ(::stat((path + ending).c_str(), &found), 0) << ending;
      EXPECT_EQ(found.st_mode & 07777, 0600u) << mask << ending;
    }
  }
}

TEST_F(Sqlite, what_cannot_be_opened_is_told) {
  SystemDisk disk;
  const auto code = [&](const std::string& path, OpenMode mode) {
    return Connection::open_sqlite(path, mode).error().code;
  };
  EXPECT_EQ(code(at("none"), OpenMode::Write), ErrorCode::NotFound);
  EXPECT_EQ(code(at("none"), OpenMode::Read), ErrorCode::NotFound);
  EXPECT_EQ(code(folder_, OpenMode::Write), ErrorCode::BadInput);
  EXPECT_EQ(code(at("no/folder"), OpenMode::Create), ErrorCode::NotFound);
  ASSERT_TRUE(disk.write_file_durably(at("page"), "<html>" + std::string(5000, 'x')));
  EXPECT_EQ(code(at("page"), OpenMode::Write), ErrorCode::Corrupt);
  EXPECT_EQ(code(at("page"), OpenMode::Read), ErrorCode::Corrupt);
  EXPECT_EQ(code(at("page"), OpenMode::Create), ErrorCode::Exists);
}

TEST_F(Sqlite, a_path_is_never_an_address) {
  EXPECT_EQ(Connection::open_sqlite("file:" + at("a") + "?mode=rwc", OpenMode::Write).error().code,
            ErrorCode::NotFound);
}

TEST_F(Sqlite, a_reader_writes_nothing) {
  make(at("a"));
  auto reader = Connection::open_sqlite(at("a"), OpenMode::Read);
  ASSERT_TRUE(reader);
  auto transaction = reader->begin();
  EXPECT_EQ(transaction->run("insert into a values (1, null)").error().code, ErrorCode::Denied);
}

/// Runs `check` in a child that gave up its rights; its failures are the child's exit code.
int run_as_nobody(const std::function<int()>& check) {
  const pid_t child = ::fork();
  if (child == 0) {
    const bool is_nobody = ::geteuid() != 0 || (::setgid(65534) == 0 && ::setuid(65534) == 0);
    ::_exit(is_nobody ? check() : 99);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100;
}

TEST_F(Sqlite, a_read_only_file_in_a_read_only_folder_is_read) {
  const std::string path = at("archive ?#%1.habeas");
  make(path);
  ::chmod(path.c_str(), 0444);
  ::chmod(folder_.c_str(), 0555);
  const int result = run_as_nobody([&] {
    if (Connection::open_sqlite(path, OpenMode::Write).error().code != ErrorCode::Denied) return 1;
    auto reader = Connection::open_sqlite(path, OpenMode::Read);
    if (!reader) return 2;
    auto transaction = reader->begin();
    if (!transaction) return 3;
    const auto count = transaction->find_integer("select count(*) from a");
    return count && **count == 0 ? 0 : 4;
  });
  ::chmod(folder_.c_str(), 0700);
  EXPECT_EQ(result, 0);
}

TEST_F(Sqlite, a_second_writer_waits_and_is_told) {
  Connection first = make(at("a"));
  auto holding = first.begin();
  ASSERT_TRUE(holding);
  auto second = Connection::open_sqlite(at("a"), OpenMode::Write, 20);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->begin().error().code, ErrorCode::Busy);
}

TEST_F(Sqlite, nothing_is_written_into_a_file_that_is_gone) {
  Connection connection = make(at("a"));
  std::filesystem::rename(at("a"), at("elsewhere"));
  auto moved = connection.begin();
  ASSERT_FALSE(moved);
  EXPECT_EQ(moved.error().code, ErrorCode::NotFound);
  make(at("a"));
  EXPECT_FALSE(connection.begin());
  std::filesystem::remove(at("a"));
  std::filesystem::rename(at("elsewhere"), at("a"));
  EXPECT_TRUE(connection.begin());
}

TEST_F(Sqlite, a_full_disk_is_told_and_the_rest_is_kept) {
  Connection connection = make(at("a"));
  {
    auto transaction = connection.begin();
    ASSERT_TRUE(transaction->run("insert into a values (1, ?)", {Blob{"kept"}}));
    ASSERT_TRUE(transaction->commit());
  }
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto old_action = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit tight{200'000, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &tight);
  Result<void> outcome;
  {
    auto transaction = connection.begin();
    const std::string large(1'000'000, 'x');
    outcome = transaction->run("insert into a values (2, ?)", {Blob{large}});
    if (outcome) outcome = transaction->commit();
  }
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, old_action);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::NoSpace) << outcome.error().message;
  auto transaction = connection.begin();
  ASSERT_TRUE(transaction);
  EXPECT_EQ(**transaction->find_integer("select count(*) from a"), 1);
  EXPECT_TRUE(transaction->run("insert into a values (3, ?)", {Blob{"again"}}));
  EXPECT_TRUE(transaction->commit());
}

TEST_F(Sqlite, a_wrong_number_of_parameters_is_our_own_mistake) {
  Connection connection = make(at("a"));
  auto transaction = connection.begin();
  EXPECT_EQ(transaction->run("insert into a values (?, ?)", {1}).error().code, ErrorCode::Internal);
}

TEST_F(Sqlite, terms_may_share_a_place) {
  Connection connection = make(at("a"));
  auto transaction = connection.begin();
  ASSERT_TRUE(transaction->define("create virtual table f using fts5(b, tokenize=habeas_terms)"));
  ASSERT_TRUE(transaction->run("insert into f values (?)", {"he was arrested|arrest today"}));
  const auto count = [&](std::string_view query) {
    return **transaction->find_integer("select count(*) from f where f match ?", {query});
  };
  EXPECT_EQ(count("\"arrest\""), 1);
  EXPECT_EQ(count("\"was arrest today\""), 1);
  EXPECT_EQ(count("\"was arrests|arrest today\""), 1);
  EXPECT_EQ(count("\"arrested arrest\""), 0);
  EXPECT_EQ(count("\"arr\" *"), 1);
  EXPECT_EQ(count("\"was today\""), 0);
}

int note_object(dl_phdr_info* object, std::size_t, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(object->dlpi_name);
  return 0;
}

TEST(OneSqlite, no_other_is_loaded) {
  std::vector<std::string> names;
  ::dl_iterate_phdr(note_object, &names);
  EXPECT_GT(names.size(), 3u);
  for (const std::string& name : names) {
    EXPECT_EQ(name.find("sqlite"), std::string::npos) << name;
    EXPECT_EQ(name.find("sqlcipher"), std::string::npos) << name;
  }
}

std::string output_of(const std::string& command) {
  std::string output;
  FILE* const pipe = ::popen(command.c_str(), "r");
  char piece[4096];
  while (const std::size_t count = std::fread(piece, 1, sizeof piece, pipe)) {
    output.append(piece, count);
  }
  ::pclose(pipe);
  return output;
}

TEST(OneSqlite, the_program_shows_no_sqlite_symbol_and_needs_no_library_of_it) {
  const std::string program = std::string(HABEAS_BINARY_DIR) + "/habeas";
  if (!std::filesystem::exists(program)) GTEST_SKIP() << program << " is not built";
  const std::string symbols = output_of("nm -D --defined-only '" + program + "' 2>&1");
  EXPECT_EQ(symbols.find("sqlite3_"), std::string::npos);
  const std::string libraries = output_of("ldd '" + program + "' 2>&1");
  EXPECT_NE(libraries.find("libc.so"), std::string::npos) << libraries;
  EXPECT_EQ(libraries.find("sqlite"), std::string::npos) << libraries;
}

}  // namespace
}  // namespace habeas::sql
