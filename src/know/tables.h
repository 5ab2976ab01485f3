// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "know/gazetteer.h"
#include "know/table.h"

namespace habeas {

inline constexpr std::size_t kOverlaysMax = 256;

/// An overlay: a TSV handed in beside the built-in tables, by a desk or a test.
struct TableText {
  std::string name;  ///< "acts/en"
  std::string text;  ///< TSV with a header line
};

/// What we know: all tables, those built in and those handed in, as one value.
///
/// Owns what it needs; its Table values stay where they are when it is moved. Immutable once
/// made: any number of threads may read it. Making it takes no time worth naming (the built-in
/// tables are read in place); only overlays are parsed and copied.
class Tables {
 public:
  /// The built-in tables with `overlays` laid over them in the given order. The rows of an
  /// overlay are appended to the table of that name; a row whose `id` is there already takes the
  /// place of that row; an unknown name makes a new table. An overlay must name the same columns
  /// as its table, in any order. Overlay rows of `places` are in the gazetteer too.
  /// Errors: BadInput ("overlay acts/en:3:2: what is wrong: what to do"), TooLarge.
  static Result<Tables> make(std::span<const TableText> overlays = {});

  /// Nothing if there is no such table. Lives as long as these Tables.
  const Table* find_table(std::string_view name) const;
  /// Errors: NotFound.
  Result<const Table*> require_table(std::string_view name) const;
  /// The tables of a topic ("acts": "acts/en", "acts/fr", and "acts" itself), sorted by name.
  std::vector<const Table*> tables_under(std::string_view topic) const;
  /// All tables, sorted by name.
  std::span<const Table> all() const { return tables_; }

  const Gazetteer& gazetteer() const { return gazetteer_; }

  /// SHA-256 over the built-in tables and the overlays: what was derived under another
  /// fingerprint is out of date. The same on every machine for the same tables.
  const Digest& fingerprint() const { return fingerprint_; }

 private:
  explicit Tables(const Blob& blob) : gazetteer_(blob) {}

  Result<void> lay_over(const TableText& overlay);
  /// Printed row 0 is the header.
  static std::vector<std::string_view> cells_of(const Table& table, std::size_t printed_row);
  std::size_t position_of(std::string_view name) const;

  std::vector<Table> tables_;  // sorted by name
  Gazetteer gazetteer_;
  Digest fingerprint_;
};

}  // namespace habeas
