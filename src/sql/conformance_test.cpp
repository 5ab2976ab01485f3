// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "base/digest.h"
#include "sql/connection.h"
#include "sql/throw_away_server.h"

namespace habeas::sql {
namespace {

struct Step {
  const char* sql;
  std::vector<Parameter> parameters;
  const char* expected;    ///< columns parted by '|', rows by '/'; "Error:<code>"
  const char* types = "";  ///< of the columns: i, t, b
};

std::string to_words(const Statement& row, std::string_view types) {
  std::string words;
  for (std::size_t i = 0; i < types.size(); ++i) {
    const int column = static_cast<int>(i);
    if (i > 0) words += '|';
    if (row.is_null(column)) {
      words += "null";
    } else if (types[i] == 'i') {
      words += std::to_string(row.integer(column));
    } else if (types[i] == 't') {
      words += row.text(column);
    } else {
      words += to_hex(row.bytes(column));
    }
  }
  return words;
}

std::string outcome_of(Transaction& transaction, const Step& step) {
  auto statement = transaction.prepare(step.sql);
  if (!statement) return "Error:" + std::to_string(static_cast<int>(statement.error().code));
  auto started = statement->start(std::span<const Parameter>(step.parameters));
  if (!started) return "Error:" + std::to_string(static_cast<int>(started.error().code));
  std::string rows;
  for (;;) {
    const auto is_row = statement->step();
    if (!is_row) return "Error:" + std::to_string(static_cast<int>(is_row.error().code));
    if (!*is_row) return rows;
    if (!rows.empty()) rows += '/';
    rows += to_words(*statement, step.types);
  }
}

constexpr const char* kTables =
    "create table report (id integer primary key, name text not null unique, note text,"
    " body blob not null, size integer not null check (size >= 0)) strict;"
    "create table tag (report integer not null references report (id), slug text not null,"
    " primary key (report, slug)) strict;"
    "create index tag_slug on tag (slug, report);";

const std::string_view kBytes("\0\xff'\\x", 5);
constexpr std::int64_t kLarge = 9'007'199'254'740'993;

std::vector<Step> steps() {
  const std::monostate null;
  return {
      {"insert into report values (?, ?, ?, ?, ?)", {1, "b?", null, Blob{kBytes}, kLarge}, ""},
      {"insert into report values (?, ?, ?, ?, ?)", {2, "Ярлык", "", Blob{""}, 0}, ""},
      {"insert into report values (?, ?, ?, ?, ?)", {3, "B", "x", Blob{"1"}, 1}, ""},
      {"select id, name, note, body, size from report order by id",
       {},
       "1|b?|null|00ff275c78|9007199254740993/2|Ярлык|||0/3|B|x|31|1",
       "ittbi"},
      {"select name from report order by name", {}, "B/b?/Ярлык", "t"},
      {"select name from report order by name desc limit ? offset ?", {1, 1}, "b?", "t"},
      {"select id from report where name = ?", {"b?"}, "1", "i"},
      {"select id from report where body = ?", {Blob{kBytes}}, "1", "i"},
      {"select id from report where '?' = ? and note is null", {"?"}, "1", "i"},
      {"select id from report where (size, id) < (?, ?) order by size desc, id", {1, 3}, "2", "i"},
      {"insert into report values (?, ?, ?, ?, ?) on conflict (id) do nothing",
       {1, "z", "", Blob{""}, 0},
       ""},
      {"insert into report values (?, ?, ?, ?, ?) on conflict (name) do update set"
       " note = excluded.note",
       {9, "B", "later", Blob{""}, 0},
       ""},
      {"select note from report where id = 3", {}, "later", "t"},
      {"insert into tag values (?, ?), (?, ?) returning report, slug",
       {1, "a", 3, "a"},
       "1|a/3|a",
       "it"},
      {"select r.name, count(t.slug) from report r left join tag t on t.report = r.id"
       " group by r.id, r.name order by r.id",
       {},
       "b?|1/Ярлык|0/B|1",
       "ti"},
      {"with tagged as (select report from tag) select name from report where id in"
       " (select report from tagged) order by id",
       {},
       "b?/B",
       "t"},
      {"select coalesce(max(id), 0) + 1, sum(id), min(name) from report", {}, "4|6|B", "iit"},
      {"select length(name), octet_length(body) from report where id = 1", {}, "2|5", "ii"},
      {"select case when size > ? then 'large' else 'small' end || '!' from report order by id",
       {5},
       "large!/small!/small!",
       "t"},
      {"update report set size = size + 1 where id = ? returning size", {3}, "2", "i"},
      {"delete from tag where report = ?", {1}, ""},
      {"select count(*) from tag where exists (select 1 from report where id = report)",
       {},
       "1",
       "i"},
      {"select id from report where id = 77", {}, ""},
  };
}

std::vector<Step> faults() {
  const auto code = [](ErrorCode each) {
    static std::map<ErrorCode, std::string> words;
    return (words[each] = "Error:" + std::to_string(static_cast<int>(each))).c_str();
  };
  return {
      {"insert into report values (?, ?, ?, ?, ?)",
       {1, "new", "", Blob{""}, 0},
       code(ErrorCode::Exists)},
      {"insert into report values (?, ?, ?, ?, ?)",
       {5, "B", "", Blob{""}, 0},
       code(ErrorCode::Exists)},
      {"insert into report values (?, ?, ?, ?, ?)",
       {5, "n", "", Blob{""}, -1},
       code(ErrorCode::BadInput)},
      {"insert into tag values (?, ?)", {99, "no report"}, code(ErrorCode::BadInput)},
      {"select nothing from nowhere", {}, code(ErrorCode::Internal)},
  };
}

void check_subset(Connection& connection) {
  {
    auto transaction = connection.begin();
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(transaction->define(kTables));
    for (const Step& step : steps()) {
      EXPECT_EQ(outcome_of(*transaction, step), step.expected) << step.sql;
    }
    EXPECT_EQ(connection.begin().error().code, ErrorCode::Internal) << "nested";
    ASSERT_TRUE(transaction->commit());
  }
  for (const Step& step : faults()) {
    auto transaction = connection.begin();
    ASSERT_TRUE(transaction);
    EXPECT_EQ(outcome_of(*transaction, step), step.expected) << step.sql;
    EXPECT_FALSE(transaction->commit()) << "committed after an Error: " << step.sql;
  }
  {
    auto transaction = connection.begin();
    ASSERT_TRUE(transaction->run("delete from tag"));
    EXPECT_EQ(transaction->changed_rows(), 1);
  }
  auto transaction = connection.begin();
  ASSERT_TRUE(transaction);
  EXPECT_EQ(**transaction->find_integer("select count(*) from tag"), 1) << "was not rolled back";
}

TEST(Conformance, sqlite_speaks_the_subset) {
  std::string pattern = std::filesystem::temp_directory_path() / "habeas-sql-XXXXXX";
  const std::string folder = ::mkdtemp(pattern.data());
  {
    auto connection = Connection::open_sqlite(folder + "/a", OpenMode::Create);
    ASSERT_TRUE(connection) << connection.error().message;
    check_subset(*connection);
  }
  std::filesystem::remove_all(folder);
}

TEST(Conformance, postgres_speaks_the_subset) {
  const ThrowAwayServer server;
  if (!server.reason().empty()) GTEST_SKIP() << server.reason();
  auto connection = Connection::open_postgres(server.address());
  ASSERT_TRUE(connection) << connection.error().message;
  check_subset(*connection);
}

TEST(Conformance, a_server_that_is_not_there_is_told) {
  EXPECT_EQ(Connection::open_postgres("host=/nowhere user=x connect_timeout=1").error().code,
            ErrorCode::NotFound);
}

}  // namespace
}  // namespace habeas::sql
