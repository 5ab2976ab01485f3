// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/merged_cells.h"

#include <algorithm>

namespace habeas {

void MergedCells::fill(SheetRow& row) {
  for (auto one = reaching_.begin(); one != reaching_.end();) {
    if (one->second.last_row < row.number) {
      one = reaching_.erase(one);
      continue;
    }
    const std::uint32_t column = one->first;
    const auto at = std::lower_bound(
        row.cells.begin(), row.cells.end(), column,
        [](const SheetCell& cell, std::uint32_t wanted) { return cell.column < wanted; });
    if (at == row.cells.end() || at->column != column) {
      row.cells.insert(at, {column, one->second.words, true});
    }
    ++one;
  }
}

}  // namespace habeas
