// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "base/result.h"
#include "sql/connection.h"

namespace habeas {

/// What SQLite's header says of our files: `file` and others know them by it. "Habs".
inline constexpr std::int64_t kApplicationId = 0x48616273;
/// The version of the tables. An archive of a newer version is refused, never guessed at.
inline constexpr std::int64_t kArchiveVersion = 1;

/// Makes the tables of docs/archive-format.md in an empty database.
Result<void> make_tables(sql::Transaction& transaction);
/// Drops all derived tables and makes them anew, empty. Kept and local ones stay, and the
/// documents that were there stand in `replaced_documents` until drop_replaced_documents().
Result<void> make_derived_tables_anew(sql::Transaction& transaction);

}  // namespace habeas
