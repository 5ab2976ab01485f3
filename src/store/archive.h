// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "base/result.h"
#include "model/journal_entry.h"
#include "sql/connection.h"
#include "store/seat.h"

namespace habeas {

/// What an archive needs of the machine. Disk and clock outlive the archive.
struct ArchiveSurroundings {
  Disk* disk = nullptr;
  const Clock* clock = nullptr;
  std::string state_folder;  ///< state_folder_of(); not touched until something is journalled
};

/// All or nothing, archive and journal alike. Rolled back when it goes without commit(). Must not
/// outlive its Archive.
class ArchiveTransaction {
 public:
  ArchiveTransaction(sql::Transaction transaction, const ArchiveSurroundings* surroundings,
                     const std::string* archive_id);

  /// What the functions of store and search take.
  sql::Transaction& sql() { return transaction_; }

  /// Signs an entry about `body` as the next of this user's chain and keeps both. Gives the hash
  /// of the entry. The first call of a transaction looks at the seat and begins a new one if its
  /// own count and the archive's differ (docs/decisions/0003-journal-entry-bytes.md).
  /// Errors: TooLarge (kJournalBodyBytesMax), Denied (no state folder), those of the disk, those of
  /// sql.
  Result<Digest> append(JournalKind kind, std::string_view body);

  /// How many entries this user's seat has signed beyond those that are here: an older copy of the
  /// archive, or one whose end was cut off. 0 if there is no seat of its own.
  Result<std::uint64_t> count_missing_of_own_seat();

  /// When it returns without Error, everything is on the disk: only then may a person be told.
  Result<void> commit();

 private:
  Result<void> take_seat();

  sql::Transaction transaction_;
  const ArchiveSurroundings* surroundings_;
  const std::string* archive_id_;
  std::unique_ptr<HeldFile> held_seat_;
  std::optional<Seat> seat_;
};

inline constexpr std::size_t kJournalBodyBytesMax = 64U << 20U;

/// One archive: a SQLite file as docs/archive-format.md describes it. Used by one thread; several
/// processes may have it open, of which one writes at a time.
class Archive {
 public:
  /// Errors: Exists, and those of sql::Connection.
  static Result<Archive> create(const std::string& path, ArchiveSurroundings surroundings);
  /// Errors: NotFound, Denied, Corrupt (no archive), Unsupported (made by a newer version), Busy.
  static Result<Archive> open(const std::string& path, sql::OpenMode mode,
                              ArchiveSurroundings surroundings);
  ~Archive();
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;

  /// 32 hexadecimal digits, drawn when the archive was made; copies have the same.
  const std::string& id() const { return *id_; }
  /// As it was given, and the names of what SQLite keeps beside it.
  std::vector<std::string> paths() const;
  bool is_read_only() const { return connection_.mode() == sql::OpenMode::Read; }
  /// For writing, unless the archive was opened to be read. Busy: another process writes all the
  /// time.
  Result<ArchiveTransaction> begin();
  /// For reading only: waits for nobody and keeps nobody waiting, whatever is written meanwhile.
  Result<ArchiveTransaction> begin_to_read();

 private:
  Archive(sql::Connection connection, std::string path, std::string id,
          ArchiveSurroundings surroundings);

  sql::Connection connection_;
  std::string path_;
  std::unique_ptr<const std::string> id_;
  std::unique_ptr<const ArchiveSurroundings> surroundings_;
};

}  // namespace habeas
