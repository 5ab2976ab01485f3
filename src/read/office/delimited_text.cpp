// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/delimited_text.h"

#include <algorithm>
#include <array>
#include <map>

#include "read/office/list_header.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::array<char, 4> kDelimiters{'\t', ';', ',', '|'};
constexpr std::size_t kRowsMin = 4;  // without known headers

}  // namespace

DelimitedParser::DelimitedParser(char delimiter, std::function<void(DelimitedRow)> take_row)
    : delimiter_(delimiter), take_row_(std::move(take_row)) {
  row_.line = 1;
}

void DelimitedParser::add(std::string_view text) {
  for (const char c : text) take(c);
}

void DelimitedParser::take(char c) {
  if (place_ == Place::Quoted || place_ == Place::QuoteInQuoted) {
    written_ += c;
    if (written_.size() > kDelimitedCellBytesMax && place_ == Place::Quoted) {
      return read_again_unquoted();
    }
  }
  if (c == '\n' && after_return_ && place_ != Place::Quoted) {
    after_return_ = false;
    return;
  }
  if (c == '\n' || (c == '\r' && place_ != Place::Quoted)) ++line_;
  after_return_ = c == '\r' && place_ != Place::Quoted;
  switch (place_) {
    case Place::Quoted:
      if (c == '"') {
        place_ = Place::QuoteInQuoted;
      } else {
        append(c);
      }
      return;
    case Place::QuoteInQuoted:
      if (c == '"') {
        append(c);
        place_ = Place::Quoted;
        return;
      }
      // A cell of several lines with words behind its end: two stray marks, not one cell.
      if (c != delimiter_ && c != '\n' && c != '\r' && written_.find('\n') != std::string::npos) {
        return read_again_unquoted();
      }
      place_ = Place::Plain;
      break;
    case Place::CellBegin:
      if (c == '"' && faults_.open_quotes < kOpenQuotesMax) {
        place_ = Place::Quoted;
        written_.clear();
        quote_line_ = line_;
        return;
      }
      place_ = Place::Plain;
      break;
    case Place::Plain:
      break;
  }
  if (c == delimiter_) return end_cell();
  if (c == '\n' || c == '\r') return end_row();
  append(c);
}

void DelimitedParser::append(char c) {
  if (cell_.size() < kDelimitedCellBytesMax) {
    cell_ += c;
  } else if (!is_cell_too_long_) {
    is_cell_too_long_ = true;
    ++faults_.cells_too_long;
  }
}

void DelimitedParser::end_cell() {
  if (is_cell_too_long_) {
    while (!is_utf8(cell_) && !cell_.empty()) cell_.pop_back();
  }
  if (row_.cells.size() < kDelimitedCellsMax) {
    row_.cells.push_back(std::move(cell_));
  } else if (row_.cells.size() == kDelimitedCellsMax) {
    row_.cells.shrink_to_fit();
    ++faults_.rows_too_wide;
  }
  cell_.clear();
  is_cell_too_long_ = false;
  place_ = Place::CellBegin;
}

void DelimitedParser::end_row() {
  end_cell();
  DelimitedRow row = std::move(row_);
  row_ = {};
  row_.line = line_;
  take_row_(std::move(row));
}

void DelimitedParser::read_again_unquoted() {
  ++faults_.open_quotes;
  const std::string written = std::move(written_);
  written_.clear();
  line_ = quote_line_;
  after_return_ = false;
  cell_.clear();
  is_cell_too_long_ = false;
  place_ = Place::Plain;
  append('"');
  add(written);
}

void DelimitedParser::finish() {
  while (place_ == Place::Quoted) read_again_unquoted();
  if (!cell_.empty() || !row_.cells.empty() || place_ != Place::CellBegin) end_row();
}

namespace {

/// What speaks for a delimiter.
struct Likeness {
  std::size_t rows = 0;
  std::size_t cells = 0;  ///< of most rows
  std::size_t alike = 0;  ///< rows with so many
  std::size_t known = 0;  ///< known headers in the best of the first rows
  std::size_t delimiters = 0;
  std::size_t before_space = 0;  ///< delimiters with a space behind, as in prose
  std::uint64_t faults = 0;
};

Likeness judge(std::string_view head, bool is_whole, char delimiter) {
  Likeness likeness;
  std::map<std::size_t, std::size_t> widths;
  std::size_t seen = 0;
  std::vector<DelimitedRow> rows;
  DelimitedParser parser(delimiter, [&](DelimitedRow row) { rows.push_back(std::move(row)); });
  parser.add(head);
  parser.finish();
  likeness.faults = parser.faults().open_quotes;
  // The last row of a head may be cut.
  if (!is_whole && rows.size() > 1) rows.pop_back();
  for (const DelimitedRow& row : rows) {
    const bool empty = std::all_of(row.cells.begin(), row.cells.end(),
                                   [](const std::string& cell) { return trim(cell).empty(); });
    if (empty) continue;
    ++likeness.rows;
    ++widths[row.cells.size()];
    likeness.delimiters += row.cells.size() - 1;
    for (std::size_t i = 1; i < row.cells.size(); ++i) {
      likeness.before_space += row.cells[i].substr(0, 1) == " " ? 1 : 0;
    }
    if (seen++ < kListHeaderRowsMax) {
      likeness.known = std::max(likeness.known, count_known_headers(row.cells));
    }
  }
  for (const auto& [width, count] : widths) {
    if (width > 1 && count >= likeness.alike) {
      likeness.cells = width;
      likeness.alike = count;
    }
  }
  return likeness;
}

bool is_table(const Likeness& likeness) {
  if (likeness.cells < 2 || likeness.rows < 2) return false;
  if (likeness.known >= 2) return likeness.alike * 2 >= likeness.rows;
  const bool prose = likeness.before_space * 2 > likeness.delimiters;
  const bool alike = likeness.cells > 2 ? likeness.alike * 10 >= likeness.rows * 9
                                        : likeness.alike == likeness.rows;
  return !prose && alike && likeness.rows >= kRowsMin && likeness.faults == 0;
}

}  // namespace

std::optional<char> find_named_delimiter(std::string_view head) {
  const std::string_view line = trim(head.substr(0, head.find('\n')));
  const bool named =
      line.size() == 5 && (line.substr(0, 4) == "sep=" || line.substr(0, 4) == "SEP=");
  return named ? std::optional<char>(line[4]) : std::nullopt;
}

std::optional<char> find_delimiter(std::string_view head, bool is_whole) {
  if (const auto named = find_named_delimiter(head)) return named;
  const std::string_view begin = trim(head);
  if (begin.empty() || begin.front() == '<' || begin.front() == '{' || begin.front() == '[' ||
      begin.front() == '|') {
    return std::nullopt;
  }
  std::optional<char> best;
  Likeness most;
  for (const char delimiter : kDelimiters) {
    const Likeness likeness = judge(head, is_whole, delimiter);
    const auto weight = [](const Likeness& one) {
      return std::make_tuple(one.known, one.alike * 100 / std::max<std::size_t>(one.rows, 1),
                             one.cells);
    };
    if (is_table(likeness) && (!best || weight(likeness) > weight(most))) {
      best = delimiter;
      most = likeness;
    }
  }
  return best;
}

}  // namespace habeas
