// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "room/kernel_call.h"
#include "room/room_protocol.h"

namespace habeas {

/// The pipe of a room, on the inside. Not shared between threads.
class RoomPipe {
 public:
  RoomPipe(int in_fd, int out_fd) : in_fd_(in_fd), out_fd_(out_fd) {}

  struct Frame {
    RoomFrameKind kind = RoomFrameKind::Job;
    std::string payload;
  };
  /// Errors: Corrupt (the parent is gone, or what it sent is no frame).
  Result<Frame> receive() const;
  Result<void> send(RoomFrameKind kind, std::string_view payload) const;

 private:
  int in_fd_;
  int out_fd_;
};

/// The source of a job: asks the parent for each piece.
class RoomSource {
 public:
  RoomSource(const RoomPipe& pipe, std::uint64_t size) : pipe_(pipe), size_(size) {}

  std::uint64_t size() const { return size_; }
  /// The bytes from `offset` on: exactly `length`, or fewer only at the end.
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const;

 private:
  const RoomPipe& pipe_;
  std::uint64_t size_;
};

/// Where a job puts its answers, in order.
class RoomAnswers {
 public:
  explicit RoomAnswers(const RoomPipe& pipe) : pipe_(pipe) {}

  Result<void> add(std::string_view answer);
  const RoomDone& count() const { return count_; }

 private:
  const RoomPipe& pipe_;
  RoomDone count_;
};

/// A job: what is done in the room. An Error it returns is told to the parent.
using RoomJob = std::function<Result<void>(std::string_view header, const RoomSource& source,
                                           RoomAnswers& answers)>;

struct RoomJobRow {
  std::string_view name;
  RoomJob job;
};

/// The hidden first argument with which a program becomes a zygote.
inline constexpr std::string_view kRoomArgument = "--room";
/// How a zygote ends that could not make ready what its jobs need.
inline constexpr int kZygoteUnready = 4;

/// Opens rooms, one after the other, until the parent is gone: main calls this before it does
/// anything else but make ready what `jobs` need, and returns what it returns. Each room is a fork
/// that raises its walls (room_walls.h), tells which stand, runs the one job that the parent names,
/// and ends. It knows `jobs` and trial_jobs(). Whatever a library opens late must be open before:
/// behind the walls no path is looked at. Exceptions (std::bad_alloc above all) become Failed.
int run_zygote(std::span<const RoomJobRow> jobs, KernelCall kernel = call_kernel);

}  // namespace habeas
