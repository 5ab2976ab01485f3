// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/reading_text.h"

namespace habeas {

/// A stretch without white space, and what stands before it.
struct Chunk {
  std::string_view text;
  std::string_view before;  ///< the chunk before it, "" at the begin
};

/// The offsets in `chunk.text` before which a space was lost, ascending. Empty for addresses.
std::vector<std::size_t> find_lost_spaces(const Chunk& chunk, const KnownWords& words,
                                          const SeenWords& seen);

}  // namespace habeas
