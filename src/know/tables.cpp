// SPDX-License-Identifier: AGPL-3.0-or-later
#include "know/tables.h"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "know/tsv.h"

namespace habeas {
namespace {

constexpr std::size_t kTableNameBytesMax = 100;

/// A table being put together: cells in the order of `columns`.
struct Draft {
  struct Row {
    std::vector<std::string_view> cells;
    std::uint32_t line = 0;
  };

  std::vector<std::string_view> columns;
  std::optional<std::size_t> id_column;
  std::vector<Row> rows;
  std::map<std::string_view, std::size_t> row_of_id;

  /// Takes the place of the row of the same id, or comes last.
  void add(Row row) {
    if (!id_column) {
      rows.push_back(std::move(row));
      return;
    }
    const auto [known, is_new] = row_of_id.emplace(row.cells[*id_column], rows.size());
    if (is_new) {
      rows.push_back(std::move(row));
    } else {
      rows[known->second] = std::move(row);
    }
  }
};

bool is_table_name(std::string_view name) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_-/";
  return !name.empty() && name.size() <= kTableNameBytesMax &&
         name.find_first_not_of(kLetters) == std::string_view::npos && name.front() != '/' &&
         name.back() != '/' && std::count(name.begin(), name.end(), '/') <= 1;
}

Digest fingerprint_of(const Digest& built_in, std::span<const TableText> overlays) {
  Sha256 hash;
  hash.add("habeas tables 1\n");
  hash.add(to_bytes(built_in));
  for (const TableText& overlay : overlays) {
    hash.add(fmt::format("{} {}\n{}\n", overlay.name, overlay.text.size(), overlay.text));
  }
  return hash.finish();
}

/// For each column of the table, its position in the overlay.
Result<std::vector<std::size_t>> match_columns(const Table& table, const Tsv& overlay,
                                               std::string_view where) {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < table.column_count(); ++i) {
    const auto found =
        std::find(overlay.columns.begin(), overlay.columns.end(), table.column_name(i));
    if (found == overlay.columns.end()) {
      return fail(ErrorCode::BadInput,
                  fmt::format("{}:1:1: column '{}' of table {} is missing: name every column",
                              where, table.column_name(i), table.name()));
    }
    positions.push_back(static_cast<std::size_t>(found - overlay.columns.begin()));
  }
  for (std::size_t i = 0; i < overlay.columns.size(); ++i) {
    if (!table.find_column(overlay.columns[i])) {
      return fail(ErrorCode::BadInput,
                  fmt::format("{}:1:{}: table {} has no column '{}': leave it out", where, i + 1,
                              table.name(), overlay.columns[i]));
    }
  }
  return positions;
}

}  // namespace

Result<Tables> Tables::make(std::span<const TableText> overlays) {
  if (overlays.size() > kOverlaysMax) {
    return fail(ErrorCode::TooLarge, fmt::format("more than {} table overlays", kOverlaysMax));
  }
  TRY(const Blob blob, Blob::make(embedded_blob()));
  Tables tables(blob);
  tables.tables_.reserve(blob.table_count() + overlays.size());
  for (std::size_t i = 0; i < blob.table_count(); ++i) {
    tables.tables_.push_back(Table(blob.table(i)));
  }
  for (const TableText& overlay : overlays) TRY(tables.lay_over(overlay));
  if (const Table* places = tables.find_table("places")) {
    TRY(tables.gazetteer_.add_overlay(*places));
  }
  tables.fingerprint_ = fingerprint_of(blob.digest(), overlays);
  return tables;
}

Result<void> Tables::lay_over(const TableText& overlay) {
  const std::string where = "overlay " + overlay.name;
  if (!is_table_name(overlay.name)) {
    return fail(ErrorCode::BadInput, where + ": no table name: write it like acts/en");
  }
  TRY(const Tsv tsv, parse_tsv(where, overlay.text));
  const std::size_t position = position_of(overlay.name);
  const bool is_known = position < tables_.size() && tables_[position].name() == overlay.name;
  Draft draft;
  draft.columns = tsv.columns;
  draft.id_column = tsv.id_column;
  std::vector<std::size_t> order(tsv.columns.size());
  std::iota(order.begin(), order.end(), 0);
  if (is_known) {
    const Table& table = tables_[position];
    TRY(order, match_columns(table, tsv, where));
    draft.columns = cells_of(table, 0);
    draft.id_column = table.find_column("id");
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      draft.add({cells_of(table, row + 1), table.lines_[row]});
    }
  }
  for (const TsvRow& parsed : tsv.rows) {
    Draft::Row row{{}, parsed.line | Table::kOverlayLine};
    for (const std::size_t from : order) row.cells.push_back(parsed.cells[from]);
    draft.add(std::move(row));
  }

  auto storage = std::make_unique<Table::Storage>();
  storage->name = overlay.name;
  storage->bounds.push_back(0);
  const auto append = [&](const std::vector<std::string_view>& cells) {
    for (const std::string_view cell : cells) {
      storage->text += cell;
      storage->bounds.push_back(static_cast<std::uint32_t>(storage->text.size()));
    }
  };
  append(draft.columns);
  for (const Draft::Row& row : draft.rows) {
    append(row.cells);
    storage->lines.push_back(row.line);
  }
  Table merged(std::move(storage), static_cast<std::uint32_t>(draft.columns.size()));
  const auto place = tables_.begin() + static_cast<std::ptrdiff_t>(position);
  if (is_known) {
    *place = std::move(merged);
  } else {
    tables_.insert(place, std::move(merged));
  }
  return {};
}

std::vector<std::string_view> Tables::cells_of(const Table& table, std::size_t printed_row) {
  std::vector<std::string_view> cells;
  for (std::size_t i = 0; i < table.column_count(); ++i) {
    cells.push_back(table.at(printed_row * table.column_count() + i));
  }
  return cells;
}

std::size_t Tables::position_of(std::string_view name) const {
  const auto place = std::lower_bound(
      tables_.begin(), tables_.end(), name,
      [](const Table& table, std::string_view wanted) { return table.name() < wanted; });
  return static_cast<std::size_t>(place - tables_.begin());
}

const Table* Tables::find_table(std::string_view name) const {
  const std::size_t position = position_of(name);
  if (position == tables_.size() || tables_[position].name() != name) return nullptr;
  return &tables_[position];
}

Result<const Table*> Tables::require_table(std::string_view name) const {
  if (const Table* table = find_table(name)) return table;
  return fail(ErrorCode::NotFound, fmt::format("there is no table {}", name));
}

std::vector<const Table*> Tables::tables_under(std::string_view topic) const {
  std::vector<const Table*> found;
  for (const Table& table : tables_) {
    const std::string_view name = table.name();
    const bool is_under = name.starts_with(topic) &&
                          (name.size() == topic.size() || name[topic.size()] == '/');
    if (is_under) found.push_back(&table);
  }
  return found;
}

}  // namespace habeas
