// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "room/room.h"

namespace habeas {

/// A zygote as its parent holds it: a process, two pipes to it, and two to the room that it has
/// open, which never pass it. Ended and waited for, with its room, when it goes out of scope.
class HeldZygote {
 public:
  /// Errors: Unsupported.
  static Result<HeldZygote> start(const RoomProgram& program);

  HeldZygote(HeldZygote&& other) noexcept;
  HeldZygote& operator=(HeldZygote&&) = delete;
  ~HeldZygote();

  int in_fd() const { return room_in_; }     ///< what the room says; does not block
  int out_fd() const { return room_out_; }   ///< what the room is told; does not block
  int control_fd() const { return heard_; }  ///< can be read once the room has ended

  /// REQUIRES: no room is open. Waits until the zygote is ready. Errors: Unsupported (it did not
  /// get ready, or opens no room). After an error this zygote is of no use.
  Result<void> open_room(const RoomLimits& limits);

  /// Waits until the room has ended, at most `wait_ms`, kills it then, and drops what it left in
  /// its pipes. How it ended: nothing if it left with 0, else the error that fits.
  std::optional<Error> end_room(int wait_ms);

  /// False once it opens no more rooms.
  bool is_alive() const { return alive_; }

 private:
  HeldZygote() = default;
  Error why_it_went();
  void close_all();
  void drop_what_is_left() const;

  int zygote_ = -1;
  int room_ = -1;   ///< number of the process, -1 if no room is open
  int told_ = -1;   ///< control: our end to write
  int heard_ = -1;  ///< control: our end to read
  int room_in_ = -1;
  int room_out_ = -1;
  int left_ = -1;  ///< the room's own end of room_out_: what it did not take is taken back
  bool alive_ = true;
};

}  // namespace habeas
