// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as a tar.
#include "part_checks.h"
#include "read/archive/tar_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  habeas::check_parts(bytes, size, habeas::read_tar);
  return 0;
}
