// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/held_zygote.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "room/room_walls.h"
#include "room/zygote.h"
#include "room/zygote_protocol.h"

namespace habeas {
namespace {

constexpr int kFreeFdMin = 16;
constexpr int kNotStarted = 127;
/// Until the zygote has made ready what its jobs need.
constexpr int kReadyMsMax = 60'000;
/// Between SIGKILL and the end: what the kernel takes to give back gigabytes.
constexpr int kKilledMsMax = 60'000;

/// Of the kernel (PID_MAX_LIMIT).
constexpr std::uint32_t kPidMax = 1U << 22U;

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

/// The four pipes, closed again where a zygote could not be started.
class Pipes {
 public:
  Pipes() = default;
  Pipes(const Pipes&) = delete;
  Pipes& operator=(const Pipes&) = delete;
  ~Pipes() {
    for (const Pipe& each : pipes_) {
      if (each.read_end >= 0) ::close(each.read_end);
      if (each.write_end >= 0) ::close(each.write_end);
    }
  }

  bool make() {
    for (Pipe& each : pipes_) {
      int ends[2];
      if (::pipe2(ends, O_CLOEXEC) != 0) return false;
      each = {ends[0], ends[1]};
    }
    return true;
  }

  Pipe& to_zygote() { return pipes_[0]; }
  Pipe& from_zygote() { return pipes_[1]; }
  Pipe& to_room() { return pipes_[2]; }
  Pipe& from_room() { return pipes_[3]; }

 private:
  std::array<Pipe, 4> pipes_;
};

int take(int& fd) { return std::exchange(fd, -1); }

// All that the child needs, made before it is there: between vfork and exec there is no memory to
// take and no lock to wait for.
struct Start {
  const char* path;
  char* const* arguments;
  char* const* environment;
  std::array<int, 4> fds;  // in the order of the zygote's descriptors, from kZygoteInFd on
};

[[noreturn]] void become_zygote(const Start& start) {
  int fds[4] = {-1, -1, -1, -1};
  bool ready = true;
  for (int i = 0; i < 4 && ready; ++i) {
    fds[i] = ::fcntl(start.fds[static_cast<std::size_t>(i)], F_DUPFD, kFreeFdMin);
    ready = fds[i] >= 0;
  }
  const int nothing = ::open("/dev/null", O_RDWR);
  ready = ready && nothing >= 0;
  for (int fd = 0; fd < 3 && ready; ++fd) ready = nothing == fd || ::dup2(nothing, fd) == fd;
  for (int i = 0; i < 4 && ready; ++i) {
    ready = ::dup2(fds[i], kZygoteInFd + i) == kZygoteInFd + i;
  }
  ready =
      ready && ::syscall(SYS_close_range, kZygoteRoomOutFd + 1, ~0U, 0) == 0 && ::chdir("/") == 0;
  sigset_t none;
  ::sigemptyset(&none);
  ready = ready && ::sigprocmask(SIG_SETMASK, &none, nullptr) == 0;
  if (ready && bound_zygote()) ::execve(start.path, start.arguments, start.environment);
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
  if (child == 0) become_zygote(start);
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

std::optional<Error> error_of_end(const ZygoteMessage& ended) {
  const auto status = static_cast<int>(ended.amount);
  if (ended.number != CLD_EXITED) return error_of_signal(status);
  if (status == 0) return std::nullopt;
  return Error{ErrorCode::Corrupt, fmt::format("the room left with {} before it was done", status)};
}

bool is_readable(int fd, int wait_ms) {
  pollfd wanted{fd, POLLIN, 0};
  int ready = 0;
  while ((ready = ::poll(&wanted, 1, wait_ms)) < 0 && errno == EINTR) {
  }
  return ready > 0;
}

// Messages are shorter than what a pipe takes at once: they come whole.
std::optional<ZygoteMessage> receive(int fd, ZygoteWord word, int wait_ms) {
  if (!is_readable(fd, wait_ms)) return std::nullopt;
  char bytes[kZygoteMessageBytes];
  ssize_t got = 0;
  while ((got = ::read(fd, bytes, sizeof(bytes))) < 0 && errno == EINTR) {
  }
  if (got <= 0) return std::nullopt;
  const auto message = parse_zygote_message({bytes, static_cast<std::size_t>(got)});
  return message && message->word == word ? message : std::nullopt;
}

bool send(int fd, const ZygoteMessage& message) {
  const std::string bytes = to_bytes(message);
  return ::write(fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
}

// A number below 2 would name a group, or every process of the machine.
void kill_one(int number) {
  if (number > 1) ::kill(number, SIGKILL);
}

void kill_group_of(int number) {
  if (number > 1) ::kill(-number, SIGKILL);
}

void drain(int fd) {
  char bytes[4096];
  while (is_readable(fd, 0) && ::read(fd, bytes, sizeof(bytes)) > 0) {
  }
}

}  // namespace

Result<HeldZygote> HeldZygote::start(const RoomProgram& program) {
  Pipes pipes;
  if (!pipes.make()) {
    return fail(ErrorCode::Unsupported, fmt::format("no pipe to a room: {}", std::strerror(errno)));
  }
  std::vector<std::string> words = program.arguments;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::string locale = "LC_ALL=C.UTF-8";
  std::string threads = "OMP_THREAD_LIMIT=1";
  // A library that asks what time it is here would look for the machine's zone each time, behind
  // the walls; and where a document is read must not show in what was read.
  std::string zone = "TZ=UTC0";
  std::vector<char*> environment{locale.data(), threads.data(), zone.data(), nullptr};
  HeldZygote held;
  held.zygote_ = start_child({program.path.c_str(),
                              arguments.data(),
                              environment.data(),
                              {pipes.to_zygote().read_end, pipes.from_zygote().write_end,
                               pipes.to_room().read_end, pipes.from_room().write_end}});
  if (held.zygote_ < 0) {
    return fail(ErrorCode::Unsupported,
                fmt::format("no process for a room: {}", std::strerror(errno)));
  }
  held.told_ = take(pipes.to_zygote().write_end);
  held.heard_ = take(pipes.from_zygote().read_end);
  held.room_in_ = take(pipes.from_room().read_end);
  held.room_out_ = take(pipes.to_room().write_end);
  held.left_ = take(pipes.to_room().read_end);
  ::fcntl(held.room_in_, F_SETFL, O_NONBLOCK);
  ::fcntl(held.room_out_, F_SETFL, O_NONBLOCK);
  return held;
}

HeldZygote::HeldZygote(HeldZygote&& other) noexcept
    : zygote_(take(other.zygote_)),
      room_(take(other.room_)),
      told_(take(other.told_)),
      heard_(take(other.heard_)),
      room_in_(take(other.room_in_)),
      room_out_(take(other.room_out_)),
      left_(take(other.left_)),
      alive_(other.alive_) {}

HeldZygote::~HeldZygote() {
  if (zygote_ <= 0) return;
  end_room(0);
  if (!alive_) return;
  close_all();
  // It holds nothing that would have to be put in order; its room goes with it.
  kill_one(zygote_);
  while (::waitpid(zygote_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

void HeldZygote::close_all() {
  for (int* fd : {&told_, &heard_, &room_in_, &room_out_, &left_}) {
    if (*fd >= 0) ::close(take(*fd));
  }
}

Error HeldZygote::why_it_went() {
  if (!alive_) return {ErrorCode::Internal, "the process that opens rooms is gone"};
  alive_ = false;
  kill_one(zygote_);
  int status = 0;
  while (::waitpid(zygote_, &status, 0) < 0 && errno == EINTR) {
  }
  close_all();
  zygote_ = -1;
  if (WIFSIGNALED(status)) {
    return {ErrorCode::Internal,
            fmt::format("the process that opens rooms was ended by signal {}", WTERMSIG(status))};
  }
  if (WEXITSTATUS(status) == kZygoteUnready) {
    return {ErrorCode::Internal, "the process that opens rooms could not make ready what it needs"};
  }
  return {ErrorCode::Unsupported, "the room could not be started, or not be walled in"};
}

Result<void> HeldZygote::open_room(const RoomLimits& limits) {
  const ZygoteMessage order{ZygoteWord::Open, limits.cpu_seconds_max, limits.memory_bytes_max};
  if (!alive_ || !send(told_, order)) return fail(why_it_went());
  const auto opened = receive(heard_, ZygoteWord::Opened, kReadyMsMax);
  if (!opened) return fail(why_it_went());
  if (opened->number == 1 || opened->number > kPidMax) return fail(why_it_went());
  if (opened->number == 0) {
    return fail(
        ErrorCode::Unsupported,
        fmt::format("no process for a room: {}", std::strerror(static_cast<int>(opened->amount))));
  }
  room_ = static_cast<int>(opened->number);
  return {};
}

std::optional<Error> HeldZygote::end_room(int wait_ms) {
  if (room_ <= 0) return std::nullopt;
  const bool killed = !is_readable(heard_, wait_ms);
  // Until it is buried its number is nobody else's; nor is that of its group.
  if (killed) kill_one(room_);
  const auto ended = receive(heard_, ZygoteWord::Ended, kKilledMsMax);
  if (ended) kill_group_of(room_);
  room_ = -1;
  if (!ended) return why_it_went();
  drop_what_is_left();
  if (!send(told_, {ZygoteWord::Bury, 0, 0})) return why_it_went();
  if (killed) return Error{ErrorCode::Timeout, "the room did not end and was killed"};
  return error_of_end(*ended);
}

void HeldZygote::drop_what_is_left() const {
  drain(room_in_);
  drain(left_);
}

}  // namespace habeas
