// SPDX-License-Identifier: AGPL-3.0-or-later
// Frames of any bytes: what is taken for one is one, and comes out again byte for byte.
#include <cstdint>
#include <cstdlib>

#include "room/room_protocol.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(bytes), size);
  const auto head = habeas::parse_room_frame_head(all.substr(0, habeas::kRoomFrameHeadBytes));
  if (head && head->length > habeas::kRoomFrameBytesMax) std::abort();
  if (const auto job = habeas::parse_room_job(all)) {
    if (habeas::to_payload(*job) != all) std::abort();
  }
  if (const auto want = habeas::parse_room_want(all)) {
    if (habeas::to_payload(*want) != all) std::abort();
  }
  if (const auto done = habeas::parse_room_done(all)) {
    if (habeas::to_payload(*done) != all) std::abort();
  }
  if (const auto error = habeas::parse_room_error(all)) {
    if (habeas::to_payload(*error) != all) std::abort();
  }
  return 0;
}
