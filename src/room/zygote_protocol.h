// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace habeas {

/// What travels between a parent and its zygote: messages of one size. The zygote opens one room
/// at a time; nothing that comes from a source ever passes it.
enum class ZygoteWord : std::uint8_t {
  Open = 1,     ///< to the zygote: processor seconds, bytes of memory that the room may use
  Bury = 2,     ///< to the zygote: the room that ended may be forgotten
  Opened = 16,  ///< from the zygote: number of the process; or 0, and errno
  Ended = 17,   ///< from the zygote: how (CLD_EXITED, CLD_KILLED, CLD_DUMPED), and its status
};

struct ZygoteMessage {
  ZygoteWord word = ZygoteWord::Open;
  std::uint32_t number = 0;
  std::uint64_t amount = 0;

  friend bool operator==(const ZygoteMessage&, const ZygoteMessage&) = default;
};

inline constexpr std::size_t kZygoteMessageBytes = 16;

/// Word, three zeros, number, amount; little-endian.
std::string to_bytes(const ZygoteMessage& message);
std::optional<ZygoteMessage> parse_zygote_message(std::string_view bytes);

/// Descriptors of the zygote: where it hears its parent, where it answers, and the two pipes that
/// become kRoomInFd and kRoomOutFd of each room.
inline constexpr int kZygoteInFd = 3;
inline constexpr int kZygoteOutFd = 4;
inline constexpr int kZygoteRoomInFd = 5;
inline constexpr int kZygoteRoomOutFd = 6;

}  // namespace habeas
