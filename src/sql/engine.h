// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sql/connection.h"

namespace habeas::sql {

/// What an engine does for a Statement; the contract is that of Statement.
class StatementEngine {
 public:
  virtual ~StatementEngine() = default;
  virtual Result<void> start(std::span<const Parameter> parameters) = 0;
  virtual Result<bool> step() = 0;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual std::string_view bytes(int column) const = 0;
};

/// What an engine does for a Connection.
class ConnectionEngine {
 public:
  virtual ~ConnectionEngine() = default;
  virtual Engine kind() const = 0;
  virtual Result<std::unique_ptr<StatementEngine>> prepare(std::string_view sql) = 0;
  /// Statements without parameters and rows.
  virtual Result<void> run_script(const std::string& script) = 0;
  virtual Result<void> define(std::string_view script) = 0;
  virtual Result<void> begin(OpenMode mode) = 0;
  virtual Result<void> commit() = 0;
  virtual void roll_back() = 0;
  virtual std::int64_t changed_rows() const = 0;
};

struct ConnectionState {
  std::unique_ptr<ConnectionEngine> engine;
  OpenMode mode = OpenMode::Read;
  bool in_transaction = false;
  bool has_failed = false;  ///< a statement of the open transaction gave an Error
};

Result<std::unique_ptr<ConnectionEngine>> make_sqlite_engine(const std::string& path, OpenMode mode,
                                                             int busy_timeout_ms);
Result<std::unique_ptr<ConnectionEngine>> make_postgres_engine(const std::string& address);

}  // namespace habeas::sql
