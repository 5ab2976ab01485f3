// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sql/connection.h"

#include "sql/engine.h"

namespace habeas::sql {
namespace {

/// Hands `result` on and remembers in the connection that a statement failed.
template <class T>
Result<T> noted(Result<T> result, ConnectionState* state) {
  if (!result) state->has_failed = true;
  return result;
}

}  // namespace

Statement::Statement(std::unique_ptr<StatementEngine> engine, ConnectionState* state)
    : engine_(std::move(engine)), state_(state) {}
Statement::~Statement() = default;
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;

Result<void> Statement::start(Parameters parameters) {
  return start(std::span<const Parameter>(parameters.begin(), parameters.size()));
}

Result<void> Statement::start(std::span<const Parameter> parameters) {
  return noted(engine_->start(parameters), state_);
}

Result<bool> Statement::step() { return noted(engine_->step(), state_); }

Result<void> Statement::run(Parameters parameters) {
  TRY(start(parameters));
  for (;;) {
    TRY(const bool is_row, step());
    if (!is_row) return {};
  }
}

bool Statement::is_null(int column) const { return engine_->is_null(column); }
std::int64_t Statement::integer(int column) const { return engine_->integer(column); }
std::string_view Statement::text(int column) const { return engine_->text(column); }
std::string_view Statement::bytes(int column) const { return engine_->bytes(column); }

Transaction::~Transaction() {
  if (state_ == nullptr) return;
  state_->engine->roll_back();
  state_->in_transaction = false;
}

Result<Statement> Transaction::prepare(std::string_view sql) {
  TRY(auto engine, noted(state_->engine->prepare(sql), state_));
  return Statement(std::move(engine), state_);
}

Result<Statement> Transaction::query(std::string_view sql, Parameters parameters) {
  TRY(Statement statement, prepare(sql));
  TRY(statement.start(parameters));
  return statement;
}

Result<void> Transaction::run(std::string_view sql, Parameters parameters) {
  TRY(Statement statement, prepare(sql));
  return statement.run(parameters);
}

Result<std::optional<std::int64_t>> Transaction::find_integer(std::string_view sql,
                                                              Parameters parameters) {
  TRY(Statement statement, query(sql, parameters));
  TRY(const bool is_row, statement.step());
  if (!is_row || statement.is_null(0)) return std::optional<std::int64_t>();
  return std::optional<std::int64_t>(statement.integer(0));
}

Result<void> Transaction::define(std::string_view script) {
  return noted(state_->engine->define(script), state_);
}

std::int64_t Transaction::changed_rows() const { return state_->engine->changed_rows(); }

Engine Transaction::engine() const { return state_->engine->kind(); }

Result<void> Transaction::commit() {
  if (state_ == nullptr) return fail(ErrorCode::Internal, "the transaction has ended already");
  if (state_->has_failed) {
    return fail(ErrorCode::Internal, "a statement of the transaction failed: it is rolled back");
  }
  TRY(noted(state_->engine->commit(), state_));
  std::exchange(state_, nullptr)->in_transaction = false;
  return {};
}

Connection::Connection(std::unique_ptr<ConnectionState> state) : state_(std::move(state)) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

Result<Connection> Connection::open_sqlite(const std::string& path, OpenMode mode,
                                           int busy_timeout_ms) {
  auto state = std::make_unique<ConnectionState>();
  TRY(state->engine, make_sqlite_engine(path, mode, busy_timeout_ms));
  state->mode = mode;
  return Connection(std::move(state));
}

Result<Connection> Connection::open_postgres(const std::string& address) {
  auto state = std::make_unique<ConnectionState>();
  TRY(state->engine, make_postgres_engine(address));
  state->mode = OpenMode::Write;
  return Connection(std::move(state));
}

Result<Transaction> Connection::begin() { return begin_as(state_->mode); }

Result<Transaction> Connection::begin_to_read() { return begin_as(OpenMode::Read); }

Result<Transaction> Connection::begin_as(OpenMode mode) {
  if (state_->in_transaction) {
    return fail(ErrorCode::Internal, "a transaction is open already: they do not nest");
  }
  TRY(state_->engine->begin(mode));
  state_->in_transaction = true;
  state_->has_failed = false;
  return Transaction(state_.get());
}

Engine Connection::engine() const { return state_->engine->kind(); }
OpenMode Connection::mode() const { return state_->mode; }

}  // namespace habeas::sql
