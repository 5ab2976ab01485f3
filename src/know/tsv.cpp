// SPDX-License-Identifier: AGPL-3.0-or-later
#include "know/tsv.h"

#include <map>

#include <fmt/format.h>

#include "text/utf8.h"

namespace habeas {
namespace {

using Ids = std::map<std::string_view, std::uint32_t>;

tl::unexpected<Error> broken(std::string_view name, std::size_t line, std::size_t column,
                             std::string_view message) {
  return fail(ErrorCode::BadInput, fmt::format("{}:{}:{}: {}", name, line, column, message));
}

bool is_column_name(std::string_view column) {
  if (column.empty() || column[0] < 'a' || column[0] > 'z') return false;
  return column.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
         std::string_view::npos;
}

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t tab = line.find('\t');
    cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

bool has_control(std::string_view cell) {
  for (const char c : cell) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) return true;
  }
  return false;
}

Result<void> check_cells(std::string_view name, const TsvRow& row) {
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string_view cell = row.cells[i];
    if (has_control(cell)) {
      return broken(name, row.line, i + 1,
                    "control character in the cell: delete it (lines end with a bare line feed)");
    }
    if (!cell.empty() && (cell.front() == ' ' || cell.back() == ' ')) {
      return broken(name, row.line, i + 1,
                    "the cell begins or ends with a space: delete it");
    }
  }
  return {};
}

Result<void> read_header(std::string_view name, const TsvRow& row, Tsv& tsv) {
  if (row.cells.size() > kTsvColumnsMax) {
    return fail(ErrorCode::TooLarge,
                fmt::format("{}: more than {} columns", name, kTsvColumnsMax));
  }
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string_view column = row.cells[i];
    if (!is_column_name(column)) {
      return broken(name, row.line, i + 1,
                    fmt::format("'{}' is no column name: use a-z, 0-9 and '_'", column));
    }
    for (const std::string_view earlier : tsv.columns) {
      if (earlier == column) {
        return broken(name, row.line, i + 1, fmt::format("column '{}' is named twice", column));
      }
    }
    if (column == "id") tsv.id_column = i;
    tsv.columns.push_back(column);
  }
  return {};
}

Result<void> check_row(std::string_view name, const TsvRow& row, const Tsv& tsv, Ids& ids) {
  const std::size_t expected = tsv.columns.size();
  if (row.cells.size() != expected) {
    return broken(name, row.line, std::min(row.cells.size(), expected) + 1,
                  fmt::format("{} cells where the header names {}: add or remove tabs",
                              row.cells.size(), expected));
  }
  if (!tsv.id_column) return {};
  const std::string_view id = row.cells[*tsv.id_column];
  if (id.empty()) {
    return broken(name, row.line, *tsv.id_column + 1, "empty id: give the row a name");
  }
  const auto [known, is_new] = ids.emplace(id, row.line);
  if (is_new) return {};
  return broken(name, row.line, *tsv.id_column + 1,
                fmt::format("id '{}' stands in line {} already: rename one of the two", id,
                            known->second));
}

}  // namespace

Result<Tsv> parse_tsv(std::string_view name, std::string_view text) {
  if (text.size() > kTsvTextBytesMax) {
    return fail(ErrorCode::TooLarge,
                fmt::format("{}: more than {} bytes", name, kTsvTextBytesMax));
  }
  if (!is_utf8(text)) return broken(name, 1, 1, "not UTF-8: save it as UTF-8");
  Tsv tsv;
  Ids ids;
  for (std::uint32_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view content = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (content.empty() || content.front() == '#') continue;
    TsvRow row{.cells = split(content), .line = line};
    TRY(check_cells(name, row));
    if (tsv.columns.empty()) {
      TRY(read_header(name, row, tsv));
      continue;
    }
    TRY(check_row(name, row, tsv, ids));
    tsv.rows.push_back(std::move(row));
  }
  if (tsv.columns.empty()) {
    return broken(name, 1, 1, "no header: the first line names the columns, tab separated");
  }
  return tsv;
}

}  // namespace habeas
