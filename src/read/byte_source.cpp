// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/byte_source.h"

#include <algorithm>

namespace habeas {

Result<std::string> MemorySource::read_at(std::uint64_t offset, std::uint64_t length) const {
  if (offset >= bytes_.size()) return std::string();
  const std::uint64_t left = bytes_.size() - offset;
  return bytes_.substr(static_cast<std::size_t>(offset),
                       static_cast<std::size_t>(std::min(length, left)));
}

}  // namespace habeas
