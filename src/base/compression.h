// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace habeas {

/// One zstd frame (RFC 8878) with its content size and a checksum.
Result<std::string> compress(std::string_view bytes);

/// The way back. Corrupt if the frame is damaged or gives more than `bytes_max`.
Result<std::string> decompress(std::string_view compressed, std::size_t bytes_max);

}  // namespace habeas
