// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/problem.h"
#include "read/archive/zip_lock.h"
#include "read/byte_source.h"

namespace habeas {

enum class ZipMemberKind : std::uint8_t {
  File,
  Folder,
  Link,     ///< a symbolic link: never followed
  Special,  ///< a device, FIFO or socket: never made
};

/// A member of a zip as its directory names it. Everything in it is what the zip claims.
struct ZipMember {
  std::string name;  ///< UTF-8, decoded (see ZipDirectory), otherwise as written: "../a", "C:\b"
  std::string raw_name;  ///< the bytes of it
  ZipMemberKind kind = ZipMemberKind::File;
  ZipLock lock;
  std::uint16_t method = 0;  ///< APPNOTE 4.4.5: 0 stored, 8 deflated, ...
  std::uint16_t flags = 0;   ///< APPNOTE 4.4.4
  std::uint32_t crc = 0;
  std::uint64_t packed_bytes = 0;
  std::uint64_t bytes = 0;
  std::uint64_t header_at = 0;  ///< its local header, in the source
  std::uint64_t next_at = 0;    ///< where the next one's header or the directory begins
  bool sizes_known =
      true;               ///< false: read from a cut-off zip; `packed_bytes` is the most it can be
  bool overlaps = false;  ///< its bytes reach into another's: never unpacked

  friend bool operator==(const ZipMember&, const ZipMember&) = default;
};

/// The members of a zip in the order of its directory, which is what programs show. A zip whose
/// directory is lost (cut off) is read from its local headers instead, and says so. Names are UTF-8
/// where the zip says so or where they can be read so, else in the charset that fits all of them:
/// CP866, windows-1251, windows-1252 or CP850.
struct ZipDirectory {
  std::vector<ZipMember> members;  ///< at most kZipMembersMax
  /// Whole-zip problems: BadContainer and CutOff (no directory, overlapping members, entries that
  /// cannot be), TwoReadings (a name twice, members that the directory does not name), TooLarge.
  std::vector<Problem> problems;

  /// The member of that name (the last of several, as most programs take it); nullptr if none.
  const ZipMember* find(std::string_view name) const;
};
inline constexpr std::size_t kZipMembersMax = 1'000'000;
inline constexpr std::uint64_t kZipDirectoryBytesMax = 256ULL << 20U;

/// True if `head`, the first bytes of a source, begin a zip.
bool begins_like_zip(std::string_view head);

/// Reads the directory of the zip in `source` (zip64 too; bytes before the zip are passed over).
/// No directory and no local header: BadContainer, and no member. Costs the directory's size in
/// reading and memory, whatever it claims.
ZipDirectory read_zip_directory(const ByteSource& source);

/// What came out of a member.
struct ZipTaken {
  /// Nothing if the member gave nothing at all; then there is a problem.
  std::optional<std::string> bytes;
  /// PasswordNeeded, TooLarge (over `bytes_max`, told before it is unpacked where the zip is
  /// honest), NotText (a method that this version does not unpack), CutOff, BadContainer (broken,
  /// wrong checksum, altered, overlapping), TwoReadings (directory and local header differ: the
  /// directory is taken). `part` is left empty for the caller.
  std::vector<Problem> problems;
  /// Which of `passwords` opened it: try that one first on the next.
  std::optional<std::size_t> password;
};

/// Unpacks a member of `source`, at most `bytes_max` bytes of it and never more than it claims.
/// `passwords` are tried in order, at most kZipPasswordsMax, each as given, then in CP866 and
/// windows-1251 where those have its letters.
ZipTaken take_zip_member(const ByteSource& source, const ZipMember& member, std::uint64_t bytes_max,
                         std::span<const std::string> passwords);
inline constexpr std::size_t kZipPasswordsMax = 100;

}  // namespace habeas
