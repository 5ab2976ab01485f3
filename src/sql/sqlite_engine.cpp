// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/disk.h"
#include "sql/engine.h"
#include "sql/term_tokenizer.h"

namespace habeas::sql {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

struct FaultRow {
  int result;  // primary result code
  ErrorCode code;
  std::string_view words;
};

constexpr std::array kFaultRows{
    FaultRow{SQLITE_BUSY, ErrorCode::Busy, "somebody else is writing; try again"},
    FaultRow{SQLITE_LOCKED, ErrorCode::Busy, "somebody else is writing; try again"},
    FaultRow{SQLITE_FULL, ErrorCode::NoSpace, "the disk is full; make room and try again"},
    FaultRow{SQLITE_READONLY, ErrorCode::Denied, "the file cannot be written; ask its owner"},
    FaultRow{SQLITE_PERM, ErrorCode::Denied, "permission denied; ask its owner"},
    FaultRow{SQLITE_AUTH, ErrorCode::Denied, "permission denied; ask its owner"},
    FaultRow{SQLITE_CANTOPEN, ErrorCode::Denied, "the file or its folder cannot be opened"},
    FaultRow{SQLITE_CORRUPT, ErrorCode::Corrupt, "the file is damaged; take a copy and verify it"},
    FaultRow{SQLITE_NOTADB, ErrorCode::Corrupt, "the file is not an archive"},
    FaultRow{SQLITE_TOOBIG, ErrorCode::TooLarge, "a text or blob is too large"},
    FaultRow{SQLITE_NOMEM, ErrorCode::TooLarge, "there is not enough memory"},
    FaultRow{SQLITE_INTERRUPT, ErrorCode::Timeout, "it was interrupted"},
    FaultRow{SQLITE_CONSTRAINT, ErrorCode::BadInput, "a rule of the tables does not hold"},
};

bool is_full(int errno_value) {
  return errno_value == ENOSPC || errno_value == EDQUOT || errno_value == EFBIG;
}

Error to_error(sqlite3* database, std::string_view what) {
  const int result = sqlite3_extended_errcode(database);
  Error error;
  error.message = std::string(what) + ": ";
  if (result == SQLITE_CONSTRAINT_UNIQUE || result == SQLITE_CONSTRAINT_PRIMARYKEY) {
    return {ErrorCode::Exists, error.message + "it is there already"};
  }
  if ((result & 0xFF) == SQLITE_IOERR) {
    const bool no_space = is_full(sqlite3_system_errno(database));
    return {no_space ? ErrorCode::NoSpace : ErrorCode::Unsupported,
            error.message + (no_space ? "the disk is full; make room and try again"
                                      : "the disk reports a fault; check it")};
  }
  for (const FaultRow& row : kFaultRows) {
    if (row.result == (result & 0xFF)) return {row.code, error.message + std::string(row.words)};
  }
  // Only our own statements stand in such a message, never a value: values are bound.
  return {ErrorCode::Internal, error.message + sqlite3_errmsg(database)};
}

std::string_view view(const void* bytes, int length) {
  return bytes == nullptr
             ? std::string_view()
             : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

class SqliteStatement final : public StatementEngine {
 public:
  SqliteStatement(sqlite3* database, sqlite3_stmt* statement)
      : database_(database), statement_(statement) {}

  Result<void> start(std::span<const Parameter> parameters) override {
    sqlite3_reset(statement_.get());
    const int wanted = sqlite3_bind_parameter_count(statement_.get());
    if (static_cast<std::size_t>(wanted) != parameters.size()) {
      return fail(ErrorCode::Internal, "the statement takes " + std::to_string(wanted) +
                                           " parameters, not " + std::to_string(parameters.size()));
    }
    int position = 0;
    for (const Parameter& parameter : parameters) {
      if (bind(++position, parameter) != SQLITE_OK) {
        return fail(to_error(database_, "cannot bind a parameter"));
      }
    }
    return {};
  }

  Result<bool> step() override {
    const int result = sqlite3_step(statement_.get());
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) {
      sqlite3_reset(statement_.get());
      return false;
    }
    Error error = to_error(database_, "cannot read or write the archive");
    sqlite3_reset(statement_.get());
    return fail(std::move(error));
  }

  bool is_null(int column) const override {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) const override {
    return sqlite3_column_int64(statement_.get(), column);
  }
  std::string_view text(int column) const override {
    const void* const found = sqlite3_column_text(statement_.get(), column);
    return view(found, sqlite3_column_bytes(statement_.get(), column));
  }
  std::string_view bytes(int column) const override {
    const void* const found = sqlite3_column_blob(statement_.get(), column);
    return view(found, sqlite3_column_bytes(statement_.get(), column));
  }

 private:
  int bind(int position, const Parameter& parameter) {
    sqlite3_stmt* const statement = statement_.get();
    if (const auto* number = std::get_if<std::int64_t>(&parameter)) {
      return sqlite3_bind_int64(statement, position, *number);
    }
    if (const auto* text = std::get_if<std::string_view>(&parameter)) {
      // An empty view may point nowhere, and a null pointer would bind a null.
      const char* const begin = text->empty() ? "" : text->data();
      return sqlite3_bind_text64(statement, position, begin, text->size(), SQLITE_TRANSIENT,
                                 SQLITE_UTF8);
    }
    if (const auto* blob = std::get_if<Blob>(&parameter)) {
      const char* const begin = blob->bytes.empty() ? "" : blob->bytes.data();
      return sqlite3_bind_blob64(statement, position, begin, blob->bytes.size(), SQLITE_TRANSIENT);
    }
    return sqlite3_bind_null(statement, position);
  }

  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement_;
};

class SqliteConnection final : public ConnectionEngine {
 public:
  explicit SqliteConnection(Database database) : database_(std::move(database)) {}

  Engine kind() const override { return Engine::Sqlite; }

  Result<std::unique_ptr<StatementEngine>> prepare(std::string_view sql) override {
    sqlite3_stmt* statement = nullptr;
    const int result = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                          0, &statement, nullptr);
    if (result != SQLITE_OK) return fail(to_error(database_.get(), "cannot use the archive"));
    return std::unique_ptr<StatementEngine>(
        std::make_unique<SqliteStatement>(database_.get(), statement));
  }

  Result<void> run_script(const std::string& script) override {
    if (sqlite3_exec(database_.get(), script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      return fail(to_error(database_.get(), "cannot use the archive"));
    }
    return {};
  }

  Result<void> define(std::string_view script) override { return run_script(std::string(script)); }

  Result<void> begin(OpenMode mode) override {
    if (mode == OpenMode::Read) return run_script("begin");
    // A file that was deleted or put in another's place would take what we write with it.
    int has_moved = 0;
    sqlite3_file_control(database_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
    if (has_moved != 0) {
      return fail(ErrorCode::NotFound,
                  "the archive was moved, deleted or replaced while it was open; nothing was "
                  "written: open it again");
    }
    return run_script("begin immediate");
  }
  Result<void> commit() override { return run_script("commit"); }
  void roll_back() override {
    if (sqlite3_get_autocommit(database_.get()) == 0) {
      sqlite3_exec(database_.get(), "rollback", nullptr, nullptr, nullptr);
    }
  }
  std::int64_t changed_rows() const override { return sqlite3_changes64(database_.get()); }

 private:
  Database database_;
};

Result<void> make_empty_file(const std::string& path) {
  const int file =
      ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return fail(disk_error(errno, "cannot make", path));
  const bool closed_to_others = ::fchmod(file, S_IRUSR | S_IWUSR) == 0;
  const int fault = errno;
  ::close(file);
  if (!closed_to_others) return fail(disk_error(fault, "cannot close to others", path));
  return sync_folder(folder_of(path));
}

/// A path as SQLite reads it in an address.
std::string to_address(const std::string& path) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string address = "file:";
  for (const char c : path) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                          (c >= 'a' && c <= 'z') || c == '/' || c == '.' || c == '-' || c == '_';
    if (is_plain) {
      address += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      address += '%';
      address += kDigits[byte >> 4U];
      address += kDigits[byte & 15U];
    }
  }
  return address;
}

Result<Database> open_database(const std::string& path, int flags) {
  sqlite3* opened = nullptr;
  // A bare name like ":memory:" means something else to SQLite.
  const std::string plain = path.starts_with(':') ? "./" + path : path;
  const int result =
      sqlite3_open_v2(plain.c_str(), &opened, flags | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database(opened);
  if (result != SQLITE_OK) return fail(to_error(opened, "cannot open the archive"));
  return database;
}

constexpr const char* kSettings =
    "pragma foreign_keys=on; pragma trusted_schema=off; pragma temp_store=memory;"
    "pragma secure_delete=on; pragma cell_size_check=on; pragma mmap_size=0;"
    "pragma synchronous=full;";

Result<void> set_up(sqlite3* database, OpenMode mode, int busy_timeout_ms) {
  sqlite3_busy_timeout(database, busy_timeout_ms);
  int was_set = 0;
  const bool is_defensive =
      sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, &was_set) == SQLITE_OK &&
      sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &was_set) == SQLITE_OK &&
      add_term_tokenizer(database);
  std::string settings = kSettings;
  if (mode != OpenMode::Read) settings += "pragma journal_mode=wal;";
  // Reads the first page: what is no database is told from here.
  settings += "select count(*) from sqlite_schema;";
  if (!is_defensive ||
      sqlite3_exec(database, settings.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return fail(to_error(database, "cannot open the archive"));
  }
  if (mode != OpenMode::Read && sqlite3_db_readonly(database, "main") == 1) {
    return fail(ErrorCode::Denied,
                "cannot open the archive: the file cannot be written; ask its owner");
  }
  return {};
}

Result<Database> open_for_writing(const std::string& path, int busy_timeout_ms) {
  TRY(Database database, open_database(path, SQLITE_OPEN_READWRITE));
  TRY(set_up(database.get(), OpenMode::Write, busy_timeout_ms));
  return database;
}

/// In WAL mode readers too write beside the file. Where that is refused and no writer has left
/// anything beside it, the file by itself is whole and can be read as one that never changes.
Result<Database> open_for_reading(const std::string& path, int busy_timeout_ms) {
  {
    TRY(Database database, open_database(path, SQLITE_OPEN_READONLY));
    const auto ready = set_up(database.get(), OpenMode::Read, busy_timeout_ms);
    if (ready) return database;
    struct stat log {};
    const bool has_log = ::stat((path + "-wal").c_str(), &log) == 0 && log.st_size > 0;
    // Not where another process is at work: its pages would change under us.
    if (has_log || ready.error().code != ErrorCode::Denied) return fail(ready.error());
  }
  TRY(Database database,
      open_database(to_address(path) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI));
  TRY(set_up(database.get(), OpenMode::Read, busy_timeout_ms));
  return database;
}

}  // namespace

Result<std::unique_ptr<ConnectionEngine>> make_sqlite_engine(const std::string& path, OpenMode mode,
                                                             int busy_timeout_ms) {
  if (sqlite3_initialize() != SQLITE_OK) {
    return fail(ErrorCode::Internal, "SQLite cannot be started");
  }
  if (mode == OpenMode::Create) {
    TRY(make_empty_file(path));
    auto database = open_for_writing(path, busy_timeout_ms);
    if (!database) {
      for (const char* ending : {"", "-wal", "-shm"}) ::unlink((path + ending).c_str());
      return fail(database.error());
    }
    return std::unique_ptr<ConnectionEngine>(
        std::make_unique<SqliteConnection>(std::move(*database)));
  }
  TRY(const FileStatus status, SystemDisk().status_of(path));
  if (status.kind != FileKind::File) {
    return fail(ErrorCode::BadInput, "cannot open " + path + ": it is no file");
  }
  TRY(Database database, mode == OpenMode::Read ? open_for_reading(path, busy_timeout_ms)
                                                : open_for_writing(path, busy_timeout_ms));
  return std::unique_ptr<ConnectionEngine>(std::make_unique<SqliteConnection>(std::move(database)));
}

}  // namespace habeas::sql
