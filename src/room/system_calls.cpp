// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/system_calls.h"

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>

#include <fmt/format.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "room/room_protocol.h"
#include "room/wall_off.h"

namespace habeas {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kMachine = 0;
#endif

constexpr ListedCall kListed[] = {
    {SYS_read, CallRule::Always},
    {SYS_write, CallRule::Always},
    {SYS_brk, CallRule::Always},
    {SYS_mmap, CallRule::MemoryOnly},
    {SYS_munmap, CallRule::Always},
    {SYS_mremap, CallRule::Always},
    {SYS_madvise, CallRule::Always},
    {SYS_mprotect, CallRule::NeverExecuted},
    {SYS_futex, CallRule::Always},
    {SYS_clock_gettime, CallRule::Always},
    {SYS_clock_getres, CallRule::Always},
    {SYS_gettimeofday, CallRule::Always},
    {SYS_getrandom, CallRule::Always},
    // What libraries ask to find out how much they may take at once.
    {SYS_sysinfo, CallRule::Always},
    {SYS_sched_getaffinity, CallRule::Always},
    {SYS_prlimit64, CallRule::AskOnly},
    {SYS_getrusage, CallRule::Always},
    {SYS_times, CallRule::Always},
    {SYS_sched_yield, CallRule::Always},
    {SYS_nanosleep, CallRule::Always},
    {SYS_clock_nanosleep, CallRule::Always},
    {SYS_restart_syscall, CallRule::Always},
    {SYS_ppoll, CallRule::Always},
    {SYS_writev, CallRule::Always},
    {SYS_readv, CallRule::Always},
    {SYS_close, CallRule::Always},
#if defined(__SANITIZE_ADDRESS__)
    {SYS_pipe2, CallRule::Always},  // how the sanitizer asks whether an address can be read
#endif
    // How abort() ends.
    {SYS_rt_sigprocmask, CallRule::Always},
    {SYS_rt_sigreturn, CallRule::Always},
    {SYS_sigaltstack, CallRule::Always},
    {SYS_getpid, CallRule::Always},
    {SYS_gettid, CallRule::Always},
    {SYS_tgkill, CallRule::AbortOnly},
    {SYS_exit, CallRule::Always},
    {SYS_exit_group, CallRule::Always},
#if defined(__x86_64__)
    {SYS_time, CallRule::Always},
    {SYS_poll, CallRule::Always},
#endif
};

// ---- the list as a program of the kernel's filter
// ------------------------------------------------

using Program = std::vector<sock_filter>;

void add(Program& program, unsigned code, std::uint32_t operand, std::size_t skip_if_true = 0,
         std::size_t skip_if_false = 0) {
  program.push_back({static_cast<std::uint16_t>(code), static_cast<std::uint8_t>(skip_if_true),
                     static_cast<std::uint8_t>(skip_if_false), operand});
}

void load(Program& program, std::size_t offset) {
  add(program, BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}

constexpr std::size_t low_half(std::size_t argument) {
  return offsetof(seccomp_data, args) + 8 * argument;
}

// Each condition that does not hold leads to the refusal.
void add_equals(Program& program, std::size_t argument, std::uint64_t value) {
  load(program, low_half(argument));
  add(program, BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(value), 1, 0);
  add(program, BPF_RET | BPF_K, SECCOMP_RET_TRAP);
  load(program, low_half(argument) + 4);
  add(program, BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(value >> 32U), 1, 0);
  add(program, BPF_RET | BPF_K, SECCOMP_RET_TRAP);
}

void add_bits(Program& program, std::size_t argument, std::uint32_t bits, bool wanted) {
  load(program, low_half(argument));
  add(program, BPF_JMP | BPF_JSET | BPF_K, bits, wanted ? 1 : 0, wanted ? 0 : 1);
  add(program, BPF_RET | BPF_K, SECCOMP_RET_TRAP);
}

Program conditions_of(CallRule rule, int room) {
  Program program;
  switch (rule) {
    case CallRule::Always:
      break;
    case CallRule::MemoryOnly:
      add_bits(program, 2, PROT_EXEC, false);
      add_bits(program, 3, MAP_ANONYMOUS, true);
      break;
    case CallRule::NeverExecuted:
      add_bits(program, 2, PROT_EXEC, false);
      break;
    case CallRule::AbortOnly:
      add_equals(program, 0, static_cast<std::uint64_t>(room));
      add_equals(program, 2, SIGABRT);
      break;
    case CallRule::AskOnly:
      add_equals(program, 0, 0);
      add_equals(program, 2, 0);
      break;
  }
  add(program, BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  return program;
}

Program make_filter(int room) {
  Program filter;
  load(filter, offsetof(seccomp_data, arch));
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, kMachine, 1, 0);
  add(filter, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  load(filter, offsetof(seccomp_data, nr));
  for (const ListedCall& each : kListed) {
    const Program conditions = conditions_of(each.rule, room);
    add(filter, BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(each.number), 0,
        conditions.size());
    filter.insert(filter.end(), conditions.begin(), conditions.end());
  }
  add(filter, BPF_RET | BPF_K, SECCOMP_RET_TRAP);
  return filter;
}

// ---- what happens to a call that is not on the list
// ----------------------------------------------

/// Text put together where no memory may be taken.
class FixedText {
 public:
  void add(const char* words) {
    for (; *words != '\0' && size_ < sizeof(bytes_); ++words) bytes_[size_++] = *words;
  }
  void add_number(long number) {
    char digits[24];
    std::size_t count = 0;
    for (auto rest = static_cast<unsigned long>(number); count == 0 || rest > 0; rest /= 10) {
      digits[count++] = static_cast<char>('0' + rest % 10);
    }
    while (count > 0 && size_ < sizeof(bytes_)) bytes_[size_++] = digits[--count];
  }
  const char* bytes() const { return bytes_; }
  std::size_t size() const { return size_; }

 private:
  char bytes_[256] = {};
  std::size_t size_ = 0;
};

// The call was not made. This thread was not in the middle of a frame: that is a call of its own.
void tell_and_end(int, siginfo_t* refused, void*) {
  FixedText words;
  words.add("the room asked for the system call ");
  const char* name = find_call_name(refused->si_syscall);
  if (*name != '\0') {
    words.add(name);
    words.add(", number ");
  }
  words.add_number(refused->si_syscall);
  words.add(", which is not on its list, and was ended");
  const std::size_t length = 1 + words.size();
  const unsigned char head[] = {static_cast<unsigned char>(RoomFrameKind::Failed),
                                0,
                                0,
                                0,
                                static_cast<unsigned char>(length & 0xFFU),
                                static_cast<unsigned char>(length >> 8U),
                                0,
                                0,
                                static_cast<unsigned char>(ErrorCode::Denied)};
  const bool told =
      ::write(kRoomOutFd, head, sizeof(head)) == static_cast<ssize_t>(sizeof(head)) &&
      ::write(kRoomOutFd, words.bytes(), words.size()) == static_cast<ssize_t>(words.size());
  ::_exit(told ? 0 : 2);
}

bool listen_for_refusals() {
  struct sigaction action {};
  action.sa_sigaction = tell_and_end;
  action.sa_flags = SA_SIGINFO;
  ::sigfillset(&action.sa_mask);
  return ::sigaction(SIGSYS, &action, nullptr) == 0;
}

}  // namespace

std::span<const ListedCall> listed_calls() { return kListed; }

Result<void> raise_seccomp(KernelCall kernel) {
  if (!is_built(RoomWall::Seccomp)) return {};
  if (kMachine == 0) {
    return fail(ErrorCode::Unsupported, "there is no list of system calls for this processor");
  }
  if (!listen_for_refusals()) {
    return fail(ErrorCode::Unsupported, "refused system calls cannot be listened for");
  }
  Program filter = make_filter(::getpid());
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  const long raised =
      kernel(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, reinterpret_cast<long>(&program));
  if (raised == 0) return {};
  return fail(ErrorCode::Unsupported,
              fmt::format("this machine forbids seccomp ({}), and without it Habeas does not read",
                          std::strerror(static_cast<int>(-raised))));
}

}  // namespace habeas
