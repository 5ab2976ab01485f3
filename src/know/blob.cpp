// SPDX-License-Identifier: AGPL-3.0-or-later
#include "know/blob.h"

#include <algorithm>

extern "C" {
extern const char habeas_tables_begin[];
extern const char habeas_tables_end[];
}

namespace habeas {
namespace {

constexpr std::string_view kMagic = "HABEASTB";
constexpr std::size_t kHeaderBytes = 64;
constexpr std::uint32_t kFormat = 1;
constexpr std::size_t kEntryWords = 8;

}  // namespace

Result<Blob> Blob::make(std::string_view bytes) {
  const Blob blob(bytes);
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic) || blob.word(40) != kFormat ||
      blob.word(56) != bytes.size()) {
    return fail(ErrorCode::Corrupt, "the built-in tables are damaged: install habeas again");
  }
  return blob;
}

Blob::TableEntry Blob::table(std::size_t position) const {
  const std::uint32_t* entry = words(word(48)) + position * kEntryWords;
  return {.name = bytes_.substr(entry[0], entry[1]),
          .columns = entry[2],
          .rows = entry[3],
          .text = bytes_.data() + entry[4],
          .bounds = words(entry[6]),
          .lines = words(entry[7])};
}

Digest Blob::digest() const {
  Digest digest;
  std::memcpy(digest.bytes.data(), bytes_.data() + kMagic.size(), digest.bytes.size());
  return digest;
}

std::string_view embedded_blob() {
  return {habeas_tables_begin,
          static_cast<std::size_t>(habeas_tables_end - habeas_tables_begin)};
}

}  // namespace habeas
