// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/add.h"
#include "model/list_row.h"

namespace habeas {

/// A case list that a desk hands over.
struct ImportOrder {
  std::string path;
  std::string list;   ///< its name, "" for kDefaultList: rows of one list and key are one row
  std::string sheet;  ///< which sheet, "" where only one is a list
  std::vector<ListMapping> columns;  ///< "" : as confirmed last time, else as the headers propose
  bool preview = false;              ///< nothing is kept
};
inline constexpr std::string_view kDefaultList = "cases";

enum class RowChange : std::uint8_t {
  New,
  Changed,
  Unchanged,
  Vanished,  ///< stands in the archive and not in the file: it stays, and is told
};

/// A cell that is not what it was.
struct CellChange {
  std::string header;
  std::string before;  ///< "" if it is new
  std::string after;   ///< "" if it is gone

  friend bool operator==(const CellChange&, const CellChange&) = default;
};

struct ImportedRow {
  RowChange change = RowChange::New;
  std::string key;
  std::string name;
  std::uint32_t number = 0;       ///< in the file, 0 for a vanished one
  std::vector<CellChange> cells;  ///< of a changed row
};

struct ImportSummary {
  std::uint64_t fresh = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t vanished = 0;
  std::uint64_t problems = 0;
};

struct ImportObserver {
  std::function<void(const ListSheet&)> sheet;  ///< what its columns are taken for
  std::function<void(const ImportedRow&)> row;  ///< in the order of the file; when it is safe
  std::function<void(const Problem&)> problem;
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

/// Takes a case list in: the file is an original, and each row that is new or changed another one,
/// with a custody record that names file, list and row. The newest version of a row speaks; earlier
/// ones stay and are read no more by the stages. The meaning of the columns is kept for next time.
/// Stopped at any moment, it can be started again. Errors: BadInput (no list, several, what to
/// write instead), those of disk and archive.
Result<ImportSummary> import_list(Archive& archive, const ImportOrder& order, const AddTools& tools,
                                  const ImportObserver& observer);

/// Columns as a desk writes them: `Header = column`, one a line, `#` begins a comment. BadInput
/// names the line and the columns there are.
Result<std::vector<ListMapping>> parse_columns(std::string_view text);
std::string to_columns_text(const std::vector<ListMapping>& columns);

}  // namespace habeas
