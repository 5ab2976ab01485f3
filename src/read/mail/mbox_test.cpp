// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/mbox.h"

#include <gtest/gtest.h>

#include "read/read_check.h"

namespace habeas {
namespace {

constexpr std::string_view kPostmark = "From desk@example.org Tue May  3 11:02:41 2016\n";

std::string letter(int number, std::string_view body) {
  return std::string(kPostmark) + "Subject: " + std::to_string(number) + "\n\n" +
         std::string(body) + "\n\n";
}

/// Hands out few bytes at a time, however many are wanted.
class SlowSource final : public ByteSource {
 public:
  SlowSource(std::string bytes, std::uint64_t piece_bytes)
      : bytes_(std::move(bytes)), piece_bytes_(piece_bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    return bytes_.substr(offset, std::min(length, piece_bytes_));
  }

 private:
  std::string bytes_;
  std::uint64_t piece_bytes_;
};

std::vector<std::string> split(const ByteSource& source, std::size_t bytes_max = 1U << 20U) {
  std::vector<std::string> bodies;
  const auto outcome = split_mbox(source, bytes_max, [&](const MboxMessage& message) {
    bodies.push_back(std::string(message.is_too_large ? "LARGE " : "") +
                     std::string(message.bytes));
    return true;
  });
  EXPECT_TRUE(outcome);
  return bodies;
}

TEST(Mbox, messages_are_the_same_in_pieces_of_any_size) {
  std::string box;
  for (int i = 0; i < 40; ++i) box += letter(i, "words\n\nFrom here on\n>From there");
  const auto whole = split(MemorySource(box));
  ASSERT_EQ(whole.size(), 40U);
  EXPECT_EQ(whole[1], "Subject: 1\n\nwords\n\nFrom here on\n>From there\n");
  for (const std::uint64_t piece : {1U, 7U, 100U, 4096U}) {
    EXPECT_EQ(split(SlowSource(box, piece)), whole) << piece;
  }
}

TEST(Mbox, a_message_that_is_too_large_is_cut_and_the_next_is_found) {
  const std::string box =
      letter(1, std::string(100'000, 'x')) + letter(2, "words") + letter(3, "words");
  for (const std::uint64_t piece : {999U, 1U << 20U}) {
    const auto bodies = split(SlowSource(box, piece), 10'000);
    ASSERT_EQ(bodies.size(), 3U) << piece;
    EXPECT_EQ(bodies[0].substr(0, 16), "LARGE Subject: 1");
    EXPECT_EQ(bodies[1], "Subject: 2\n\nwords\n");
  }
}

TEST(Mbox, postmarks_have_a_date_and_a_header_behind_them) {
  EXPECT_TRUE(is_postmark("From a@b Tue May  3 11:02:41 2016"));
  EXPECT_TRUE(is_postmark("From - Tue May 03 11:02:41 2016"));
  EXPECT_TRUE(is_postmark("From a@b Tue, 3 May 2016 11:02 +0600"));
  EXPECT_FALSE(is_postmark("From the desk of the bar"));
  EXPECT_FALSE(is_postmark("From May 2016 on"));
  EXPECT_FALSE(is_postmark("from a@b Tue May  3 11:02:41 2016"));
  EXPECT_TRUE(begins_like_mbox(std::string(kPostmark) + "Subject: a\n"));
  EXPECT_FALSE(begins_like_mbox(std::string(kPostmark) + "and so on\n"));
  EXPECT_FALSE(begins_like_mbox(kPostmark));
}

TEST(Mbox, quoted_lines_lose_one_sign) {
  EXPECT_EQ(unquote_from_lines("a\n>From b\n>>From c\n>Fromd\nx >From e\n"),
            "a\nFrom b\n>From c\n>Fromd\nx >From e\n");
  EXPECT_EQ(count_quoted_from_lines(">From a\n>>From b\n> From c\n"), 2U);
  EXPECT_EQ(unquote_from_lines(">From a"), "From a");
  EXPECT_EQ(unquote_from_lines(""), "");
}

TEST(Mbox, a_source_that_breaks_is_a_problem_and_what_was_read_stays) {
  class BrokenSource final : public ByteSource {
   public:
    std::uint64_t size() const override { return 1U << 30U; }
    Result<std::string> read_at(std::uint64_t offset, std::uint64_t) const override {
      if (offset > 0) return fail(ErrorCode::Denied, "the disk is gone");
      return letter(1, "words") + letter(2, "words");
    }
  };
  std::size_t messages = 0;
  const auto outcome = split_mbox(BrokenSource(), 1U << 20U, [&](const MboxMessage&) {
    ++messages;
    return true;
  });
  EXPECT_FALSE(outcome);
}

TEST(Mbox, a_message_keeps_its_name_when_the_mailbox_grows) {
  const std::string first = std::string(kPostmark) + "Message-ID: <a@b>\nSubject: x\n\nwords\n\n";
  const std::string box = first + letter(2, "words");
  const auto small = read_bytes(first).documents;
  const auto grown = read_bytes(letter(9, "other") + box).documents;
  ASSERT_EQ(small.size(), 1U);
  ASSERT_EQ(grown.size(), 3U);
  EXPECT_EQ(small[0].id.part, "message:a@b");
  EXPECT_EQ(grown[1].id.part, "message:a@b");
}

}  // namespace
}  // namespace habeas
