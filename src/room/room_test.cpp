// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/room.h"

#include <csignal>
#include <cstdlib>
#include <fstream>

#include <dirent.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "room/frame.h"

namespace habeas {
namespace {

using Job = Result<void>;

Job echo(std::string_view header, const RoomSource& source, const RoomAnswer& answer) {
  TRY(answer(header));
  for (std::uint64_t offset = 0; offset < source.size(); offset += 10) {
    TRY(const auto piece, source.read_at(offset, 10));
    TRY(answer(piece));
  }
  return {};
}

Job crash(std::string_view, const RoomSource&, const RoomAnswer& answer) {
  TRY(answer("before"));
  std::raise(SIGSEGV);
  return {};
}

Job hang(std::string_view, const RoomSource&, const RoomAnswer&) {
  while (true) pause();
}

Job burn(std::string_view, const RoomSource&, const RoomAnswer&) {
  while (true) {
    if (getpid() == 0) return {};
  }
}

Job eat_memory(std::string_view, const RoomSource&, const RoomAnswer& answer) {
  std::vector<std::string> eaten;
  for (int i = 0; i < 8 * 1024; ++i) eaten.emplace_back(1U << 20U, 'x');
  return answer(std::to_string(eaten.size()));
}

Job flood(std::string_view, const RoomSource&, const RoomAnswer& answer) {
  const std::string piece(1U << 20U, 'x');
  while (true) TRY(answer(piece));
}

Job leave(std::string_view, const RoomSource&, const RoomAnswer&) { _exit(0); }

Job close_and_stay(std::string_view, const RoomSource&, const RoomAnswer&) {
  close(STDOUT_FILENO);
  while (true) pause();
}

Job babble(std::string_view, const RoomSource&, const RoomAnswer&) {
  const std::string nonsense = "Zabcdefgh";
  (void)!write(STDOUT_FILENO, nonsense.data(), nonsense.size());
  return {};
}

Job lie_about_length(std::string_view, const RoomSource&, const RoomAnswer&) {
  const std::string header = make_frame_header(FrameKind::Answer, kFrameBytesMax);
  (void)!write(STDOUT_FILENO, header.data(), header.size());
  _exit(0);
}

Job ask_beyond(std::string_view, const RoomSource&, const RoomAnswer&) {
  std::string want = make_frame_header(FrameKind::Want, 12);
  append_number(want, 1'000'000, 8);
  append_number(want, 1, 4);
  (void)!write(STDOUT_FILENO, want.data(), want.size());
  while (true) pause();
}

Job fail_politely(std::string_view, const RoomSource&, const RoomAnswer&) {
  return fail(ErrorCode::BadInput, "not to my taste");
}

/// What the child can see of us: environment, descriptors, whether it may write a file.
Job look_around(std::string_view, const RoomSource&, const RoomAnswer& answer) {
  for (char** variable = environ; *variable != nullptr; ++variable) TRY(answer(*variable));
  int open_descriptors = 0;
  for (int descriptor = 3; descriptor < 64; ++descriptor) {
    open_descriptors += lseek(descriptor, 0, SEEK_CUR) >= 0 || errno != EBADF ? 1 : 0;
  }
  TRY(answer("open " + std::to_string(open_descriptors)));
  std::signal(SIGXFSZ, SIG_IGN);
  std::ofstream file("room_test.tmp");
  file << "x" << std::flush;
  TRY(answer(file.good() ? "wrote" : "wrote nothing"));
  unlink("room_test.tmp");
  return {};
}

constexpr RoomJobRow kJobs[] = {{"echo", echo},
                                {"crash", crash},
                                {"hang", hang},
                                {"burn", burn},
                                {"eat_memory", eat_memory},
                                {"flood", flood},
                                {"leave", leave},
                                {"close_and_stay", close_and_stay},
                                {"babble", babble},
                                {"lie_about_length", lie_about_length},
                                {"ask_beyond", ask_beyond},
                                {"fail_politely", fail_politely},
                                {"look_around", look_around}};

struct Told {
  Result<void> outcome;
  std::vector<std::string> answers;
};

Told run(std::string_view job, std::string source = "", RoomLimits limits = {}) {
  Told told;
  told.outcome = run_in_room(
      job, "header", source.size(),
      [&](std::uint64_t offset, std::uint64_t length) -> Result<std::string> {
        return source.substr(offset, length);
      },
      [&](std::string_view answer) -> Result<void> {
        told.answers.emplace_back(answer);
        return {};
      },
      limits);
  return told;
}

void expect_error(const Told& told, ErrorCode code, std::string_view words) {
  ASSERT_FALSE(told.outcome);
  EXPECT_EQ(told.outcome.error().code, code) << told.outcome.error().message;
  EXPECT_NE(told.outcome.error().message.find(words), std::string::npos)
      << told.outcome.error().message;
}

RoomLimits short_time() {
  RoomLimits limits;
  limits.wall_ms_max = 300;
  return limits;
}

TEST(Room, hands_bytes_in_and_answers_out) {
  const Told told = run("echo", "abcdefghijklmnopqrstuvwxyz");
  ASSERT_TRUE(told.outcome) << told.outcome.error().message;
  EXPECT_EQ(told.answers,
            (std::vector<std::string>{"header", "abcdefghij", "klmnopqrst", "uvwxyz"}));
}

TEST(Room, a_crash_costs_only_its_job) {
  const Told told = run("crash");
  expect_error(told, ErrorCode::Corrupt, "signal 11");
  EXPECT_EQ(told.answers, std::vector<std::string>{"before"});
  EXPECT_TRUE(run("echo").outcome);
}

TEST(Room, a_hang_ends_at_its_time) {
  expect_error(run("hang", "", short_time()), ErrorCode::Timeout, "too long");
}

TEST(Room, burnt_processor_time_ends_it) {
  RoomLimits limits;
  limits.cpu_seconds_max = 1;
  expect_error(run("burn", "", limits), ErrorCode::Timeout, "processor time");
}

TEST(Room, memory_is_bounded) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "a sanitizer needs all the address space there is";
#endif
  expect_error(run("eat_memory"), ErrorCode::TooLarge, "memory");
}

TEST(Room, a_flood_ends_at_its_limit) {
  RoomLimits limits;
  limits.answer_bytes_max = 5U << 20U;
  const Told told = run("flood", "", limits);
  expect_error(told, ErrorCode::TooLarge, "more than it may");
  EXPECT_LE(told.answers.size(), 5u);
}

TEST(Room, whoever_leaves_without_a_word_is_noticed) {
  expect_error(run("leave"), ErrorCode::Corrupt, "without a word");
  expect_error(run("close_and_stay"), ErrorCode::Corrupt, "signal 9");
}

TEST(Room, nonsense_is_refused) {
  expect_error(run("babble"), ErrorCode::Corrupt, "not a frame");
  expect_error(run("lie_about_length"), ErrorCode::Corrupt, "without a word");
  expect_error(run("ask_beyond", "short"), ErrorCode::Corrupt, "not there");
  expect_error(run("no such job"), ErrorCode::Internal, "no such job");
}

TEST(Room, a_polite_failure_is_passed_on) {
  expect_error(run("fail_politely"), ErrorCode::BadInput, "not to my taste");
}

TEST(Room, the_child_sees_nothing_of_us) {
  setenv("HABEAS_SECRET", "x", 1);
  const Told told = run("look_around");
  ASSERT_TRUE(told.outcome) << told.outcome.error().message;
  EXPECT_EQ(told.answers, (std::vector<std::string>{"LC_ALL=C.UTF-8", "open 0", "wrote nothing"}));
}

TEST(Room, an_answer_refused_by_us_ends_the_job) {
  const auto outcome = run_in_room(
      "flood", "", 0,
      [](std::uint64_t, std::uint64_t) -> Result<std::string> { return std::string(); },
      [](std::string_view) -> Result<void> { return fail(ErrorCode::BadInput, "do not want"); });
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message, "do not want");
}

// The vector of docs/decisions/0006-reader-and-room-protocol.md.
TEST(Frame, has_a_published_vector) {
  EXPECT_EQ(make_frame_header(FrameKind::Want, 12), std::string("W\x0c\0\0\0", 5));
  EXPECT_FALSE(parse_frame_header(std::string("Q\0\0\0\0", 5)));
  EXPECT_FALSE(parse_frame_header("A\xff\xff\xff\xff"));
  EXPECT_EQ(number_at(std::string("\x01\x02\0\0", 4), 0, 4), 0x201u);
}

}  // namespace
}  // namespace habeas

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "--room")
    return habeas::run_room_child(habeas::kJobs);
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
