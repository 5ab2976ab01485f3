// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <charconv>
#include <map>
#include <vector>

#include "sql/engine.h"
#include "sql/postgres_library.h"
#include "sql/statement_text.h"

namespace habeas::sql {
namespace {

const PostgresLibrary& pq() { return postgres_library(); }

struct FreeMemory {
  void operator()(unsigned char* memory) const { pq().free_memory(memory); }
};
struct CloseSession {
  void operator()(PGconn* session) const { pq().finish(session); }
};
struct ClearRows {
  void operator()(PGresult* rows) const { pq().clear(rows); }
};
using Session = std::unique_ptr<PGconn, CloseSession>;
using Rows = std::unique_ptr<PGresult, ClearRows>;

// pg_type.h: the types that parameters are sent as.
constexpr Oid kBytesType = 17;
constexpr Oid kIntegerType = 20;
constexpr Oid kTextType = 25;

struct FaultRow {
  std::string_view state;  // SQLSTATE, or how it begins
  ErrorCode code;
  std::string_view words;
};

// The first row that fits counts.
constexpr std::array kFaultRows{
    FaultRow{"23505", ErrorCode::Exists, "it is there already"},
    FaultRow{"23", ErrorCode::BadInput, "a rule of the tables does not hold"},
    FaultRow{"22", ErrorCode::BadInput, "a value does not fit its column"},
    FaultRow{"25006", ErrorCode::Denied, "the database is read-only"},
    FaultRow{"28", ErrorCode::Denied, "the database refuses this user"},
    FaultRow{"42501", ErrorCode::Denied, "permission denied"},
    FaultRow{"53100", ErrorCode::NoSpace, "the disk of the database is full"},
    FaultRow{"40", ErrorCode::Busy, "somebody else is writing; try again"},
    FaultRow{"55P03", ErrorCode::Busy, "somebody else is writing; try again"},
    FaultRow{"53", ErrorCode::Busy, "the database is out of resources; try again"},
    FaultRow{"54", ErrorCode::TooLarge, "a text or blob is too large"},
    FaultRow{"57014", ErrorCode::Timeout, "it was interrupted"},
    FaultRow{"57", ErrorCode::Busy, "the database is going down; try again"},
    FaultRow{"XX001", ErrorCode::Corrupt, "the database is damaged"},
    FaultRow{"XX002", ErrorCode::Corrupt, "an index of the database is damaged"},
    FaultRow{"58", ErrorCode::Unsupported, "the disk of the database reports a fault"},
};

Error to_error(PGconn* session, const PGresult* rows) {
  const char* const found =
      rows == nullptr ? nullptr : pq().error_field(rows, PG_DIAG_SQLSTATE);
  const std::string_view state = found == nullptr ? "" : found;
  const std::string lead = "cannot use the database: ";
  for (const FaultRow& row : kFaultRows) {
    if (state.starts_with(row.state)) return {row.code, lead + std::string(row.words)};
  }
  if (pq().status(session) != CONNECTION_OK) {
    return {ErrorCode::Busy, lead + "the connection is gone; try again"};
  }
  // The primary message of PostgreSQL holds names of our tables and columns; details, which
  // would hold values, are left out.
  const char* const primary =
      rows == nullptr ? nullptr : pq().error_field(rows, PG_DIAG_MESSAGE_PRIMARY);
  return {ErrorCode::Internal, lead + (primary == nullptr ? "no answer" : primary)};
}

/// Parameters as libpq wants them: parallel arrays.
struct BoundParameters {
  std::vector<std::string> texts;
  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;
  std::vector<Oid> types;

  void add(Oid type, int format) {
    types.push_back(type);
    formats.push_back(format);
    lengths.push_back(static_cast<int>(texts.back().size()));
  }
};

BoundParameters to_bound(std::span<const Parameter> parameters) {
  BoundParameters bound;
  bound.texts.reserve(parameters.size());
  for (const Parameter& parameter : parameters) {
    if (const auto* number = std::get_if<std::int64_t>(&parameter)) {
      bound.texts.push_back(std::to_string(*number));
      bound.add(kIntegerType, 0);
    } else if (const auto* text = std::get_if<std::string_view>(&parameter)) {
      bound.texts.emplace_back(*text);
      bound.add(kTextType, 0);
    } else if (const auto* blob = std::get_if<Blob>(&parameter)) {
      bound.texts.emplace_back(blob->bytes);
      bound.add(kBytesType, 1);
    } else {
      bound.texts.emplace_back();
      bound.add(0, 0);
    }
    const bool is_null = std::holds_alternative<std::monostate>(parameter);
    bound.values.push_back(is_null ? nullptr : bound.texts.back().c_str());
  }
  return bound;
}

class PostgresConnection;

class PostgresStatement final : public StatementEngine {
 public:
  PostgresStatement(PGconn* session, std::int64_t* changed_rows, std::string sql)
      : session_(session), changed_rows_(changed_rows), sql_(std::move(sql)) {}

  Result<void> start(std::span<const Parameter> parameters) override {
    bound_ = to_bound(parameters);
    rows_.reset();
    row_ = -1;
    return {};
  }

  Result<bool> step() override {
    if (!rows_) TRY(run());
    decoded_.clear();
    if (row_ + 1 >= pq().tuples(rows_.get())) {
      rows_.reset();
      row_ = -1;
      return false;
    }
    ++row_;
    return true;
  }

  bool is_null(int column) const override { return pq().is_null(rows_.get(), row_, column) == 1; }
  std::int64_t integer(int column) const override {
    const std::string_view digits = text(column);
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }
  std::string_view text(int column) const override {
    return {pq().value(rows_.get(), row_, column),
            static_cast<std::size_t>(pq().length(rows_.get(), row_, column))};
  }
  std::string_view bytes(int column) const override {
    const auto found = decoded_.find(column);
    if (found != decoded_.end()) return found->second;
    std::size_t length = 0;
    const auto* escaped =
        reinterpret_cast<const unsigned char*>(pq().value(rows_.get(), row_, column));
    const std::unique_ptr<unsigned char, FreeMemory> plain(pq().unescape_bytes(escaped, &length));
    std::string& decoded = decoded_[column];
    if (plain) decoded.assign(reinterpret_cast<const char*>(plain.get()), length);
    return decoded;
  }

 private:
  Result<void> run() {
    rows_.reset(pq().execute_parameters(
        session_, sql_.c_str(), static_cast<int>(bound_.values.size()), bound_.types.data(),
        bound_.values.data(), bound_.lengths.data(), bound_.formats.data(), 0));
    const ExecStatusType status = pq().result_status(rows_.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
      Error error = to_error(session_, rows_.get());
      rows_.reset();
      return fail(std::move(error));
    }
    const std::string_view count = pq().command_tuples(rows_.get());
    std::int64_t number = 0;
    std::from_chars(count.data(), count.data() + count.size(), number);
    *changed_rows_ = number;
    return {};
  }

  PGconn* session_;
  std::int64_t* changed_rows_;
  std::string sql_;
  BoundParameters bound_;
  Rows rows_;
  int row_ = -1;
  mutable std::map<int, std::string> decoded_;
};

class PostgresConnection final : public ConnectionEngine {
 public:
  explicit PostgresConnection(Session session) : session_(std::move(session)) {}

  Engine kind() const override { return Engine::Postgres; }

  Result<std::unique_ptr<StatementEngine>> prepare(std::string_view sql) override {
    return std::unique_ptr<StatementEngine>(std::make_unique<PostgresStatement>(
        session_.get(), &changed_rows_, with_numbered_parameters(sql)));
  }

  Result<void> run_script(const std::string& script) override {
    const Rows rows(pq().execute(session_.get(), script.c_str()));
    const ExecStatusType status = pq().result_status(rows.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) {
      return {};
    }
    return fail(to_error(session_.get(), rows.get()));
  }

  Result<void> define(std::string_view script) override {
    return run_script(to_postgres_definition(script));
  }

  Result<void> begin(OpenMode) override { return run_script("begin isolation level serializable"); }
  Result<void> commit() override { return run_script("commit"); }
  void roll_back() override {
    if (pq().transaction_status(session_.get()) != PQTRANS_IDLE) {
      const Rows rows(pq().execute(session_.get(), "rollback"));
    }
  }
  std::int64_t changed_rows() const override { return changed_rows_; }

 private:
  Session session_;
  std::int64_t changed_rows_ = 0;
};

void ignore_notice(void*, const PGresult*) {}

}  // namespace

Result<std::unique_ptr<ConnectionEngine>> make_postgres_engine(const std::string& address) {
  if (!pq().is_loaded) {
    return fail(ErrorCode::Unsupported, "libpq.so.5 is missing: install it (Debian: libpq5)");
  }
  Session session(pq().connect(address.c_str()));
  if (pq().status(session.get()) != CONNECTION_OK) {
    return fail(ErrorCode::NotFound,
                "cannot reach the database: check that it runs and the connection string");
  }
  pq().set_notice_receiver(session.get(), ignore_notice, nullptr);
  auto connection = std::make_unique<PostgresConnection>(std::move(session));
  TRY(
      connection->run_script("set client_encoding = 'UTF8'; set bytea_output = 'hex';"
                             "set synchronous_commit = on; set standard_conforming_strings = on"));
  return std::unique_ptr<ConnectionEngine>(std::move(connection));
}

}  // namespace habeas::sql
