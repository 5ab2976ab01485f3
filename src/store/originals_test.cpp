// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/originals.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "base/compression.h"
#include "store/captures.h"
#include "store/scratch_archive.h"
#include "store/verify.h"

namespace habeas {
namespace {

std::string noise(std::size_t size) {
  std::mt19937 random(3);
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(random() % 64);
  return bytes;
}

class Originals : public testing::Test {
 protected:
  Originals() : archive_(*scratch_.create()), transaction_(*archive_.begin()) {}
  sql::Transaction& sql() { return transaction_.sql(); }

  ScratchArchive scratch_;
  Archive archive_;
  ArchiveTransaction transaction_;
};

TEST_F(Originals, come_back_byte_for_byte) {
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, kOriginalChunkBytes - 1, kOriginalChunkBytes + 0,
        kOriginalChunkBytes + 1, 3 * kOriginalChunkBytes + 7}) {
    const std::string bytes = noise(size);
    const auto added = add_original(sql(), bytes);
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_EQ(added->source, sha256(bytes));
    EXPECT_FALSE(added->is_known);
    EXPECT_EQ(*original_size(sql(), added->source), size);
    EXPECT_TRUE(*read_original(sql(), added->source, size) == bytes) << size;
  }
}

TEST_F(Originals, the_same_bytes_again_are_noticed) {
  ASSERT_TRUE(add_original(sql(), "same"));
  EXPECT_TRUE(add_original(sql(), "same")->is_known);
  EXPECT_EQ(list_originals(sql())->size(), 1u);
}

TEST_F(Originals, any_place_can_be_read) {
  const std::string bytes = noise(2 * kOriginalChunkBytes + 100);
  const Digest source = add_original(sql(), bytes)->source;
  const std::pair<std::uint64_t, std::uint64_t> places[] = {{0, 10},
                                                            {kOriginalChunkBytes - 5, 10},
                                                            {10, 2 * kOriginalChunkBytes},
                                                            {2 * kOriginalChunkBytes + 90, 1'000},
                                                            {bytes.size(), 5},
                                                            {bytes.size() + 9, 5}};
  for (const auto& [offset, length] : places) {
    const std::string expected = offset < bytes.size() ? bytes.substr(offset, length) : "";
    EXPECT_TRUE(*read_original_at(sql(), source, offset, length) == expected) << offset;
  }
}

TEST_F(Originals, what_is_not_there_is_told) {
  EXPECT_EQ(read_original(sql(), sha256("none"), 9).error().code, ErrorCode::NotFound);
  const Digest source = add_original(sql(), "ten bytes.")->source;
  EXPECT_EQ(read_original(sql(), source, 9).error().code, ErrorCode::TooLarge);
}

/// A file that is another one each time it is read.
class ChangingFile final : public OpenFile {
 public:
  std::uint64_t size() const override { return 2; }
  Result<std::string> read_at(std::uint64_t, std::uint64_t) const override {
    return std::string(1, static_cast<char>('a' + reads_++));
  }

 private:
  mutable int reads_ = 0;
};

TEST_F(Originals, a_file_that_changes_meanwhile_is_not_kept) {
  EXPECT_EQ(add_original(sql(), ChangingFile()).error().code, ErrorCode::Busy);
  EXPECT_TRUE(list_originals(sql())->empty());
  EXPECT_EQ(**sql().find_integer("select count(*) from kept_original_chunks"), 0);
}

TEST_F(Originals, damage_is_found) {
  const Digest whole = add_original(sql(), "whole")->source;
  const Digest other = add_original(sql(), "other")->source;
  const Digest broken = add_original(sql(), noise(10'000))->source;
  const std::string forged = *compress("owned");
  const sql::Blob name{std::string_view(reinterpret_cast<const char*>(other.bytes.data()), 32)};
  ASSERT_TRUE(sql().run("update kept_original_chunks set compressed = ? where source = ?",
                        {sql::Blob{forged}, name}));
  const sql::Blob broken_name{
      std::string_view(reinterpret_cast<const char*>(broken.bytes.data()), 32)};
  ASSERT_TRUE(
      sql().run("update kept_original_chunks set compressed ="
                " substr(compressed, 1, 5000) where source = ?",
                {broken_name}));
  EXPECT_TRUE(check_original(sql(), whole));
  EXPECT_EQ(check_original(sql(), other).error().code, ErrorCode::Corrupt);
  EXPECT_EQ(read_original_at(sql(), broken, 0, 9).error().code, ErrorCode::Corrupt);

  const std::array captures{Capture{whole, "a", {}, "file", ""},
                            Capture{other, "b", {}, "file", ""},
                            Capture{sha256("gone"), "c", {}, "file", ""}};
  ASSERT_TRUE(append_captures(transaction_, captures));
  std::vector<std::string> faults;
  const auto summary =
      verify_originals(sql(), [&](const std::string& fault) { faults.push_back(fault); });
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->originals, 3);
  EXPECT_EQ(summary->faults, 4);
  std::sort(faults.begin(), faults.end());
  std::vector<std::string> expected{"the original " + to_hex(other) + " is not what was taken in",
                                    "the original " + to_hex(broken) + " is damaged in piece 0",
                                    "the original " + to_hex(broken) + " was never journalled",
                                    "the original " + to_hex(sha256("gone")) + " is missing"};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(faults, expected);
}

TEST_F(Originals, the_earliest_capture_counts) {
  const Digest source = sha256("x");
  const auto capture = [&](std::int64_t time_ms, const char* path) {
    return Capture{source, path, Instant{time_ms}, "file", "https://example.org/\"q\""};
  };
  const std::array first{capture(20, "b"), capture(10, "c\xff")};
  const std::array second{capture(15, "d")};
  ASSERT_TRUE(append_captures(transaction_, first));
  ASSERT_TRUE(append_captures(transaction_, second));
  Capture expected = capture(10, "c\xEF\xBF\xBD");
  EXPECT_EQ(*find_earliest_capture(sql(), source), expected);
  EXPECT_EQ(load_earliest_captures(sql())->at(source), expected);
  EXPECT_EQ(*find_earliest_capture(sql(), sha256("none")), std::nullopt);
}

TEST(Captures, other_shapes_are_refused) {
  const std::string good = to_json(std::array{Capture{sha256("x"), "p", Instant{-1}, "file", ""}});
  ASSERT_TRUE(parse_captures(good));
  for (const std::string& bad :
       {std::string(), std::string("[]"), std::string("{}"), std::string(R"({"captures":[{}]})"),
        std::string(R"({"captures":[],"more":1})"),
        std::string(R"({"captures":[{"source":"00","time_ms":1,)"
                    R"("how":"","path":""}]})"),
        good.substr(0, good.size() - 1)}) {
    EXPECT_FALSE(parse_captures(bad)) << bad;
  }
}

}  // namespace
}  // namespace habeas
