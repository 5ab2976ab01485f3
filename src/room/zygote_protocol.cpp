// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/zygote_protocol.h"

#include "room/room_protocol.h"

namespace habeas {
namespace {

bool is_known(std::uint64_t word) { return word == 1 || word == 2 || word == 16 || word == 17; }

}  // namespace

std::string to_bytes(const ZygoteMessage& message) {
  std::string bytes;
  append_little_endian(bytes, static_cast<std::uint8_t>(message.word), 4);
  append_little_endian(bytes, message.number, 4);
  append_little_endian(bytes, message.amount, 8);
  return bytes;
}

std::optional<ZygoteMessage> parse_zygote_message(std::string_view bytes) {
  if (bytes.size() != kZygoteMessageBytes) return std::nullopt;
  const std::uint64_t word = parse_little_endian(bytes.substr(0, 4));
  if (!is_known(word)) return std::nullopt;
  return ZygoteMessage{static_cast<ZygoteWord>(word),
                       static_cast<std::uint32_t>(parse_little_endian(bytes.substr(4, 4))),
                       parse_little_endian(bytes.substr(8, 8))};
}

}  // namespace habeas
