// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/held_room.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "room/room_child.h"
#include "room/room_walls.h"

namespace habeas {
namespace {

constexpr int kFreeFdMin = 16;
constexpr int kNotStarted = 127;

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Result<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    return fail(ErrorCode::Unsupported, fmt::format("no pipe to a room: {}", std::strerror(errno)));
  }
  return Pipe{ends[0], ends[1]};
}

void close_pipe(const Pipe& pipe) {
  ::close(pipe.read_end);
  ::close(pipe.write_end);
}

// All that the child needs, made before it is there: between vfork and exec there is no memory to
// take and no lock to wait for.
struct Start {
  const char* path;
  char* const* arguments;
  char* const* environment;
  RoomBounds bounds;
  int in_fd;
  int out_fd;
  int parent;
};

[[noreturn]] void become_room(const Start& start) {
  const int in_fd = ::fcntl(start.in_fd, F_DUPFD, kFreeFdMin);
  const int out_fd = ::fcntl(start.out_fd, F_DUPFD, kFreeFdMin);
  const int nothing = ::open("/dev/null", O_RDWR);
  bool ready = in_fd >= 0 && out_fd >= 0 && nothing >= 0;
  for (int fd = 0; fd < 3 && ready; ++fd) ready = nothing == fd || ::dup2(nothing, fd) == fd;
  ready = ready && ::dup2(in_fd, kRoomInFd) == kRoomInFd &&
          ::dup2(out_fd, kRoomOutFd) == kRoomOutFd &&
          ::syscall(SYS_close_range, kRoomOutFd + 1, ~0U, 0) == 0 && ::chdir("/") == 0;
  sigset_t none;
  ::sigemptyset(&none);
  ready = ready && ::sigprocmask(SIG_SETMASK, &none, nullptr) == 0;
  if (ready && bound_room(start.bounds, start.parent)) {
    ::execve(start.path, start.arguments, start.environment);
  }
  ::_exit(kNotStarted);
}

// vfork: a parent with a large archive in memory pays nothing for pages it will not share.
int start_child(const Start& start) {
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  const pid_t child = ::vfork();
#pragma GCC diagnostic pop
  if (child == 0) become_room(start);
  const int error = errno;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return child;
}

Error error_of_signal(int signal) {
  if (signal == SIGXCPU) return {ErrorCode::Timeout, "the room's CPU time ran out"};
  if (signal == SIGKILL) {
    return {ErrorCode::Internal, "the room was killed (its CPU time or the machine's memory)"};
  }
  const char* name = ::sigabbrev_np(signal);
  return {ErrorCode::Internal, fmt::format("the room crashed with signal {} (SIG{})", signal,
                                           name == nullptr ? "?" : name)};
}

bool wait_for_exit(int child, int wait_ms) {
  const auto pidfd = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  if (pidfd >= 0) {
    pollfd wanted{pidfd, POLLIN, 0};
    while (::poll(&wanted, 1, wait_ms) < 0 && errno == EINTR) {
    }
    ::close(pidfd);
  }
  siginfo_t exited{};
  const bool asked =
      ::waitid(P_PID, static_cast<id_t>(child), &exited, WEXITED | WNOHANG | WNOWAIT) == 0;
  return asked && exited.si_pid == child;
}

}  // namespace

Result<HeldRoom> HeldRoom::start(const RoomProgram& program, const RoomLimits& limits) {
  TRY(const Pipe to_room, make_pipe());
  Result<Pipe> from_room = make_pipe();
  if (!from_room) {
    close_pipe(to_room);
    return fail(from_room.error());
  }
  std::vector<std::string> words = program.arguments;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::string locale = "LC_ALL=C.UTF-8";
  std::string threads = "OMP_THREAD_LIMIT=1";
  std::vector<char*> environment{locale.data(), threads.data(), nullptr};
  const int child = start_child({program.path.c_str(),
                                 arguments.data(),
                                 environment.data(),
                                 {limits.memory_bytes_max, limits.cpu_seconds_max},
                                 to_room.read_end,
                                 from_room->write_end,
                                 ::getpid()});
  const int error = errno;
  ::close(to_room.read_end);
  ::close(from_room->write_end);
  HeldRoom room(child, from_room->read_end, to_room.write_end);
  if (child < 0) {
    return fail(ErrorCode::Unsupported,
                fmt::format("no process for a room: {}", std::strerror(error)));
  }
  ::fcntl(room.in_fd_, F_SETFL, O_NONBLOCK);
  ::fcntl(room.out_fd_, F_SETFL, O_NONBLOCK);
  return room;
}

HeldRoom::HeldRoom(HeldRoom&& other) noexcept
    : child_(other.child_), in_fd_(other.in_fd_), out_fd_(other.out_fd_) {
  other.child_ = -1;
  other.in_fd_ = -1;
  other.out_fd_ = -1;
}

HeldRoom::~HeldRoom() {
  if (in_fd_ >= 0) ::close(in_fd_);
  if (out_fd_ >= 0) ::close(out_fd_);
  end(0);
}

std::optional<Error> HeldRoom::end(int wait_ms) {
  if (child_ <= 0) return std::nullopt;
  const bool killed = !wait_for_exit(child_, wait_ms);
  if (killed) ::kill(child_, SIGKILL);
  // Whatever it started goes with it; until it is waited for, its number is nobody else's.
  ::kill(-child_, SIGKILL);
  int status = 0;
  while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
  }
  child_ = -1;
  if (killed) return Error{ErrorCode::Timeout, "the room did not end and was killed"};
  if (WIFSIGNALED(status)) return error_of_signal(WTERMSIG(status));
  if (WEXITSTATUS(status) == kNotStarted) {
    return Error{ErrorCode::Unsupported, "the room could not be started, or not be walled in"};
  }
  if (WEXITSTATUS(status) == 3) {
    return Error{ErrorCode::Unsupported, "the room could not raise its walls and refused to work"};
  }
  if (WEXITSTATUS(status) != 0) {
    return Error{ErrorCode::Corrupt,
                 fmt::format("the room left with {} before it was done", WEXITSTATUS(status))};
  }
  return std::nullopt;
}

}  // namespace habeas
