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

#include "room/held_room.h"

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
    if (answer_.size() + payload.size() > limits_.answer_bytes_max ||
        count_.bytes > limits_.answers_bytes_max) {
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
    if (!done || !answer_.empty() || done->answers != count_.answers ||
        done->bytes != count_.bytes) {
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
  bool over_ = false;
};

int left_ms(Clock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 1'000'000));
}

// True while the room may still say something.
Result<bool> hear(const HeldRoom& room, Talk& talk, std::string& buffer) {
  const ssize_t got = ::read(room.in_fd(), buffer.data(), buffer.size());
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return true;
  if (got <= 0) return false;
  TRY(talk.take_bytes(std::string_view(buffer).substr(0, static_cast<std::size_t>(got))));
  return true;
}

void say(const HeldRoom& room, Talk& talk) {
  const ssize_t put = ::write(room.out_fd(), talk.to_send().data(), talk.to_send().size());
  if (put > 0) talk.to_send().erase(0, static_cast<std::size_t>(put));
  // A room that is gone is noticed where it is heard.
  if (put < 0 && errno == EPIPE) talk.to_send().clear();
}

Result<void> talk_until_end(const HeldRoom& room, Talk& talk, Clock::time_point deadline) {
  std::string buffer(kReadBytes, '\0');
  for (;;) {
    pollfd ends[2] = {{room.in_fd(), POLLIN, 0},
                      {talk.to_send().empty() ? -1 : room.out_fd(), POLLOUT, 0}};
    const int ready = ::poll(ends, 2, left_ms(deadline));
    if (ready < 0 && errno != EINTR) return fail(ErrorCode::Internal, "poll failed");
    if (left_ms(deadline) == 0) return fail(ErrorCode::Timeout, "the room's time ran out");
    if (ready <= 0) continue;
    if ((ends[1].revents & (POLLOUT | POLLERR | POLLHUP)) != 0) say(room, talk);
    if ((ends[0].revents & (POLLIN | POLLERR | POLLHUP)) != 0) {
      TRY(const bool goes_on, hear(room, talk, buffer));
      if (!goes_on) return {};
    }
  }
}

}  // namespace

Result<void> run_in_room(const RoomProgram& program, std::string_view job, std::string_view header,
                         const RoomInput& input, const RoomLimits& limits,
                         const RoomAnswerTaker& take_answer) {
  if (job.size() > kRoomNameBytesMax || header.size() > kRoomHeaderBytesMax) {
    return fail(ErrorCode::TooLarge, "the name or header of a room's job is too long");
  }
  const NoPipeSignal no_signal;
  const auto deadline = Clock::now() + std::chrono::milliseconds(limits.wall_ms_max);
  TRY(HeldRoom room, HeldRoom::start(program, limits));
  Talk talk(input, limits, take_answer);
  const RoomJobFrame frame{input.size, std::string(job), std::string(header)};
  talk.to_send() = make_room_frame(RoomFrameKind::Job, to_payload(frame));
  const Result<void> talked = talk_until_end(room, talk, deadline);
  if (!talked) return fail(talked.error());
  const std::optional<Error> ended = room.end(std::min(left_ms(deadline), kFarewellMs));
  if (ended) return fail(*ended);
  if (!talk.is_over()) {
    return fail(ErrorCode::Corrupt, "the room ended before it was done");
  }
  return {};
}

}  // namespace habeas
