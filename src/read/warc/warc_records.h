// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "read/archive/byte_stream.h"

namespace habeas {

/// What a record of a crawl says of itself.
struct WarcRecord {
  bool is_arc = false;            ///< of an ARC file, the form before WARC
  std::string type;               ///< "response", "revisit", ...; of an ARC what it amounts to
  std::string id;                 ///< WARC-Record-ID without brackets: "urn:uuid:..."; "" of an ARC
  std::string target;             ///< WARC-Target-URI, blanks percent-encoded
  std::string refers_to_target;   ///< of a revisit
  std::string date;               ///< RFC 3339, as written (of an ARC: made of its 14 digits)
  std::string media_type;         ///< of the block
  std::string segment;            ///< WARC-Segment-Number, "" if the record is not in segments
  std::uint64_t at = 0;           ///< first byte of its head, in the unpacked stream
  std::uint64_t block_bytes = 0;  ///< Content-Length
};

/// True if `head` begins a WARC (any version) or an ARC.
bool begins_like_warc(std::string_view head);

/// The records of a crawl (WARC 0.17 to 1.1, ISO 28500; ARC 1 and 2), one by one. Memory is one
/// block as far as block() was asked for it. Damage is survived: after a broken record the next one
/// is looked for.
class WarcRecords {
 public:
  /// `stream` must outlive this.
  explicit WarcRecords(ByteStream& stream) : stream_(stream) {}

  /// Goes to the next record; false at the end.
  bool next();
  const WarcRecord& record() const { return record_; }

  /// The block of the record, once: fewer than block_bytes where the crawl is cut off or damaged.
  /// Holds until the next call. REQUIRES: record().block_bytes <= a limit of the caller.
  std::string_view block();

  /// Bytes between records that belong to none, because a length is wrong or a record is broken.
  std::uint64_t lost_bytes() const { return lost_bytes_; }
  /// Packed members that were broken; reading went on behind them.
  std::uint32_t damaged_members() const { return damaged_members_; }

 private:
  bool find_head();
  bool skip_to_head();
  bool survive();
  bool read_warc_head();
  bool read_arc_head();

  ByteStream& stream_;
  WarcRecord record_;
  std::uint64_t block_left_ = 0;
  std::uint64_t lost_bytes_ = 0;
  std::uint32_t damaged_members_ = 0;
  bool is_arc_ = false;
  bool is_arc_2_ = false;
  bool begun_ = false;
};
inline constexpr std::size_t kWarcHeadBytesMax = 256U << 10U;
inline constexpr std::uint32_t kDamagedMembersMax = 1000;

}  // namespace habeas
