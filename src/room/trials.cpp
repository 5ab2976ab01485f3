// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/trials.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "room/wall_off.h"

namespace habeas {
namespace {

constexpr std::uint64_t kFarTooMuchBytes = 8ULL << 30U;
constexpr std::uint32_t kTrialMsMax = 400;

long number_of(std::string_view header) {
  long number = 0;
  for (const char c : header) number = 10 * number + (c - '0');
  return number;
}

Result<void> stand(std::string_view, const RoomSource&, RoomAnswers&) { return {}; }

Result<void> open_a_file(std::string_view, const RoomSource&, RoomAnswers&) {
  ::open("/", O_RDONLY);
  return {};
}

Result<void> look_at_a_path(std::string_view, const RoomSource&, RoomAnswers&) {
  struct stat found {};
  ::stat("/", &found);
  return {};
}

Result<void> make_a_socket(std::string_view, const RoomSource&, RoomAnswers&) {
  constexpr long kInternet = 2;
  constexpr long kStream = 1;
  ::syscall(SYS_socket, kInternet, kStream, 0);
  return {};
}

Result<void> start_a_program(std::string_view, const RoomSource&, RoomAnswers&) {
  const char* arguments[] = {"/bin/true", nullptr};
  ::execv(arguments[0], const_cast<char* const*>(arguments));
  return {};
}

Result<void> start_a_child(std::string_view, const RoomSource&, RoomAnswers&) {
  if (::fork() == 0) ::_exit(0);
  return {};
}

// The header names the parent.
Result<void> watch_another(std::string_view header, const RoomSource&, RoomAnswers&) {
  ::ptrace(PTRACE_SEIZE, static_cast<pid_t>(number_of(header)), nullptr, nullptr);
  return {};
}

Result<void> signal_another(std::string_view header, const RoomSource&, RoomAnswers&) {
  ::kill(static_cast<pid_t>(number_of(header)), 0);
  return {};
}

Result<void> execute_memory(std::string_view, const RoomSource&, RoomAnswers&) {
  ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return {};
}

Result<void> take_memory(std::string_view, const RoomSource&, RoomAnswers& answers) {
  std::string much;
  much.reserve(kFarTooMuchBytes);
  return answers.add(much);
}

// Ends by itself after as many milliseconds as the header says, so that a build without the wall
// ends too.
Result<void> run_on(std::string_view header, const RoomSource&, RoomAnswers&) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(number_of(header));
  while (std::chrono::steady_clock::now() < end) {
  }
  return {};
}

// Answers as many megabytes as the header says.
Result<void> flood(std::string_view header, const RoomSource&, RoomAnswers& answers) {
  const std::string piece(1U << 20U, 'x');
  for (long left = number_of(header); left > 0; --left) TRY(answers.add(piece));
  return {};
}

constexpr RoomTrial kTrials[] = {
    {"open_a_file", "open a file", ErrorCode::Denied, "openat"},
    {"look_at_a_path", "look at a path", ErrorCode::Denied, "stat"},
    {"make_a_socket", "make a socket", ErrorCode::Denied, "socket"},
    {"start_a_program", "start a program", ErrorCode::Denied, "execve"},
    {"start_a_child", "start a process", ErrorCode::Denied, "clone"},
    {"watch_another", "watch another process", ErrorCode::Denied, "ptrace"},
    {"signal_another", "send a signal to another process", ErrorCode::Denied, "kill"},
    {"execute_memory", "execute what it wrote", ErrorCode::Denied, "mmap"},
    {"take_memory", "take 8 GB of memory", ErrorCode::TooLarge, "memory"},
    {"run_on", "run on after its time", ErrorCode::Timeout, "time ran out"},
    {"flood", "answer without end", ErrorCode::TooLarge, "more than it may"},
};

std::string header_of(std::string_view job) {
  if (job == "run_on") return std::to_string(10 * kTrialMsMax);
  return job == "flood" ? "8" : std::to_string(::getpid());
}

}  // namespace

std::span<const RoomJobRow> trial_jobs() {
  static const RoomJobRow kJobs[] = {
      {kStandJob, stand},
      {"open_a_file", open_a_file},
      {"look_at_a_path", look_at_a_path},
      {"make_a_socket", make_a_socket},
      {"start_a_program", start_a_program},
      {"start_a_child", start_a_child},
      {"watch_another", watch_another},
      {"signal_another", signal_another},
      {"execute_memory", execute_memory},
      {"take_memory", take_memory},
      {"run_on", run_on},
      {"flood", flood},
  };
  return kJobs;
}

std::span<const RoomTrial> room_trials() { return kTrials; }

TrialOutcome try_wall(Rooms& rooms, const RoomTrial& trial) {
  RoomLimits limits;
  limits.answers_bytes_max = 4U << 20U;
  if (trial.job == "run_on") limits.wall_ms_max = kTrialMsMax;
  const auto outcome = rooms.run(trial.job, header_of(trial.job), {0, nullptr}, limits,
                                 [](std::string) -> Result<void> { return {}; });
  if (outcome) return {trial, false, ""};
  const Error& error = outcome.error();
  const bool as_it_should =
      error.code == trial.code && error.message.find(trial.sign) != std::string::npos;
  return {trial, as_it_should, error.message};
}

std::vector<WallLine> describe(const RoomWalls& walls) {
  const LandlockWall& landlock = walls.landlock;
  std::vector<WallLine> lines;
  lines.push_back({"seccomp", walls.has_seccomp,
                   walls.has_seccomp ? "a system call that is not listed ends the room"
                                     : "left out of this build"});
  lines.push_back({"landlock: files", landlock.keeps_files(), "no file, no folder, no path"});
  lines.push_back({"landlock: tcp", landlock.keeps_tcp(), "no connection, no port"});
  lines.push_back(
      {"landlock: scopes", landlock.keeps_scopes(), "no abstract socket, no signal to others"});
  for (WallLine& line : lines) {
    if (line.stands || line.wall == "seccomp") continue;
    line.words = landlock.version == 0
                     ? find_warning(walls)
                     : fmt::format("version {} of Landlock, which this kernel has, cannot do it",
                                   landlock.version);
  }
  lines.push_back({"memory", walls.has_memory_bound,
                   walls.has_memory_bound ? fmt::format("at most {} MB of addresses",
                                                        RoomLimits{}.memory_bytes_max >> 20U)
                                          : "not bounded: this build is for tests"});
  return lines;
}

std::string find_warning(const RoomWalls& walls) {
  if (walls.landlock.keeps_files()) return "";
  if (!is_built(RoomWall::Landlock)) return "Landlock is left out of this build";
  return fmt::format(
      "this kernel has no Landlock ({}): while documents are read, one wall less keeps them from "
      "your files (`habeas doctor` shows what stands)",
      std::strerror(walls.landlock.errno_value));
}

}  // namespace habeas
