// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/disk.h"
#include "base/result.h"
#include "sql/connection.h"

namespace habeas {

/// Originals are kept byte for byte under their SHA-256, in pieces of this size, each compressed
/// by itself, so that any place of a large one can be read without the rest.
inline constexpr std::uint64_t kOriginalChunkBytes = 1U << 20U;
inline constexpr std::uint64_t kOriginalBytesMax = std::uint64_t{16} << 30U;

struct AddedOriginal {
  Digest source;
  std::uint64_t size_bytes = 0;
  bool is_known = false;  ///< the same bytes were there already; nothing was written
};

/// Reads `file` once to name it and, if it is new, once more to keep it; holds one piece in
/// memory. After an Error of the file nothing of it was kept. Errors: Busy (it changed in between,
/// or is not `expected`), TooLarge (kOriginalBytesMax), those of the disk and of sql.
Result<AddedOriginal> add_original(sql::Transaction& transaction, const OpenFile& file,
                                   const std::optional<Digest>& expected = std::nullopt);
Result<AddedOriginal> add_original(sql::Transaction& transaction, std::string_view bytes);

/// Errors: NotFound.
Result<std::uint64_t> original_size(sql::Transaction& transaction, const Digest& source);

/// The bytes from `offset` on: exactly `length`, or fewer only at the end. Each piece is checked
/// against its own checksum. Errors: NotFound, Corrupt.
Result<std::string> read_original_at(sql::Transaction& transaction, const Digest& source,
                                     std::uint64_t offset, std::uint64_t length);

/// All of an original, checked against its name. Errors: NotFound, Corrupt, TooLarge (bytes_max).
Result<std::string> read_original(sql::Transaction& transaction, const Digest& source,
                                  std::uint64_t bytes_max);

/// Nothing happens if the pieces of an original give its name; else Corrupt or NotFound.
Result<void> check_original(sql::Transaction& transaction, const Digest& source);

/// The names of all originals, sorted.
Result<std::vector<Digest>> list_originals(sql::Transaction& transaction);

}  // namespace habeas
