// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as a gzip, bzip2, xz or zstd file, with a tar or a crawl in it.
#include "part_checks.h"
#include "read/archive/packed_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  habeas::check_parts(bytes, size, habeas::read_packed);
  return 0;
}
