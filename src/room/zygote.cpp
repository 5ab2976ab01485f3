// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/zygote.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <exception>
#include <new>

#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "room/room_walls.h"
#include "room/trials.h"
#include "room/wall_off.h"
#include "room/zygote_protocol.h"

namespace habeas {
namespace {

Result<void> read_all(int fd, char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t got = ::read(fd, bytes, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return fail(ErrorCode::Corrupt, "the parent is gone");
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
  return {};
}

Result<void> write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return fail(ErrorCode::Corrupt, "the parent is gone");
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

const RoomJobRow* find_job(std::span<const RoomJobRow> jobs, std::string_view name) {
  for (const RoomJobRow& row : jobs) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

Result<void> run_job(std::span<const RoomJobRow> jobs, const RoomJobFrame& frame,
                     const RoomPipe& pipe, RoomAnswers& answers) {
  const RoomJobRow* row = find_job(jobs, frame.name);
  if (row == nullptr) row = find_job(trial_jobs(), frame.name);
  if (row == nullptr) return fail(ErrorCode::Unsupported, "the room knows no job of this name");
  const RoomSource source(pipe, frame.source_bytes);
  try {
    return row->job(frame.header, source, answers);
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::TooLarge, "the room's memory limit was met");
  } catch (const std::exception& thrown) {
    return fail(ErrorCode::Internal, thrown.what());
  }
}

// ---- the room -----------------------------------------------------------------------------------

constexpr int kEndedWell = 0;
constexpr int kParentGone = 2;
constexpr int kNotSetUp = 3;

int do_one_job(std::span<const RoomJobRow> jobs, const RoomPipe& pipe) {
  const Result<RoomPipe::Frame> first = pipe.receive();
  if (!first || first->kind != RoomFrameKind::Job) return kParentGone;
  const auto frame = parse_room_job(first->payload);
  if (!frame) return kParentGone;
  RoomAnswers answers(pipe);
  const Result<void> ended = run_job(jobs, *frame, pipe, answers);
  const Result<void> told = ended ? pipe.send(RoomFrameKind::Done, to_payload(answers.count()))
                                  : pipe.send(RoomFrameKind::Failed, to_payload(ended.error()));
  return told ? kEndedWell : kParentGone;
}

// True only in a build without the wall: another source is heard of where one was.
bool hears_of_another() {
  if (is_built(RoomWall::OneSource)) return false;
  pollfd next{kRoomInFd, POLLIN, 0};
  return ::poll(&next, 1, 0) == 1 && (next.revents & POLLIN) != 0;
}

// Never returns to what the zygote was doing, and runs none of its destructors.
[[noreturn]] void be_room(std::span<const RoomJobRow> jobs, const RoomBounds& bounds, int zygote,
                          KernelCall kernel) {
  const bool has_pipes = ::dup2(kZygoteRoomInFd, kRoomInFd) == kRoomInFd &&
                         ::dup2(kZygoteRoomOutFd, kRoomOutFd) == kRoomOutFd &&
                         ::syscall(SYS_close_range, kRoomOutFd + 1, ~0U, 0) == 0;
  if (!has_pipes) ::_exit(kNotSetUp);
  const RoomPipe pipe(kRoomInFd, kRoomOutFd);
  const Result<RoomWalls> walls = raise_room_walls(bounds, zygote, kernel);
  if (!walls) {
    ::_exit(pipe.send(RoomFrameKind::Failed, to_payload(walls.error())) ? kEndedWell : kNotSetUp);
  }
  if (!pipe.send(RoomFrameKind::Walls, to_payload(*walls))) ::_exit(kParentGone);
  int code = do_one_job(jobs, pipe);
  while (code == kEndedWell && hears_of_another()) code = do_one_job(jobs, pipe);
  ::_exit(code);
}

// ---- the zygote ---------------------------------------------------------------------------------

bool tell(ZygoteWord word, std::uint32_t number, std::uint64_t amount) {
  return write_all(kZygoteOutFd, to_bytes({word, number, amount})).has_value();
}

std::optional<ZygoteMessage> hear() {
  std::string bytes(kZygoteMessageBytes, '\0');
  if (!read_all(kZygoteInFd, bytes.data(), bytes.size())) return std::nullopt;
  return parse_zygote_message(bytes);
}

// The room stays a zombie, so that its number is nobody else's until the parent says Bury. False
// if the parent is gone.
bool wait_for_end(pid_t room) {
  const auto pidfd = static_cast<int>(::syscall(SYS_pidfd_open, room, 0));
  if (pidfd >= 0) {
    pollfd ends[2] = {{pidfd, POLLIN, 0}, {kZygoteInFd, POLLIN, 0}};
    while (::poll(ends, 2, -1) < 0 && errno == EINTR) {
    }
    ::close(pidfd);
    // While a room is open the parent says nothing.
    if (ends[0].revents == 0) return false;
  }
  siginfo_t ended{};
  while (::waitid(P_PID, static_cast<id_t>(room), &ended, WEXITED | WNOWAIT) != 0) {
    if (errno != EINTR) return false;
  }
  return tell(ZygoteWord::Ended, static_cast<std::uint32_t>(ended.si_code),
              static_cast<std::uint64_t>(ended.si_status));
}

bool open_room(std::span<const RoomJobRow> jobs, const ZygoteMessage& order, KernelCall kernel) {
  const RoomBounds bounds{order.amount, order.number};
  const pid_t zygote = ::getpid();
  const pid_t room = ::fork();
  if (room == 0) be_room(jobs, bounds, zygote, kernel);
  if (room < 0) return tell(ZygoteWord::Opened, 0, static_cast<std::uint64_t>(errno));
  if (!tell(ZygoteWord::Opened, static_cast<std::uint32_t>(room), 0)) return false;
  if (!wait_for_end(room)) return false;
  const auto next = hear();
  if (!next || next->word != ZygoteWord::Bury) return false;
  while (::waitpid(room, nullptr, 0) < 0 && errno == EINTR) {
  }
  return true;
}

}  // namespace

Result<RoomPipe::Frame> RoomPipe::receive() const {
  std::string head(kRoomFrameHeadBytes, '\0');
  TRY(read_all(in_fd_, head.data(), head.size()));
  const auto parsed = parse_room_frame_head(head);
  if (!parsed) return fail(ErrorCode::Corrupt, "what the parent sent is no frame");
  Frame frame{parsed->kind, std::string(parsed->length, '\0')};
  TRY(read_all(in_fd_, frame.payload.data(), frame.payload.size()));
  return frame;
}

Result<void> RoomPipe::send(RoomFrameKind kind, std::string_view payload) const {
  return write_all(out_fd_, make_room_frame(kind, payload));
}

Result<std::string> RoomSource::read_at(std::uint64_t offset, std::uint64_t length) const {
  std::string bytes;
  while (length > 0 && offset < size_) {
    const std::uint64_t left = size_ - offset;
    const auto wanted = static_cast<std::uint32_t>(
        std::min({length, left, static_cast<std::uint64_t>(kRoomPieceBytesMax)}));
    TRY(pipe_.send(RoomFrameKind::Want, to_payload(RoomWant{offset, wanted})));
    TRY(const RoomPipe::Frame frame, pipe_.receive());
    if (frame.kind == RoomFrameKind::Broken) return fail(ErrorCode::NotFound, frame.payload);
    const std::string_view payload = frame.payload;
    if (frame.kind != RoomFrameKind::Bytes || payload.size() < 8 ||
        payload.size() > 8 + std::size_t{wanted} ||
        parse_little_endian(payload.substr(0, 8)) != offset) {
      return fail(ErrorCode::Corrupt, "the parent sent other bytes than were asked for");
    }
    bytes.append(payload.substr(8));
    if (payload.size() < 8 + std::size_t{wanted}) break;
    offset += wanted;
    length -= wanted;
  }
  return bytes;
}

Result<void> RoomAnswers::add(std::string_view answer) {
  ++count_.answers;
  count_.bytes += answer.size();
  while (answer.size() > kRoomPieceBytesMax) {
    TRY(pipe_.send(RoomFrameKind::AnswerPart, answer.substr(0, kRoomPieceBytesMax)));
    answer.remove_prefix(kRoomPieceBytesMax);
  }
  return pipe_.send(RoomFrameKind::AnswerEnd, answer);
}

int run_zygote(std::span<const RoomJobRow> jobs, KernelCall kernel) {
  // A library that prints would ask what kind of file standard output is, behind the walls.
  if (std::setvbuf(stdout, nullptr, _IOFBF, BUFSIZ) != 0) return kZygoteUnready;
  ::tzset();
  // A room whose zygote goes is killed: nothing needs to be done for it here.
  for (;;) {
    const auto order = hear();
    if (!order || order->word != ZygoteWord::Open) return 0;
    if (!open_room(jobs, *order, kernel)) return 0;
  }
}

}  // namespace habeas
