// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "room/frame.h"
#include "room/room.h"

namespace habeas {
namespace {

// Sanitizers reserve terabytes of address space; a bound on it would end every child.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kBoundMemory = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kBoundMemory = false;
#else
constexpr bool kBoundMemory = true;
#endif
#else
constexpr bool kBoundMemory = true;
#endif

constexpr rlim_t kOpenFilesMax = 16;
constexpr int kLastBreathMs = 500;

struct Pipes {
  std::array<int, 2> to_child{-1, -1};
  std::array<int, 2> from_child{-1, -1};
};

Result<Pipes> open_pipes() {
  Pipes pipes;
  if (pipe2(pipes.to_child.data(), O_CLOEXEC) != 0) {
    return fail(ErrorCode::Unsupported, "cannot make a pipe: too many open files");
  }
  if (pipe2(pipes.from_child.data(), O_CLOEXEC) != 0) {
    close(pipes.to_child[0]);
    close(pipes.to_child[1]);
    return fail(ErrorCode::Unsupported, "cannot make a pipe: too many open files");
  }
  return pipes;
}

void bound(__rlimit_resource resource, rlim_t most) {
  const rlimit limit{most, most};
  setrlimit(resource, &limit);
}

/// Between fork and exec: only calls that are safe there, since other threads may hold locks.
[[noreturn]] void become_child(const Pipes& pipes, const RoomLimits& limits, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  dup2(pipes.to_child[0], STDIN_FILENO);
  dup2(pipes.from_child[1], STDOUT_FILENO);
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDERR_FILENO);
  syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0);
  if (kBoundMemory) bound(RLIMIT_AS, limits.memory_bytes_max);
  // SIGXCPU at the limit tells why; the hard limit is for a child that ignores it.
  const rlimit processor{limits.cpu_seconds_max, limits.cpu_seconds_max + 2};
  setrlimit(RLIMIT_CPU, &processor);
  bound(RLIMIT_FSIZE, 0);
  bound(RLIMIT_CORE, 0);
  bound(RLIMIT_NOFILE, kOpenFilesMax);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  char program[] = "habeas";
  char argument[] = "--room";
  char locale[] = "LC_ALL=C.UTF-8";
  char* const arguments[] = {program, argument, nullptr};
  char* const environment[] = {locale, nullptr};
  execve("/proc/self/exe", arguments, environment);
  _exit(127);
}

std::string make_job(std::string_view job, std::string_view header, std::uint64_t source_bytes) {
  std::string payload(1, static_cast<char>(job.size()));
  payload += job;
  append_number(payload, source_bytes, 8);
  payload += header;
  return payload;
}

using ReadAt = std::function<Result<std::string>(std::uint64_t, std::uint64_t)>;

Result<void> answer_want(FramePipe& pipe, std::string_view want, std::uint64_t source_bytes,
                         const ReadAt& read_at) {
  if (want.size() != 12) return fail(ErrorCode::Corrupt, "asked for bytes in a wrong form");
  const std::uint64_t offset = number_at(want, 0, 8);
  const std::uint64_t length = number_at(want, 8, 4);
  if (length > kWantBytesMax || offset > source_bytes) {
    return fail(ErrorCode::Corrupt, "asked for bytes that are not there");
  }
  const auto bytes = read_at(offset, length);
  if (!bytes) {
    (void)pipe.send(FrameKind::Broken, "").has_value();
    return fail(bytes.error());
  }
  return pipe.send(FrameKind::Bytes, *bytes);
}

Result<void> fail_as_told(std::string_view payload) {
  constexpr auto kLast = static_cast<unsigned char>(ErrorCode::Internal);
  if (payload.empty() || static_cast<unsigned char>(payload[0]) > kLast) {
    return fail(ErrorCode::Corrupt, "failed in a wrong form");
  }
  return fail(static_cast<ErrorCode>(payload[0]), std::string(payload.substr(1)));
}

Result<void> listen(FramePipe& pipe, std::uint64_t source_bytes, const ReadAt& read_at,
                    const RoomAnswer& answer, const RoomLimits& limits) {
  std::uint64_t answer_bytes = 0;
  while (true) {
    TRY(const auto frame, pipe.receive());
    switch (frame.first) {
      case FrameKind::Want:
        TRY(answer_want(pipe, frame.second, source_bytes, read_at));
        break;
      case FrameKind::Answer:
        answer_bytes += frame.second.size() + kFrameHeaderBytes;
        if (answer_bytes > limits.answer_bytes_max) {
          return fail(ErrorCode::TooLarge, "answered more than it may");
        }
        TRY(answer(frame.second));
        break;
      case FrameKind::Done:
        return {};
      case FrameKind::Failed:
        return fail_as_told(frame.second);
      default:
        return fail(ErrorCode::Corrupt, "spoke out of turn");
    }
  }
}

/// How a child ended that closed its pipe; one that closed it and lives on is ended.
int end_child(pid_t child, bool pipe_ended) {
  int status = 0;
  for (int waited_ms = 0; pipe_ended && waited_ms < kLastBreathMs; ++waited_ms) {
    if (waitpid(child, &status, WNOHANG) == child) return status;
    poll(nullptr, 0, 1);
  }
  kill(child, SIGKILL);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

/// A pipe that ended tells nothing; how the child ended does.
Error explain(Error error, int status) {
  if (error.code != ErrorCode::Corrupt || error.message != kPipeEnded) return error;
  if (!WIFSIGNALED(status)) return {ErrorCode::Corrupt, "it ended without a word"};
  const int signal = WTERMSIG(status);
  if (signal == SIGXCPU) return {ErrorCode::Timeout, "used up its processor time"};
  return {ErrorCode::Corrupt, "it was ended by signal " + std::to_string(signal)};
}

}  // namespace

Result<void> run_in_room(std::string_view job, std::string_view header, std::uint64_t source_bytes,
                         const ReadAt& read_at, const RoomAnswer& answer,
                         const RoomLimits& limits) {
  TRY(const auto pipes, open_pipes());
  // A child that is gone must not end us with SIGPIPE.
  signal(SIGPIPE, SIG_IGN);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child == 0) become_child(pipes, limits, parent);
  close(pipes.to_child[0]);
  close(pipes.from_child[1]);
  FramePipe pipe(pipes.from_child[0], pipes.to_child[1], steady_ms() + limits.wall_ms_max);
  if (child < 0) return fail(ErrorCode::Unsupported, "cannot start a process for reading");
  auto outcome = pipe.send(FrameKind::Job, make_job(job, header, source_bytes));
  if (outcome) outcome = listen(pipe, source_bytes, read_at, answer, limits);
  const bool pipe_ended = !outcome && outcome.error().message == kPipeEnded;
  const int status = end_child(child, pipe_ended);
  if (outcome) return {};
  return fail(explain(outcome.error(), status));
}

}  // namespace habeas
