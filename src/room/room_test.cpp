// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/room.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/digest.h"
#include "room/jobs_test.h"
#include "room/zygote.h"

namespace habeas {
namespace {

// What the room does, by name. This program is its own room: main below.

Result<void> echo(std::string_view header, const RoomSource& source, RoomAnswers& answers) {
  TRY(answers.add(header));
  TRY(const std::string bytes, source.read_at(0, source.size()));
  return answers.add(bytes);
}

[[noreturn]] Result<void> crash(std::string_view, const RoomSource&, RoomAnswers&) { std::abort(); }

Result<void> hang(std::string_view, const RoomSource&, RoomAnswers&) {
  char never = 0;
  while (::read(kRoomInFd, &never, 1) == 1) {
  }
  return {};
}

Result<void> spin(std::string_view, const RoomSource&, RoomAnswers&) {
  for (volatile std::uint64_t turns = 0;;) turns = turns + 1;
}

Result<void> devour(std::string_view, const RoomSource&, RoomAnswers& answers) {
  const std::string much(8ULL << 30U, 'x');
  return answers.add(much.substr(0, 10));
}

Result<void> flood(std::string_view, const RoomSource&, RoomAnswers& answers) {
  const std::string piece(kRoomPieceBytesMax, 'x');
  for (;;) TRY(answers.add(piece));
}

Result<void> chatter(std::string_view, const RoomSource&, RoomAnswers& answers) {
  for (;;) TRY(answers.add(""));
}

Result<void> refuse(std::string_view, const RoomSource&, RoomAnswers&) {
  return fail(ErrorCode::BadInput, "nothing to be done with it");
}

Result<void> throw_up(std::string_view, const RoomSource&, RoomAnswers&) {
  throw std::runtime_error("thrown");
}

Result<void> leave(std::string_view header, const RoomSource&, RoomAnswers&) {
  ::_exit(header.empty() ? 0 : 7);
}

// Says whatever the test gives it in the header, byte for byte, then leaves.
Result<void> say_raw(std::string_view header, const RoomSource&, RoomAnswers&) {
  const ssize_t put = ::write(kRoomOutFd, header.data(), header.size());
  ::_exit(put < 0 ? 7 : 0);
}

int count_of_jobs = 0;

Result<void> count_jobs(std::string_view, const RoomSource&, RoomAnswers& answers) {
  return answers.add(std::to_string(++count_of_jobs));
}

Result<void> look_around(std::string_view, const RoomSource&, RoomAnswers& answers) {
  for (char** each = environ; *each != nullptr; ++each) TRY(answers.add(*each));
  for (int fd = 0; fd < 1024; ++fd) {
    pollfd asked{fd, POLLIN, 0};
    ::poll(&asked, 1, 0);
    if ((asked.revents & POLLNVAL) == 0) TRY(answers.add("fd " + std::to_string(fd)));
  }
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  TRY(answers.add("fsize " + std::to_string(limit.rlim_cur)));
  ::getrlimit(RLIMIT_CORE, &limit);
  return answers.add("core " + std::to_string(limit.rlim_cur));
}

const RoomJobRow kJobs[] = {
    {"echo", echo},
    {"crash", crash},
    {"hang", hang},
    {"spin", spin},
    {"devour", devour},
    {"flood", flood},
    {"chatter", chatter},
    {"refuse", refuse},
    {"throw", throw_up},
    {"leave", leave},
    {"say_raw", say_raw},
    {"count_jobs", count_jobs},
    {"look_around", look_around},
};

std::string frame(RoomFrameKind kind, std::string_view payload) {
  return make_room_frame(kind, payload);
}

std::string done_frame(std::uint64_t answers, std::uint64_t bytes) {
  return frame(RoomFrameKind::Done, to_payload(RoomDone{answers, bytes}));
}

std::string want_frame(std::uint64_t offset, std::uint32_t length) {
  return frame(RoomFrameKind::Want, to_payload(RoomWant{offset, length}));
}

struct Ran {
  Result<RoomWalls> result = RoomWalls{};
  std::vector<std::string> answers;
};

Rooms& rooms() {
  static Rooms rooms;
  return rooms;
}

Ran run(std::string_view job, std::string_view header = "", std::string source = "",
        RoomLimits limits = {}) {
  Ran ran;
  const RoomInput input{source.size(),
                        [&](std::uint64_t offset, std::uint64_t length) -> Result<std::string> {
                          return source.substr(offset, length);
                        }};
  ran.result = rooms().run(job, header, input, limits, [&](std::string answer) -> Result<void> {
    ran.answers.push_back(std::move(answer));
    return {};
  });
  return ran;
}

void expect_error(const Ran& ran, ErrorCode code, std::string_view words) {
  ASSERT_FALSE(ran.result);
  EXPECT_EQ(ran.result.error().code, code) << ran.result.error().message;
  EXPECT_NE(ran.result.error().message.find(words), std::string::npos)
      << ran.result.error().message;
}

TEST(Room, AnswersWhatTheSourceHolds) {
  std::string source(3 * kRoomPieceBytesMax + 17, 'a');
  source[kRoomPieceBytesMax] = 'b';
  const Ran ran = run("echo", "header", source);
  ASSERT_TRUE(ran.result) << ran.result.error().message;
  ASSERT_EQ(ran.answers.size(), 2U);
  EXPECT_EQ(ran.answers[0], "header");
  EXPECT_TRUE(ran.answers[1] == source);
}

TEST(Room, EmptySourceIsAnswered) {
  const Ran ran = run("echo");
  ASSERT_TRUE(ran.result) << ran.result.error().message;
  EXPECT_EQ(ran.answers, (std::vector<std::string>{"", ""}));
}

TEST(Room, CrashNamesItsSignal) { expect_error(run("crash"), ErrorCode::Internal, "SIGABRT"); }

TEST(Room, HangEndsWithTheClock) {
  RoomLimits limits;
  limits.wall_ms_max = 200;
  const auto begin = std::chrono::steady_clock::now();
  expect_error(run("hang", "", "", limits), ErrorCode::Timeout, "time ran out");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(Room, SpinEndsWithItsCpuTime) {
  RoomLimits limits;
  limits.cpu_seconds_max = 1;
  expect_error(run("spin", "", "", limits), ErrorCode::Timeout, "CPU time");
}

#if !defined(__SANITIZE_ADDRESS__)
TEST(Room, DevouringMemoryEndsInTooLarge) {
  expect_error(run("devour"), ErrorCode::TooLarge, "memory");
}
#endif

TEST(Room, FloodEndsAtTheLimit) {
  RoomLimits limits;
  limits.answers_bytes_max = 8U << 20U;
  const Ran ran = run("flood", "", "", limits);
  expect_error(ran, ErrorCode::TooLarge, "more than it may");
  EXPECT_LE(ran.answers.size(), 8U);
}

TEST(Room, OneAnswerIsBounded) {
  RoomLimits limits;
  limits.answer_bytes_max = 1000;
  expect_error(run("echo", "", std::string(1001, 'x'), limits), ErrorCode::TooLarge, "more than");
}

TEST(Room, ChatterEndsAtTheLimit) {
  RoomLimits limits;
  limits.answers_max = 1000;
  expect_error(run("chatter", "", "", limits), ErrorCode::TooLarge, "more often");
}

TEST(Room, FailureOfTheJobIsHandedOn) {
  expect_error(run("refuse"), ErrorCode::BadInput, "nothing to be done");
  expect_error(run("throw"), ErrorCode::Internal, "thrown");
  expect_error(run("unheard_of"), ErrorCode::Unsupported, "no job");
}

TEST(Room, LeavingEarlyIsNoEnd) {
  expect_error(run("leave"), ErrorCode::Corrupt, "before it was done");
  expect_error(run("leave", "x"), ErrorCode::Corrupt, "left with 7");
}

TEST(Room, BrokenSourceIsTheJobsError) {
  const RoomInput input{100, [](std::uint64_t, std::uint64_t) -> Result<std::string> {
                          return fail(ErrorCode::NotFound, "the disk is gone");
                        }};
  const auto result =
      rooms().run("echo", "", input, {}, [](std::string) -> Result<void> { return {}; });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "the disk is gone");
}

TEST(Room, ErrorOfTheTakerEndsIt) {
  const RoomInput input{0, nullptr};
  const auto result = rooms().run("chatter", "", input, {}, [](std::string) -> Result<void> {
    return fail(ErrorCode::NoSpace, "full");
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::NoSpace);
}

TEST(Room, MissingProgramIsUnsupported) {
  const auto result =
      Rooms({"/nonexistent", {"x"}})
          .run("echo", "", {0, nullptr}, {}, [](std::string) -> Result<void> { return {}; });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Unsupported);
}

TEST(Room, HasNothingButItsPipes) {
  const int open_file = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC: the room closes it
  ::setenv("HABEAS_TEST_SECRET", "x", 1);
  const Ran ran = run("look_around");
  ::close(open_file);
  ASSERT_TRUE(ran.result) << ran.result.error().message;
  EXPECT_EQ(ran.answers,
            (std::vector<std::string>{"LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1", "TZ=UTC0", "fd 0",
                                      "fd 1", "fd 2", "fd 3", "fd 4", "fsize 0", "core 0"}));
}

TEST(Room, EachJobIsTheFirstOfItsRoom) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(run("count_jobs").answers, (std::vector<std::string>{"1"}));
}

TEST(Room, WhatOneLeavesInThePipesIsNotTheNextOnes) {
  const std::string much(kRoomPieceBytesMax, 'x');
  for (int i = 0; i < 3; ++i) {
    // It ends while its answer waits, and without having taken what it was told.
    EXPECT_FALSE(run("say_raw", want_frame(0, kRoomPieceBytesMax) + "rest", much).result);
    EXPECT_TRUE(run("echo", "", "after").result);
  }
}

TEST(Room, ManyAtOnce) {
  std::vector<std::thread> threads;
  std::vector<int> right(4, 0);
  for (std::size_t i = 0; i < right.size(); ++i) {
    threads.emplace_back([&right, i] {
      const std::string source(100'000 + i, static_cast<char>('a' + i));
      const Ran ran = run("echo", "", source);
      right[i] = ran.result && ran.answers.size() == 2 && ran.answers[1] == source ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, (std::vector<int>{1, 1, 1, 1}));
}

struct NonsenseCase {
  const char* name;
  std::string bytes;
};

TEST(Room, NonsenseIsRefused) {
  const NonsenseCase cases[] = {
      {"no_frame", "Segmentation fault\n"},
      {"unknown_kind", std::string("\x63\0\0\0\0\0\0\0", 8)},
      {"kind_of_the_parent", frame(RoomFrameKind::Bytes, "x")},
      {"reserved_bytes", std::string("\x13\x01\0\0\0\0\0\0", 8)},
      {"length_over_limit", std::string("\x12\0\0\0\xFF\xFF\xFF\xFF", 8)},
      {"length_lies", frame(RoomFrameKind::AnswerEnd, "abc").substr(0, 9)},
      {"done_miscounts_answers", done_frame(1, 0)},
      {"done_miscounts_bytes", frame(RoomFrameKind::AnswerEnd, "abc") + done_frame(1, 2)},
      {"done_in_an_answer", frame(RoomFrameKind::AnswerPart, "abc") + done_frame(0, 3)},
      {"done_too_short", frame(RoomFrameKind::Done, "x")},
      {"after_done", done_frame(0, 0) + done_frame(0, 0)},
      {"bytes_after_done", done_frame(0, 0) + "x"},
      {"want_outside", want_frame(10, 1)},
      {"want_far_outside", want_frame(~0ULL, 1)},
      {"want_nothing", frame(RoomFrameKind::Want, std::string(12, '\0'))},
      {"want_too_much", want_frame(0, kRoomPieceBytesMax + 1)},
      {"two_questions", want_frame(0, 10) + want_frame(0, 10)},
      {"failed_without_code", frame(RoomFrameKind::Failed, "")},
      {"failed_with_unknown_code", frame(RoomFrameKind::Failed, "\x63")},
      {"failed_too_long",
       frame(RoomFrameKind::Failed, std::string(kRoomMessageBytesMax + 2, '\x01'))},
  };
  for (const NonsenseCase& each : cases) {
    const Ran ran = run("say_raw", each.bytes, "0123456789");
    ASSERT_FALSE(ran.result) << each.name;
    EXPECT_EQ(ran.result.error().code, ErrorCode::Corrupt)
        << each.name << ": " << ran.result.error().message;
  }
  EXPECT_TRUE(run("say_raw", done_frame(0, 0)).result);
}

TEST(RoomProtocol, KeepsItsTestVector) {
  const RoomJobFrame job{5, "read", "{}"};
  EXPECT_EQ(to_hex(make_room_frame(RoomFrameKind::Job, to_payload(job))),
            "0100000010000000"
            "0500000000000000"
            "0400"
            "72656164"
            "7b7d");
  EXPECT_EQ(to_hex(want_frame(0, 5)), "100000000c000000000000000000000005000000");
  EXPECT_EQ(to_hex(done_frame(1, 2)), "130000001000000001000000000000000200000000000000");
  const auto parsed = parse_room_job(to_payload(job));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->name, "read");
  EXPECT_EQ(parsed->header, "{}");
}

// Not a claim about speed in general, but a guard: a room must stay cheap enough for each Source
// to have its own.
TEST(Room, IsCheap) {
  run("echo");
  constexpr int kRuns = 20;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < kRuns; ++i) ASSERT_TRUE(run("echo").result);
  const auto each = (std::chrono::steady_clock::now() - begin) / kRuns;
  RecordProperty(
      "microseconds",
      static_cast<int>(std::chrono::duration_cast<std::chrono::microseconds>(each).count()));
  EXPECT_LT(each, std::chrono::milliseconds(250));
}

}  // namespace

std::span<const RoomJobRow> test_jobs() { return kJobs; }

}  // namespace habeas
