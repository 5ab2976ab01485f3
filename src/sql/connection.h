// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/result.h"

namespace habeas::sql {

/// How long a writer waits for another one.
inline constexpr int kBusyTimeoutMs = 5'000;

enum class Engine : std::uint8_t { Sqlite, Postgres };

enum class OpenMode : std::uint8_t {
  Read,    ///< works on a file and folder that cannot be written
  Write,   ///< the database is there already
  Create,  ///< the file is not there yet; made for the owner alone under any umask
};

/// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

/// What stands for a `?`: nothing (null), an integer, UTF-8 text without U+0000, or bytes. Looked
/// at only during the call it is given to.
using Parameter = std::variant<std::monostate, std::int64_t, std::string_view, Blob>;
using Parameters = std::initializer_list<Parameter>;

class StatementEngine;
class ConnectionEngine;
struct ConnectionState;

/// A statement that was compiled once and can be run again with other parameters. Must not
/// outlive its Connection. Used by one thread at a time.
class Statement {
 public:
  Statement(std::unique_ptr<StatementEngine> engine, ConnectionState* state);
  ~Statement();
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;

  /// Binds all parameters, in order, and stands before the first row.
  Result<void> start(Parameters parameters);
  Result<void> start(std::span<const Parameter> parameters);
  /// True if a row stands; its columns can be read until the next call.
  Result<bool> step();
  /// start() and every step; rows are passed over.
  Result<void> run(Parameters parameters);

  /// Columns are counted from 0. A null is 0 or empty. Views last until the next call.
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::string_view text(int column) const;
  std::string_view bytes(int column) const;

 private:
  std::unique_ptr<StatementEngine> engine_;
  ConnectionState* state_;
};

/// All or nothing. Rolled back when it goes without commit(). After an Error of any statement in
/// it, it can only be rolled back. Must not outlive its Connection.
class Transaction {
 public:
  explicit Transaction(ConnectionState* state) : state_(state) {}
  ~Transaction();
  Transaction(Transaction&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;

  /// Statements of the subset of docs/decisions/0009-sql-subset.md.
  Result<Statement> prepare(std::string_view sql);
  /// A prepared and started statement.
  Result<Statement> query(std::string_view sql, Parameters parameters = {});
  Result<void> run(std::string_view sql, Parameters parameters = {});
  /// The one integer that the statement gives; nothing if it gives no row or a null.
  Result<std::optional<std::int64_t>> find_integer(std::string_view sql,
                                                   Parameters parameters = {});
  /// Statements that define tables, with the types integer, text and blob, which mean the same on
  /// both engines.
  Result<void> define(std::string_view script);

  /// Rows that the last insert, update or delete changed.
  std::int64_t changed_rows() const;
  Engine engine() const;

  /// When it returns without Error, everything is on the disk (fsync).
  Result<void> commit();

 private:
  ConnectionState* state_;  // nullptr: ended, or moved from
};

/// One connection to one database. Not copied; used by one thread at a time.
///
/// Errors of everything below: Busy (another writer held the lock all the time), NoSpace,
/// Denied (read-only), Corrupt (not a database, damaged), NotFound, Exists (a unique key), BadInput
/// (another constraint), TooLarge, Internal (a statement that is none). Messages hold no values.
class Connection {
 public:
  /// `path` is a path, never an address. WAL, synchronous=FULL, foreign keys, secure delete.
  static Result<Connection> open_sqlite(const std::string& path, OpenMode mode,
                                        int busy_timeout_ms = kBusyTimeoutMs);
  /// `address` is a libpq connection string.
  static Result<Connection> open_postgres(const std::string& address);

  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;

  /// Internal if one is open: transactions do not nest. A writing connection holds the lock from
  /// here on.
  Result<Transaction> begin();
  /// The same for whoever only reads: it waits for no writer, keeps none waiting, and sees what was
  /// committed when it first read. REQUIRES: nothing is written in it.
  Result<Transaction> begin_to_read();
  Engine engine() const;
  OpenMode mode() const;

 private:
  Result<Transaction> begin_as(OpenMode mode);

  explicit Connection(std::unique_ptr<ConnectionState> state);
  std::unique_ptr<ConnectionState> state_;
};

}  // namespace habeas::sql
