// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "room/room.h"

namespace habeas {

/// A room as its parent holds it: a child and two pipes. Killed and waited for when it goes out
/// of scope, with all it may have started.
class HeldRoom {
 public:
  /// Errors: Unsupported.
  static Result<HeldRoom> start(const RoomProgram& program, const RoomLimits& limits);

  HeldRoom(HeldRoom&& other) noexcept;
  HeldRoom& operator=(HeldRoom&&) = delete;
  ~HeldRoom();

  int in_fd() const { return in_fd_; }    ///< what the room says; does not block
  int out_fd() const { return out_fd_; }  ///< what the room is told; does not block

  /// Waits until it has ended, at most `wait_ms`; kills it then. How it ended: nothing if it left
  /// with 0, else the error that fits.
  std::optional<Error> end(int wait_ms);

 private:
  HeldRoom(int child, int in_fd, int out_fd) : child_(child), in_fd_(in_fd), out_fd_(out_fd) {}

  int child_ = -1;
  int in_fd_ = -1;
  int out_fd_ = -1;
};

}  // namespace habeas
