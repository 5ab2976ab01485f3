// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace habeas {

/// The letters of the room protocol (docs/decisions/0006-reader-and-room-protocol.md).
enum class FrameKind : char {
  Job = 'J',     ///< parent: one byte length of the name, the name, 8 bytes source size, the header
  Bytes = 'B',   ///< parent: what was wanted
  Broken = 'X',  ///< parent: what was wanted cannot be read
  Want = 'W',    ///< child: 8 bytes offset, 4 bytes length
  Answer = 'A',  ///< child: one answer
  Done = 'D',    ///< child: nothing more comes
  Failed = 'F',  ///< child: one byte ErrorCode, a message
};

inline constexpr std::uint32_t kFrameBytesMax = 512U << 20U;
inline constexpr std::uint32_t kWantBytesMax = 16U << 20U;
inline constexpr std::size_t kFrameHeaderBytes = 5;
/// What the Error of a pipe says whose other side is gone.
inline constexpr std::string_view kPipeEnded = "the pipe ended";

struct FrameHeader {
  FrameKind kind = FrameKind::Done;
  std::uint32_t length = 0;
};

/// One letter, four bytes of length (least significant first).
std::string make_frame_header(FrameKind kind, std::uint32_t length);
/// Nothing for an unknown letter or a length over kFrameBytesMax. REQUIRES: five bytes.
std::optional<FrameHeader> parse_frame_header(std::string_view bytes);

void append_number(std::string& bytes, std::uint64_t number, int width_bytes);
/// REQUIRES: width_bytes bytes from `offset` on.
std::uint64_t number_at(std::string_view bytes, std::size_t offset, int width_bytes);

/// Milliseconds of a clock that nobody sets.
std::int64_t steady_ms();

/// One end of a pipe pair, with a deadline for everything. Both descriptors are closed with it.
class FramePipe {
 public:
  /// `deadline_ms`: of steady_ms(); 0 for none.
  FramePipe(int in_descriptor, int out_descriptor, std::int64_t deadline_ms);
  ~FramePipe();
  FramePipe(const FramePipe&) = delete;
  FramePipe& operator=(const FramePipe&) = delete;

  /// Errors: Timeout; Corrupt (kPipeEnded) when the other side is gone.
  Result<void> send(FrameKind kind, std::string_view payload);
  /// Errors: as send, and Corrupt for what is no frame.
  Result<std::pair<FrameKind, std::string>> receive();

 private:
  Result<void> wait_for(int descriptor, short events);
  Result<void> send_bytes(std::string_view bytes);
  Result<void> receive_bytes(char* bytes, std::size_t count);

  int in_;
  int out_;
  std::int64_t deadline_ms_;
};

}  // namespace habeas
