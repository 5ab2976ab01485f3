// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/archive.h"

#include <sodium.h>
#include <unistd.h>

#include <array>

#include "store/journal.h"
#include "store/schema.h"

namespace habeas {
namespace {

/// Of the files that make an archive while it is open.
constexpr std::array kEndings{"", "-wal", "-shm"};

std::string draw_archive_id() {
  std::array<char, 16> drawn{};
  randombytes_buf(drawn.data(), drawn.size());
  return to_hex(std::string_view(drawn.data(), drawn.size()));
}

Result<void> check_version(sql::Transaction& transaction, const std::string& path) {
  TRY(const auto application, transaction.find_integer("pragma application_id"));
  TRY(const auto version, transaction.find_integer("pragma user_version"));
  if (application != kApplicationId) {
    return fail(ErrorCode::Corrupt, "cannot open " + path + ": it is not a Habeas archive");
  }
  if (version > kArchiveVersion) {
    return fail(ErrorCode::Unsupported,
                "cannot open " + path + ": a newer Habeas made it (its format is " +
                    std::to_string(version.value_or(0)) + ", this program knows " +
                    std::to_string(kArchiveVersion) + "); install the newer one");
  }
  return {};
}

/// A file that somebody else made must not act by itself: what is read from a view or written past
/// a trigger is not what the tables hold.
Result<void> check_acts_alone(sql::Transaction& transaction, const std::string& path) {
  TRY(const auto strangers, transaction.find_integer("select count(*) from sqlite_schema"
                                                     " where type in ('trigger', 'view')"));
  if (strangers.value_or(0) == 0) return {};
  return fail(ErrorCode::Corrupt, "cannot open " + path +
                                      ": it holds triggers or views, which no Habeas made; ask "
                                      "whoever gave it to you");
}

Result<void> fill(sql::Connection& connection, const std::string& id) {
  TRY(auto transaction, connection.begin());
  TRY(transaction.run("pragma application_id = " + std::to_string(kApplicationId)));
  TRY(transaction.run("pragma user_version = " + std::to_string(kArchiveVersion)));
  TRY(make_tables(transaction));
  TRY(transaction.run("insert into kept_meta values ('archive_id', ?)", {id}));
  return transaction.commit();
}

/// Messages of sql speak of "the archive"; a person wants to know which.
Error with_path(Error error, const std::string& path) {
  if (error.message.find(path) == std::string::npos) error.message = path + ": " + error.message;
  return error;
}

}  // namespace

ArchiveTransaction::ArchiveTransaction(sql::Transaction transaction,
                                       const ArchiveSurroundings* surroundings,
                                       const std::string* archive_id)
    : transaction_(std::move(transaction)), surroundings_(surroundings), archive_id_(archive_id) {}

Result<void> ArchiveTransaction::take_seat() {
  if (surroundings_->state_folder.empty()) {
    return fail(ErrorCode::Denied,
                "there is no folder for the secret that signs what you do: set HOME, or "
                "XDG_STATE_HOME to a whole path");
  }
  TRY(held_seat_, hold_seat(*surroundings_->disk, surroundings_->state_folder, *archive_id_));
  TRY(const auto found, find_seat(*surroundings_->disk, surroundings_->state_folder, *archive_id_));
  if (found) {
    TRY(const JournalChain chain, load_chain(transaction_, seat_of(found->secret)));
    const bool agrees = chain.sequence == found->sequence && chain.last_entry == found->last_entry;
    if (agrees) seat_ = *found;
  }
  if (!seat_) seat_ = make_seat();
  return {};
}

Result<std::uint64_t> ArchiveTransaction::count_missing_of_own_seat() {
  if (surroundings_->state_folder.empty()) return 0;
  TRY(const auto own, find_seat(*surroundings_->disk, surroundings_->state_folder, *archive_id_));
  if (!own) return 0;
  TRY(const JournalChain chain, load_chain(transaction_, seat_of(own->secret)));
  return own->sequence > chain.sequence ? own->sequence - chain.sequence : 0;
}

Result<Digest> ArchiveTransaction::append(JournalKind kind, std::string_view body) {
  if (body.size() > kJournalBodyBytesMax) {
    return fail(ErrorCode::TooLarge,
                "an entry of the journal may hold 64 MB: take in fewer at once");
  }
  if (!seat_) TRY(take_seat());
  JournalEntry entry;
  entry.seat = seat_of(seat_->secret);
  entry.sequence = seat_->sequence + 1;
  entry.previous = seat_->last_entry;
  entry.time = surroundings_->clock->now();
  entry.kind = kind;
  TRY(entry.heads, find_unseen_heads(transaction_, entry.seat));
  std::string salt(kBodySaltBytes, '\0');
  randombytes_buf(salt.data(), salt.size());
  entry.body_hash = hash_of_body(salt, body);
  const std::string envelope = to_envelope(entry, seat_->secret);
  TRY(put_entry(transaction_, envelope, entry));
  TRY(put_body(transaction_, hash_of_envelope(envelope), salt, body));
  seat_->sequence = entry.sequence;
  seat_->last_entry = hash_of_envelope(envelope);
  return seat_->last_entry;
}

Result<void> ArchiveTransaction::commit() {
  // The own count first: a crash in between costs a seat, the other way round it could fork one.
  if (seat_) {
    TRY(save_seat(*surroundings_->disk, surroundings_->state_folder, *archive_id_, *seat_));
  }
  TRY(transaction_.commit());
  held_seat_.reset();
  return {};
}

Archive::Archive(sql::Connection connection, std::string path, std::string id,
                 ArchiveSurroundings surroundings)
    : connection_(std::move(connection)),
      path_(std::move(path)),
      id_(std::make_unique<const std::string>(std::move(id))),
      surroundings_(std::make_unique<const ArchiveSurroundings>(std::move(surroundings))) {}

Archive::~Archive() = default;
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;

Result<Archive> Archive::create(const std::string& path, ArchiveSurroundings surroundings) {
  std::string id = draw_archive_id();
  Error error;
  {
    auto connection = sql::Connection::open_sqlite(path, sql::OpenMode::Create);
    if (!connection) return fail(with_path(connection.error(), path));
    const auto filled = fill(*connection, id);
    if (filled) {
      return Archive(std::move(*connection), path, std::move(id), std::move(surroundings));
    }
    error = filled.error();
  }
  // What could not be finished must not stand in the way of the next try.
  for (const char* ending : kEndings) ::unlink((path + ending).c_str());
  return fail(with_path(std::move(error), path));
}

Result<Archive> Archive::open(const std::string& path, sql::OpenMode mode,
                              ArchiveSurroundings surroundings) {
  if (mode == sql::OpenMode::Create) return create(path, std::move(surroundings));
  auto connection = sql::Connection::open_sqlite(path, mode);
  if (!connection) return fail(with_path(connection.error(), path));
  std::string id;
  {
    TRY(auto transaction, connection->begin_to_read());
    TRY(check_version(transaction, path));
    TRY(check_acts_alone(transaction, path));
    TRY(auto rows, transaction.query("select value from kept_meta where name = 'archive_id'"));
    TRY(const bool is_row, rows.step());
    if (!is_row) return fail(ErrorCode::Corrupt, path + ": the archive has no id");
    id = rows.text(0);
  }
  return Archive(std::move(*connection), path, std::move(id), std::move(surroundings));
}

std::vector<std::string> Archive::paths() const {
  std::vector<std::string> paths;
  for (const char* ending : kEndings) paths.push_back(path_ + ending);
  return paths;
}

Result<ArchiveTransaction> Archive::begin() {
  TRY(auto transaction, connection_.begin());
  return ArchiveTransaction(std::move(transaction), surroundings_.get(), id_.get());
}

Result<ArchiveTransaction> Archive::begin_to_read() {
  TRY(auto transaction, connection_.begin_to_read());
  return ArchiveTransaction(std::move(transaction), surroundings_.get(), id_.get());
}

}  // namespace habeas
