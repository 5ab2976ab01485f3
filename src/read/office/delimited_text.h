// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace habeas {

/// One row of a delimited text.
struct DelimitedRow {
  std::vector<std::string> cells;  ///< as written, without the quotation marks around them
  std::uint32_t line = 0;          ///< 1, 2, ...: the line in which it begins
};

inline constexpr std::size_t kDelimitedCellsMax = 16'384;         ///< further ones are left out
inline constexpr std::size_t kDelimitedCellBytesMax = 1U << 20U;  ///< what follows is left out
inline constexpr std::uint32_t kOpenQuotesMax = 100;

/// What went wrong on the way; counted, so that a million broken rows are one Problem.
struct DelimitedFaults {
  std::uint64_t open_quotes = 0;  ///< quotation marks that nothing closes: taken as they stand
  std::uint64_t cells_too_long = 0;
  std::uint64_t rows_too_wide = 0;
};

/// Takes a delimited text apart (RFC 4180 and what programs make of it): cells may be quoted with
/// `"`, a doubled one is one, line ends are LF, CR LF or CR, and stand in quoted cells too. Text
/// behind a closing quotation mark is kept. A quotation mark that is not closed within
/// kDelimitedCellBytesMax, or at all, or whose cell of several lines has words behind its end, is
/// taken as a letter and reading goes on behind it; after kOpenQuotesMax of them every one is.
/// Memory: one row, and one quoted cell as it was written.
class DelimitedParser {
 public:
  DelimitedParser(char delimiter, std::function<void(DelimitedRow)> take_row);
  void add(std::string_view text);
  /// The text is at its end: hands the last row over.
  void finish();
  const DelimitedFaults& faults() const { return faults_; }

 private:
  enum class Place : std::uint8_t { CellBegin, Plain, Quoted, QuoteInQuoted };

  void take(char c);
  void append(char c);
  void end_cell();
  void end_row();
  void read_again_unquoted();

  char delimiter_;
  std::function<void(DelimitedRow)> take_row_;
  DelimitedRow row_;
  std::string cell_;
  std::string written_;  ///< of a quoted cell, behind its first quotation mark
  Place place_ = Place::CellBegin;
  bool after_return_ = false;
  bool is_cell_too_long_ = false;
  std::uint32_t line_ = 1;
  std::uint32_t quote_line_ = 1;
  DelimitedFaults faults_;
};

/// The delimiter of a text that begins with `head` and is a table: tab, comma, semicolon or
/// vertical bar; nothing if it looks like prose. `is_whole`: the head is all there is. Told by the
/// number of cells, which is nearly the same in every row, and by what stands behind delimiters.
/// Two known headers (tables/sheet_words) make a table of any head.
std::optional<char> find_delimiter(std::string_view head, bool is_whole);

/// The delimiter that a first line "sep=;" (a habit of spreadsheets) names, else nothing.
std::optional<char> find_named_delimiter(std::string_view head);

}  // namespace habeas
