// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace habeas {

/// What travels between a parent and its room: frames of a kind, a length and that many bytes
/// (docs/decisions/0006-reader-and-room-protocol.md has the layout and a test vector).
enum class RoomFrameKind : std::uint8_t {
  Job = 1,     ///< to the room, once: source size (u64), length of the name (u16), name, header
  Bytes = 2,   ///< to the room: the answer to Want: offset (u64), bytes
  Broken = 3,  ///< to the room: the source could not be read: message
  Want = 16,   ///< from the room: offset (u64), length (u32)
  AnswerPart = 17,  ///< from the room: bytes of the answer that is being given
  AnswerEnd = 18,   ///< from the room: its last bytes
  Done = 19,        ///< from the room, last: how many answers (u64), how many bytes of them (u64)
  Failed = 20,      ///< from the room, last: ErrorCode (u8), message
  Walls = 21,       ///< from the room, first: the walls that stand (room_walls.h)
};

/// The ends of the two pipes in a room. Nothing else is open there but /dev/null as 0 to 2.
inline constexpr int kRoomInFd = 3;
inline constexpr int kRoomOutFd = 4;

inline constexpr std::size_t kRoomFrameHeadBytes = 8;
inline constexpr std::size_t kRoomPieceBytesMax = 1U << 20U;  ///< of a source, of an answer
inline constexpr std::size_t kRoomFrameBytesMax = kRoomPieceBytesMax + 64;
inline constexpr std::size_t kRoomMessageBytesMax = 1024;
inline constexpr std::size_t kRoomNameBytesMax = 64;
/// A Job frame may be larger than a piece: its header holds a label, never a source.
inline constexpr std::size_t kRoomHeaderBytesMax = 1U << 19U;

struct RoomFrameHead {
  RoomFrameKind kind = RoomFrameKind::Job;
  std::uint32_t length = 0;
};

/// 8 bytes and the payload. REQUIRES: payload.size() <= kRoomFrameBytesMax.
std::string make_room_frame(RoomFrameKind kind, std::string_view payload);
/// Nothing unless `head` is 8 bytes of a known kind, zeros where zeros belong, a length in bounds.
std::optional<RoomFrameHead> parse_room_frame_head(std::string_view head);

struct RoomJobFrame {
  std::uint64_t source_bytes = 0;
  std::string name;
  std::string header;
};
std::string to_payload(const RoomJobFrame& job);
std::optional<RoomJobFrame> parse_room_job(std::string_view payload);

struct RoomWant {
  std::uint64_t offset = 0;
  std::uint32_t length = 0;
};
std::string to_payload(const RoomWant& want);
/// Nothing unless 1 <= length <= kRoomPieceBytesMax.
std::optional<RoomWant> parse_room_want(std::string_view payload);

struct RoomDone {
  std::uint64_t answers = 0;
  std::uint64_t bytes = 0;
};
std::string to_payload(const RoomDone& done);
std::optional<RoomDone> parse_room_done(std::string_view payload);

/// The Error of a Failed frame; its message cut to kRoomMessageBytesMax.
std::string to_payload(const Error& error);
/// Nothing for an unknown code or a message that is too long. The message is outside text.
std::optional<Error> parse_room_error(std::string_view payload);

/// Little-endian integers.
void append_little_endian(std::string& bytes, std::uint64_t value, std::size_t size);
std::uint64_t parse_little_endian(std::string_view bytes);

}  // namespace habeas
