// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/file_source.h"

namespace habeas {

Result<Digest> digest_of(const OpenFile& file) {
  constexpr std::uint64_t kPieceBytes = 1U << 20U;
  Sha256 hash;
  for (std::uint64_t offset = 0; offset < file.size(); offset += kPieceBytes) {
    TRY(const auto piece, file.read_at(offset, kPieceBytes));
    hash.add(piece);
  }
  return hash.finish();
}

}  // namespace habeas
