// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace habeas {

inline constexpr std::size_t kTsvTextBytesMax = 16U << 20U;
inline constexpr std::size_t kTsvColumnsMax = 64;

struct TsvRow {
  std::vector<std::string_view> cells;  ///< as many as there are columns
  std::uint32_t line = 0;               ///< counted from 1
};

/// A TSV text cut into cells, all of them views into that text.
struct Tsv {
  std::vector<std::string_view> columns;
  std::optional<std::size_t> id_column;  ///< the column named "id"
  std::vector<TsvRow> rows;
};

/// Cuts `text` by the rules of tables/README.md. `name` is for the messages.
/// Errors: BadInput, as "<name>:<line>:<column>: what is wrong: what to do"; TooLarge.
Result<Tsv> parse_tsv(std::string_view name, std::string_view text);

}  // namespace habeas
