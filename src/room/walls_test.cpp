// SPDX-License-Identifier: AGPL-3.0-or-later
// Each wall has a suite of its own, named after it, which fails when a build leaves that wall out
// (CMake option HABEAS_WALL_OFF); `./dev check` shows that no other does.
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/in.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "room/held_zygote.h"
#include "room/jobs_test.h"
#include "room/room_walls.h"
#include "room/system_calls.h"
#include "room/trials.h"
#include "room/zygote.h"

namespace habeas {
namespace {

Result<void> no_answer(std::string) { return {}; }

const RoomTrial& trial_of(std::string_view job) {
  for (const RoomTrial& trial : room_trials()) {
    if (trial.job == job) return trial;
  }
  std::abort();
}

void expect_stopped(std::string_view job) {
  Rooms rooms;
  const TrialOutcome outcome = try_wall(rooms, trial_of(job));
  EXPECT_TRUE(outcome.was_stopped) << job << ": " << outcome.message;
}

// ---- seccomp ------------------------------------------------------------------------------------

TEST(SeccompWall, ends_the_room_at_the_first_call_off_the_list) {
  Rooms rooms;
  for (const RoomTrial& trial : room_trials()) {
    if (trial.code != ErrorCode::Denied) continue;
    const TrialOutcome outcome = try_wall(rooms, trial);
    EXPECT_TRUE(outcome.was_stopped) << trial.job << ": " << outcome.message;
  }
}

TEST(SystemCalls, list_names_each_call_once_and_none_that_leads_out) {
  std::set<long> seen;
  for (const ListedCall& each : listed_calls()) {
    EXPECT_TRUE(seen.insert(each.number).second) << each.number;
  }
  for (const long number :
       {SYS_openat,         SYS_newfstatat,       SYS_statx,      SYS_readlinkat,
        SYS_socket,         SYS_socketpair,       SYS_connect,    SYS_sendto,
        SYS_clone,          SYS_clone3,           SYS_execve,     SYS_execveat,
        SYS_ptrace,         SYS_process_vm_readv, SYS_kill,       SYS_tkill,
        SYS_prctl,          SYS_seccomp,          SYS_bpf,        SYS_ioctl,
        SYS_io_uring_setup, SYS_memfd_create,     SYS_pidfd_open, SYS_userfaultfd,
        SYS_rt_sigaction}) {
    EXPECT_FALSE(seen.contains(number)) << find_call_name(number);
    EXPECT_STRNE(find_call_name(number), "") << number;
  }
}

// ---- Landlock -----------------------------------------------------------------------------------

constexpr long kCreateRuleset = 444;
constexpr long kInternet = 2;
constexpr long kStream = 1;

int errno_of(long answer) { return answer < 0 ? errno : 0; }

int errno_of_opening(const char* path, int how) {
  const int fd = ::open(path, how | O_CLOEXEC);
  const int error = errno_of(fd);
  if (fd >= 0) ::close(fd);
  return error;
}

// To a port where nobody listens: ECONNREFUSED where it may be asked.
int errno_of_connecting() {
  const long connection = ::syscall(SYS_socket, kInternet, kStream, 0);
  sockaddr_in address{};
  address.sin_family = kInternet;
  address.sin_port = 0x0100;  // port 1
  address.sin_addr.s_addr = 0x0100007F;
  const long answer = ::syscall(SYS_connect, connection, &address, sizeof(address));
  const int error = errno_of(answer);
  ::close(static_cast<int>(connection));
  return error;
}

struct BehindLandlock {
  bool raised = false;
  std::uint32_t version = 0;
  int open_folder = 0;
  int open_file = 0;
  int make_file = 0;
  int connect = 0;
  int signal_parent = 0;
};

BehindLandlock look_behind_landlock(pid_t parent) {
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  BehindLandlock seen;
  const auto landlock = raise_landlock(call_kernel);
  seen.raised = landlock.has_value();
  seen.version = landlock ? landlock->version : 0;
  seen.open_folder = errno_of_opening("/", O_RDONLY | O_DIRECTORY);
  seen.open_file = errno_of_opening("/proc/self/status", O_RDONLY);
  seen.make_file = errno_of_opening("/tmp", O_TMPFILE | O_WRONLY);
  seen.connect = errno_of_connecting();
  seen.signal_parent = errno_of(::kill(parent, 0));
  return seen;
}

// In a process of its own: what Landlock takes away is never given back.
std::optional<BehindLandlock> find_behind_landlock() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) {
    const BehindLandlock seen = look_behind_landlock(parent);
    ::_exit(::write(ends[1], &seen, sizeof(seen)) == sizeof(seen) ? 0 : 1);
  }
  ::close(ends[1]);
  BehindLandlock seen;
  const bool heard = ::read(ends[0], &seen, sizeof(seen)) == sizeof(seen);
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return heard ? std::optional(seen) : std::nullopt;
}

TEST(LandlockWall, keeps_files_tcp_and_signals_from_whoever_raised_it) {
  const long version = call_kernel(kCreateRuleset, 0, 0, 1);
  if (version <= 0) GTEST_SKIP() << "this kernel has no Landlock";
  const auto seen = find_behind_landlock();
  ASSERT_TRUE(seen);
  EXPECT_TRUE(seen->raised);
  EXPECT_EQ(seen->version, version);
  EXPECT_EQ(seen->open_folder, EACCES);
  EXPECT_EQ(seen->open_file, EACCES);
  EXPECT_EQ(seen->make_file, EACCES);
  const int connected = version >= 4 ? EACCES : seen->connect;
  EXPECT_EQ(seen->connect, connected);
  const int signalled = version >= 6 ? EPERM : seen->signal_parent;
  EXPECT_EQ(seen->signal_parent, signalled);
}

// ---- bounds, time, one source, checked answers --------------------------------------------------

#if !defined(__SANITIZE_ADDRESS__)
TEST(RlimitWall, keeps_8_gb_from_being_taken) { expect_stopped("take_memory"); }
#endif

TEST(RlimitWall, ends_with_its_processor_time) {
  RoomLimits limits;
  limits.cpu_seconds_max = 1;
  const auto outcome = Rooms().run("run_on", "20000", {0, nullptr}, limits, no_answer);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::Timeout);
  EXPECT_NE(outcome.error().message.find("CPU"), std::string::npos) << outcome.error().message;
}

TEST(TimeoutWall, kills_what_runs_on) { expect_stopped("run_on"); }

std::string heard_until_end(const HeldZygote& zygote) {
  pollfd ended{zygote.control_fd(), POLLIN, 0};
  ::poll(&ended, 1, 10'000);
  std::string heard(65'536, '\0');
  const ssize_t got = ::read(zygote.in_fd(), heard.data(), heard.size());
  heard.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return heard;
}

TEST(OneSourceWall, a_second_source_is_not_heard_of) {
  auto zygote = HeldZygote::start(RoomProgram{});
  ASSERT_TRUE(zygote);
  ASSERT_TRUE(zygote->open_room(RoomLimits{}));
  const RoomJobFrame job{0, std::string(kStandJob), ""};
  const std::string order = make_room_frame(RoomFrameKind::Job, to_payload(job));
  const std::string twice = order + order;
  ASSERT_EQ(::write(zygote->out_fd(), twice.data(), twice.size()),
            static_cast<ssize_t>(twice.size()));
  const std::string done = make_room_frame(RoomFrameKind::Done, to_payload(RoomDone{}));
  const std::string heard = heard_until_end(*zygote);
  EXPECT_EQ(heard.substr(heard.size() - done.size()), done);
  EXPECT_EQ(heard.find(done), heard.size() - done.size()) << "it did both";
  EXPECT_FALSE(zygote->end_room(1000));
}

TEST(CheckAnswerWall, flood_is_cut_off) { expect_stopped("flood"); }

TEST(CheckAnswerWall, wrong_count_is_refused) {
  const std::string lie = make_room_frame(RoomFrameKind::Done, to_payload(RoomDone{1, 0}));
  const auto outcome = Rooms().run("say_raw", lie, {0, nullptr}, RoomLimits{}, no_answer);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::Corrupt) << outcome.error().message;
}

// ---- other kernels ------------------------------------------------------------------------------

template <long Number, long Answer>
long answer_instead(long number, long first, long second, long third) {
  if (number == Number) return Answer;
  return call_kernel(number, first, second, third);
}

// The first question is for the version; the second takes the rules.
template <long Version, long Answer>
long landlock_of(long number, long first, long second, long third) {
  if (number == kCreateRuleset && third == 1) return Version;
  if (number == kCreateRuleset && Answer != 0) return Answer;
  return call_kernel(number, first, second, third);
}

struct NamedKernel {
  std::string_view name;
  KernelCall kernel;
};

constexpr NamedKernel kKernels[] = {
    {"without_landlock", answer_instead<kCreateRuleset, -ENOSYS>},
    {"landlock_switched_off", answer_instead<kCreateRuleset, -EOPNOTSUPP>},
    {"landlock_of_version_1", landlock_of<1, 0>},
    {"landlock_that_refuses", landlock_of<6, -EPERM>},
    {"without_seccomp", answer_instead<SYS_seccomp, -EINVAL>},
};

KernelCall kernel_named(std::string_view name) {
  for (const NamedKernel& each : kKernels) {
    if (each.name == name) return each.kernel;
  }
  return call_kernel;
}

Result<RoomWalls> walls_on(std::string kernel) {
  Rooms rooms({"/proc/self/exe", {"habeas", std::string(kRoomArgument), std::move(kernel)}});
  return rooms.run(kStandJob, "", {0, nullptr}, RoomLimits{}, no_answer);
}

std::string lines_of(const RoomWalls& walls) {
  std::string lines;
  for (const WallLine& line : describe(walls)) {
    if (line.wall != "memory") lines += (line.stands ? "+ " : "- ") + line.wall + "\n";
  }
  return lines;
}

struct OldKernelCase {
  const char* name;
  std::int32_t errno_value;
  const char* words;
};

TEST(RoomWalls, kernel_without_landlock_is_read_on_and_told) {
  const OldKernelCase cases[] = {
      {"without_landlock", ENOSYS, "Function not implemented"},
      {"landlock_switched_off", EOPNOTSUPP, "Operation not supported"},
  };
  for (const OldKernelCase& each : cases) {
    const auto walls = walls_on(each.name);
    ASSERT_TRUE(walls) << each.name << ": " << walls.error().message;
    EXPECT_TRUE(walls->has_seccomp);
    EXPECT_EQ(walls->landlock, (LandlockWall{0, each.errno_value}));
    EXPECT_EQ(lines_of(*walls),
              "+ seccomp\n- landlock: files\n- landlock: tcp\n- landlock: scopes\n");
    EXPECT_NE(find_warning(*walls).find(each.words), std::string::npos) << find_warning(*walls);
  }
}

TEST(RoomWalls, old_landlock_keeps_what_it_can) {
  if (call_kernel(kCreateRuleset, 0, 0, 1) <= 0) GTEST_SKIP() << "this kernel has no Landlock";
  const auto walls = walls_on("landlock_of_version_1");
  ASSERT_TRUE(walls) << walls.error().message;
  EXPECT_EQ(lines_of(*walls),
            "+ seccomp\n+ landlock: files\n- landlock: tcp\n- landlock: scopes\n");
  EXPECT_EQ(find_warning(*walls), "");
}

TEST(RoomWalls, machine_that_forbids_them_is_not_read_on) {
  for (const auto& [kernel, words] :
       {std::pair("landlock_that_refuses", "the kernel has Landlock but refuses it"),
        std::pair("without_seccomp",
                  "this machine forbids seccomp (Invalid argument), and "
                  "without it Habeas does not read")}) {
    const auto walls = walls_on(kernel);
    ASSERT_FALSE(walls) << kernel;
    EXPECT_EQ(walls.error().code, ErrorCode::Unsupported) << walls.error().message;
    EXPECT_NE(walls.error().message.find(words), std::string::npos) << walls.error().message;
  }
}

TEST(RoomWalls, payload_comes_back_and_nothing_else_is_taken) {
  const RoomWalls walls{true, false, {7, ENOSYS}};
  EXPECT_EQ(parse_room_walls(to_payload(walls)), walls);
  EXPECT_FALSE(parse_room_walls(""));
  EXPECT_FALSE(parse_room_walls(to_payload(walls) + "x"));
  EXPECT_FALSE(parse_room_walls(std::string(10, '\x02')));
}

}  // namespace
}  // namespace habeas

int main(int argc, char** argv) {
  if (argc > 1 && argv[1] == habeas::kRoomArgument) {
    return habeas::run_zygote(habeas::test_jobs(), habeas::kernel_named(argc > 2 ? argv[2] : ""));
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
