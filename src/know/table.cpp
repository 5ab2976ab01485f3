// SPDX-License-Identifier: AGPL-3.0-or-later
#include "know/table.h"

#include <fmt/format.h>

namespace habeas {

Table::Table(const Blob::TableEntry& entry)
    : name_(entry.name),
      columns_(entry.columns),
      rows_(entry.rows),
      text_(entry.text),
      bounds_(entry.bounds),
      lines_(entry.lines) {}

Table::Table(std::unique_ptr<Storage> storage, std::uint32_t columns)
    : name_(storage->name),
      columns_(columns),
      rows_(static_cast<std::uint32_t>(storage->lines.size())),
      text_(storage->text.data()),
      bounds_(storage->bounds.data()),
      lines_(storage->lines.data()),
      storage_(std::move(storage)) {}

std::optional<std::size_t> Table::find_column(std::string_view column) const {
  for (std::size_t position = 0; position < columns_; ++position) {
    if (column_name(position) == column) return position;
  }
  return std::nullopt;
}

Result<std::size_t> Table::require_column(std::string_view column) const {
  if (const auto position = find_column(column)) return *position;
  std::string names;
  for (std::size_t position = 0; position < columns_; ++position) {
    names += position == 0 ? "" : ", ";
    names += column_name(position);
  }
  return fail(ErrorCode::NotFound,
              fmt::format("table {} has no column {}: it has {}", name_, column, names));
}

std::string Table::where(std::size_t row) const {
  const std::uint32_t line = lines_[row];
  if (is_overlay(row)) {
    return fmt::format("overlay {}:{}", name_, line & ~kOverlayLine);
  }
  const bool is_topic = name_.find('/') != std::string_view::npos;
  return fmt::format("tables/{}{}:{}", name_, is_topic ? ".tsv" : "/rows.tsv", line);
}

}  // namespace habeas
