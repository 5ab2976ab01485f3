// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "read/office/sheet.h"

namespace habeas {

/// Merged cells that reach over several rows: their words stand in each of these, in the first
/// column. Rows come in order.
class MergedCells {
 public:
  /// The cell at `column` of the row that comes next to fill() reaches to row `last_row`.
  void reach(std::uint32_t column, std::uint32_t last_row, std::string words) {
    if (reaching_.size() < kReachingMax) reaching_[column] = {last_row, std::move(words)};
  }

  /// Puts words from above into the row where it has none of its own.
  void fill(SheetRow& row);

 private:
  static constexpr std::size_t kReachingMax = 16'384;
  struct Reach {
    std::uint32_t last_row = 0;
    std::string words;
  };
  std::map<std::uint32_t, Reach> reaching_;  // by column
};

}  // namespace habeas
