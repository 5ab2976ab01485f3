// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>

#include "read/archive/byte_stream.h"

namespace habeas {

/// The gzip members of `source`, one after the other. A member that fits into 16 MiB packed and 64
/// MiB unpacked is unpacked in one go, at the speed of libdeflate and with its checksum checked;
/// larger ones piece by piece. After damage, resume() goes on at the next member: of a crawl with a
/// member for each record, one broken record costs one record.
std::unique_ptr<ByteStream> make_gzip_stream(const ByteSource& source, std::uint64_t bytes_max);

}  // namespace habeas
