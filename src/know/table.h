// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "know/blob.h"

namespace habeas {

/// One TSV of tables/, read and checked: rows of cells under named columns.
///
/// A view: what it returns lives as long as the Tables it came from (moving those is allowed).
/// Every row has as many cells as there are columns; a cell may be empty and holds no control
/// character. Immutable, so any number of threads may read it.
class Table {
 public:
  /// "acts/en", or "countries" for tables/countries/rows.tsv.
  std::string_view name() const { return name_; }
  std::size_t row_count() const { return rows_; }
  std::size_t column_count() const { return columns_; }
  /// REQUIRES: column < column_count().
  std::string_view column_name(std::size_t column) const { return at(column); }
  std::optional<std::size_t> find_column(std::string_view column) const;
  /// Errors: NotFound, naming the table and the columns it has.
  Result<std::size_t> require_column(std::string_view column) const;
  /// REQUIRES: row < row_count(), column < column_count().
  std::string_view cell(std::size_t row, std::size_t column) const {
    return at((row + 1) * columns_ + column);
  }
  /// True if the row came from an overlay.
  bool is_overlay(std::size_t row) const { return (lines_[row] & kOverlayLine) != 0; }
  /// Where the row stands, for messages: "tables/acts/en.tsv:12", or "overlay acts/en:3".
  std::string where(std::size_t row) const;

 private:
  friend class Tables;

  /// What a table with overlay rows owns; a built-in table points into the executable instead.
  struct Storage {
    std::string name;
    std::string text;
    std::vector<std::uint32_t> bounds;
    std::vector<std::uint32_t> lines;
  };

  /// Set in a line number when the row came from an overlay.
  static constexpr std::uint32_t kOverlayLine = 0x80000000;

  explicit Table(const Blob::TableEntry& entry);
  Table(std::unique_ptr<Storage> storage, std::uint32_t columns);

  std::string_view at(std::size_t position) const {
    return {text_ + bounds_[position], bounds_[position + 1] - bounds_[position]};
  }

  std::string_view name_;
  std::uint32_t columns_ = 0;
  std::uint32_t rows_ = 0;
  const char* text_ = nullptr;
  const std::uint32_t* bounds_ = nullptr;
  const std::uint32_t* lines_ = nullptr;
  std::unique_ptr<Storage> storage_;
};

}  // namespace habeas
