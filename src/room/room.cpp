// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/room.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <ctime>

#include <poll.h>
#include <pthread.h>
#include <unistd.h>

#include "room/held_zygote.h"
#include "room/room_protocol.h"
#include "room/wall_off.h"

namespace habeas {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kReadBytes = 256U << 10U;
constexpr int kFarewellMs = 1000;

// Writing to a room that is gone raises SIGPIPE; the thread does without it for a while.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    ::sigemptyset(&pipe_);
    ::sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    ::sigpending(&pending);
    was_pending_ = ::sigismember(&pending, SIGPIPE) == 1;
    ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;
  ~NoPipeSignal() {
    const timespec now{0, 0};
    if (!was_pending_) {
      while (::sigtimedwait(&pipe_, nullptr, &now) < 0 && errno == EINTR) {
      }
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

Error nonsense(std::string what) {
  return {ErrorCode::Corrupt, "the room answered nonsense: " + std::move(what)};
}

// One job and what has been said so far.
class Talk {
 public:
  Talk(const RoomInput& input, const RoomLimits& limits, const RoomAnswerTaker& take_answer)
      : input_(input), limits_(limits), take_answer_(take_answer) {}

  std::string& to_send() { return to_send_; }
  bool is_over() const { return over_; }
  const RoomWalls& walls() const { return walls_; }

  Result<void> take_bytes(std::string_view bytes) {
    received_.append(bytes);
    std::size_t used = 0;
    while (received_.size() - used >= kRoomFrameHeadBytes) {
      const std::string_view rest = std::string_view(received_).substr(used);
      const auto head = parse_room_frame_head(rest.substr(0, kRoomFrameHeadBytes));
      if (!head) return fail(nonsense("no frame"));
      if (rest.size() < kRoomFrameHeadBytes + head->length) break;
      TRY(take_frame(head->kind, rest.substr(kRoomFrameHeadBytes, head->length)));
      used += kRoomFrameHeadBytes + head->length;
    }
    received_.erase(0, used);
    if (over_ && !received_.empty()) return fail(nonsense("it went on after its end"));
    return {};
  }

 private:
  Result<void> take_frame(RoomFrameKind kind, std::string_view payload) {
    if (over_) return fail(nonsense("it went on after its end"));
    if (!has_walls_ && kind != RoomFrameKind::Failed) return take_walls(kind, payload);
    switch (kind) {
      case RoomFrameKind::Want:
        return answer_want(payload);
      case RoomFrameKind::AnswerPart:
        return take_part(payload);
      case RoomFrameKind::AnswerEnd:
        return take_end(payload);
      case RoomFrameKind::Done:
        return take_done(payload);
      case RoomFrameKind::Failed:
        return take_failed(payload);
      default:
        return fail(nonsense("a frame that only a parent sends"));
    }
  }

  Result<void> take_walls(RoomFrameKind kind, std::string_view payload) {
    const auto walls = kind == RoomFrameKind::Walls ? parse_room_walls(payload) : std::nullopt;
    if (!walls) return fail(nonsense("it spoke before its walls stood"));
    if (is_built(RoomWall::Seccomp) && !walls->has_seccomp) {
      return fail(ErrorCode::Unsupported, "the room stands without its walls");
    }
    walls_ = *walls;
    has_walls_ = true;
    return {};
  }

  Result<void> answer_want(std::string_view payload) {
    const auto want = parse_room_want(payload);
    if (!want || want->offset >= input_.size) return fail(nonsense("a wish outside the source"));
    // One question at a time: what waits to be sent stays bounded.
    if (!to_send_.empty()) return fail(nonsense("two questions at once"));
    const Result<std::string> bytes = input_.read_at(want->offset, want->length);
    if (!bytes) {
      to_send_ = make_room_frame(RoomFrameKind::Broken,
                                 bytes.error().message.substr(0, kRoomMessageBytesMax));
      return {};
    }
    if (bytes->size() > want->length) return fail(ErrorCode::Internal, "the source gave too much");
    std::string reply;
    append_little_endian(reply, want->offset, 8);
    to_send_ = make_room_frame(RoomFrameKind::Bytes, reply.append(*bytes));
    return {};
  }

  Result<void> take_part(std::string_view payload) {
    if (payload.size() > kRoomPieceBytesMax) return fail(nonsense("a piece over its limit"));
    count_.bytes += payload.size();
    const bool too_much = answer_.size() + payload.size() > limits_.answer_bytes_max ||
                          count_.bytes > limits_.answers_bytes_max;
    if (too_much && is_built(RoomWall::CheckAnswer)) {
      return fail(ErrorCode::TooLarge, "the room answered more than it may");
    }
    answer_.append(payload);
    return {};
  }

  Result<void> take_end(std::string_view payload) {
    TRY(take_part(payload));
    if (++count_.answers > limits_.answers_max) {
      return fail(ErrorCode::TooLarge, "the room answered more often than it may");
    }
    std::string answer;
    std::swap(answer, answer_);
    return take_answer_(std::move(answer));
  }

  Result<void> take_done(std::string_view payload) {
    const auto done = parse_room_done(payload);
    const bool true_count =
        done && answer_.empty() && done->answers == count_.answers && done->bytes == count_.bytes;
    if (!true_count && is_built(RoomWall::CheckAnswer)) {
      return fail(nonsense("its count of answers is not what came"));
    }
    over_ = true;
    return {};
  }

  Result<void> take_failed(std::string_view payload) {
    auto error = parse_room_error(payload);
    if (!error) return fail(nonsense("a failure without a reason"));
    return fail(std::move(*error));
  }

  const RoomInput& input_;
  const RoomLimits& limits_;
  const RoomAnswerTaker& take_answer_;
  std::string to_send_;
  std::string received_;
  std::string answer_;
  RoomDone count_;
  RoomWalls walls_;
  bool has_walls_ = false;
  bool over_ = false;
};

int left_ms(Clock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 1'000'000));
}

enum class Heard : std::uint8_t { Something, Nothing };

Result<Heard> hear(const HeldZygote& zygote, Talk& talk, std::string& buffer) {
  const ssize_t got = ::read(zygote.in_fd(), buffer.data(), buffer.size());
  if (got < 0 && errno == EINTR) return Heard::Something;
  if (got <= 0) return Heard::Nothing;
  TRY(talk.take_bytes(std::string_view(buffer).substr(0, static_cast<std::size_t>(got))));
  return Heard::Something;
}

void say(const HeldZygote& zygote, Talk& talk) {
  const ssize_t put = ::write(zygote.out_fd(), talk.to_send().data(), talk.to_send().size());
  if (put > 0) talk.to_send().erase(0, static_cast<std::size_t>(put));
}

// Until the zygote says that the room has ended, and all is heard that was said before.
Result<void> talk_until_end(const HeldZygote& zygote, Talk& talk, Clock::time_point deadline) {
  std::string buffer(kReadBytes, '\0');
  for (;;) {
    pollfd ends[3] = {{zygote.in_fd(), POLLIN, 0},
                      {talk.to_send().empty() ? -1 : zygote.out_fd(), POLLOUT, 0},
                      {zygote.control_fd(), POLLIN, 0}};
    const int ready = ::poll(ends, 3, left_ms(deadline));
    if (ready < 0 && errno != EINTR) return fail(ErrorCode::Internal, "poll failed");
    if (left_ms(deadline) == 0) return fail(ErrorCode::Timeout, "the room's time ran out");
    if (ready <= 0) continue;
    if ((ends[1].revents & (POLLOUT | POLLERR | POLLHUP)) != 0) say(zygote, talk);
    const bool has_ended = ends[2].revents != 0;
    TRY(auto heard, hear(zygote, talk, buffer));
    while (has_ended && heard == Heard::Something) {
      TRY(heard, hear(zygote, talk, buffer));
    }
    if (has_ended) return {};
  }
}

Clock::time_point deadline_of(const RoomLimits& limits) {
  const auto wall = is_built(RoomWall::Timeout) ? std::chrono::milliseconds(limits.wall_ms_max)
                                                : std::chrono::hours(24);
  return Clock::now() + wall;
}

}  // namespace

Rooms::Rooms(RoomProgram program) : program_(std::move(program)) {}
Rooms::~Rooms() = default;

// A zygote that served before and is gone (the machine's memory ran out, somebody killed it) costs
// nothing: there will be another.
Result<void> Rooms::open_room(const RoomLimits& limits) {
  if (zygote_ && zygote_->is_alive() && zygote_->open_room(limits)) return {};
  zygote_.reset();
  TRY(HeldZygote zygote, HeldZygote::start(program_));
  TRY(zygote.open_room(limits));
  zygote_ = std::make_unique<HeldZygote>(std::move(zygote));
  return {};
}

Result<RoomWalls> Rooms::run(std::string_view job, std::string_view header, const RoomInput& input,
                             const RoomLimits& limits, const RoomAnswerTaker& take_answer) {
  if (job.size() > kRoomNameBytesMax || header.size() > kRoomHeaderBytesMax) {
    return fail(ErrorCode::TooLarge, "the name or header of a room's job is too long");
  }
  const std::lock_guard one_at_a_time(one_at_a_time_);
  const NoPipeSignal no_signal;
  TRY(open_room(limits));
  const auto deadline = deadline_of(limits);
  Talk talk(input, limits, take_answer);
  const RoomJobFrame frame{input.size, std::string(job), std::string(header)};
  talk.to_send() = make_room_frame(RoomFrameKind::Job, to_payload(frame));
  const Result<void> talked = talk_until_end(*zygote_, talk, deadline);
  const std::optional<Error> ended =
      zygote_->end_room(talked ? std::min(left_ms(deadline), kFarewellMs) : 0);
  if (!talked) return fail(talked.error());
  if (ended) return fail(*ended);
  if (!talk.is_over()) return fail(ErrorCode::Corrupt, "the room ended before it was done");
  return talk.walls();
}

}  // namespace habeas
