// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/room_protocol.h"

namespace habeas {
namespace {

bool is_known(std::uint8_t kind) {
  return (kind >= static_cast<std::uint8_t>(RoomFrameKind::Job) &&
          kind <= static_cast<std::uint8_t>(RoomFrameKind::Broken)) ||
         (kind >= static_cast<std::uint8_t>(RoomFrameKind::Want) &&
          kind <= static_cast<std::uint8_t>(RoomFrameKind::Walls));
}

}  // namespace

void append_little_endian(std::string& bytes, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    bytes += static_cast<char>((value >> (8 * i)) & 0xFFU);
  }
}

std::uint64_t parse_little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    value = value << 8U | static_cast<unsigned char>(bytes[i]);
  }
  return value;
}

std::string make_room_frame(RoomFrameKind kind, std::string_view payload) {
  std::string frame;
  frame.reserve(kRoomFrameHeadBytes + payload.size());
  frame += static_cast<char>(kind);
  frame.append(3, '\0');
  append_little_endian(frame, payload.size(), 4);
  frame.append(payload);
  return frame;
}

std::optional<RoomFrameHead> parse_room_frame_head(std::string_view head) {
  if (head.size() != kRoomFrameHeadBytes) return std::nullopt;
  const auto kind = static_cast<std::uint8_t>(head[0]);
  const std::uint64_t length = parse_little_endian(head.substr(4, 4));
  if (!is_known(kind) || head[1] != 0 || head[2] != 0 || head[3] != 0) return std::nullopt;
  if (length > kRoomFrameBytesMax) return std::nullopt;
  return RoomFrameHead{static_cast<RoomFrameKind>(kind), static_cast<std::uint32_t>(length)};
}

std::string to_payload(const RoomJobFrame& job) {
  std::string payload;
  append_little_endian(payload, job.source_bytes, 8);
  append_little_endian(payload, job.name.size(), 2);
  return payload + job.name + job.header;
}

std::optional<RoomJobFrame> parse_room_job(std::string_view payload) {
  if (payload.size() < 10) return std::nullopt;
  const std::uint64_t name_bytes = parse_little_endian(payload.substr(8, 2));
  if (name_bytes == 0 || name_bytes > kRoomNameBytesMax || payload.size() < 10 + name_bytes) {
    return std::nullopt;
  }
  return RoomJobFrame{parse_little_endian(payload.substr(0, 8)),
                      std::string(payload.substr(10, name_bytes)),
                      std::string(payload.substr(10 + name_bytes))};
}

std::string to_payload(const RoomWant& want) {
  std::string payload;
  append_little_endian(payload, want.offset, 8);
  append_little_endian(payload, want.length, 4);
  return payload;
}

std::optional<RoomWant> parse_room_want(std::string_view payload) {
  if (payload.size() != 12) return std::nullopt;
  const std::uint64_t length = parse_little_endian(payload.substr(8, 4));
  if (length == 0 || length > kRoomPieceBytesMax) return std::nullopt;
  return RoomWant{parse_little_endian(payload.substr(0, 8)), static_cast<std::uint32_t>(length)};
}

std::string to_payload(const RoomDone& done) {
  std::string payload;
  append_little_endian(payload, done.answers, 8);
  append_little_endian(payload, done.bytes, 8);
  return payload;
}

std::optional<RoomDone> parse_room_done(std::string_view payload) {
  if (payload.size() != 16) return std::nullopt;
  return RoomDone{parse_little_endian(payload.substr(0, 8)),
                  parse_little_endian(payload.substr(8, 8))};
}

std::string to_payload(const Error& error) {
  std::string payload(1, static_cast<char>(error.code));
  return payload.append(error.message.substr(0, kRoomMessageBytesMax));
}

std::optional<Error> parse_room_error(std::string_view payload) {
  if (payload.empty() || payload.size() > 1 + kRoomMessageBytesMax) return std::nullopt;
  const auto code = static_cast<std::uint8_t>(payload[0]);
  if (code > static_cast<std::uint8_t>(ErrorCode::Internal)) return std::nullopt;
  return Error{static_cast<ErrorCode>(code), std::string(payload.substr(1))};
}

}  // namespace habeas
