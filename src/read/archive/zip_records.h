// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "read/archive/zip_members.h"

namespace habeas {

// The records of a zip, as APPNOTE 6.3 writes them. All offsets are as written.

inline constexpr std::string_view kZipLocalSign{"PK\x03\x04", 4};
inline constexpr std::string_view kZipEntrySign{"PK\x01\x02", 4};
inline constexpr std::string_view kZipEndSign{"PK\x05\x06", 4};
inline constexpr std::string_view kZip64EndSign{"PK\x06\x06", 4};
inline constexpr std::string_view kZip64LocatorSign{"PK\x06\x07", 4};
inline constexpr std::size_t kZipLocalBytes = 30;
inline constexpr std::size_t kZipEntryBytes = 46;
inline constexpr std::size_t kZipEndBytes = 22;
inline constexpr std::size_t kZip64EndBytes = 56;
inline constexpr std::size_t kZip64LocatorBytes = 20;
inline constexpr std::uint16_t kZipFlagLocked = 1U << 0U;
inline constexpr std::uint16_t kZipFlagSizesFollow = 1U << 3U;
inline constexpr std::uint16_t kZipFlagStrongLock = 1U << 6U;
inline constexpr std::uint16_t kZipFlagUtf8 = 1U << 11U;
inline constexpr std::uint16_t kZipFlagMasked = 1U << 13U;

/// A member as its header says, with how many bytes that header has.
struct ZipHeader {
  ZipMember member;  ///< name still raw; see decode_zip_names
  std::size_t header_bytes = 0;
};

/// The directory entry at the begin of `bytes`; nothing if there is none or it is cut off.
std::optional<ZipHeader> parse_zip_entry(std::string_view bytes);

/// The local header at the begin of `bytes`; kind is told by the name alone.
std::optional<ZipHeader> parse_zip_local(std::string_view bytes);

/// Sets `name` of all members from `raw_name`: those that are not UTF-8 in one charset, the one
/// that fits all of them.
void decode_zip_names(std::vector<ZipMember>& members);

}  // namespace habeas
