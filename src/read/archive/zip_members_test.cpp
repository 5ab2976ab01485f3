// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/zip_members.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "read/read_check.h"

namespace habeas {
namespace {

std::string load_case(const std::string& name) {
  std::ifstream file(HABEAS_SOURCE_DIR "/tests/read/zip/" + name + "/input.zip", std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

ZipTaken take_first(const std::string& bytes, std::uint64_t bytes_max,
                    const std::vector<std::string>& passwords) {
  const MemorySource source(bytes);
  const ZipDirectory directory = read_zip_directory(source);
  return take_zip_member(source, directory.members.at(0), bytes_max, passwords);
}

class LockedZip : public testing::TestWithParam<const char*> {};

TEST_P(LockedZip, opens_with_the_right_password_only) {
  const std::string bytes = load_case(GetParam());
  const ZipTaken wrong = take_first(bytes, 1U << 20U, {"", "oral", "oral 2017"});
  EXPECT_FALSE(wrong.bytes);
  ASSERT_EQ(wrong.problems.size(), 1U);
  EXPECT_EQ(wrong.problems[0].code, ProblemCode::PasswordNeeded);

  const ZipTaken right = take_first(bytes, 1U << 20U, {"wrong", "oral 2016"});
  ASSERT_TRUE(right.bytes);
  EXPECT_EQ(right.bytes->substr(0, 22), "Lawyer Asan Berik held");
  EXPECT_EQ(right.password, 1U);
  EXPECT_TRUE(right.problems.empty());
}

TEST_P(LockedZip, an_altered_member_is_never_taken_for_sound) {
  std::string bytes = load_case(GetParam());
  const std::size_t middle = bytes.find("PK\x01\x02") / 4;
  bytes[middle] = static_cast<char>(bytes[middle] ^ 1);
  const ZipTaken taken = take_first(bytes, 1U << 20U, {"oral 2016"});
  EXPECT_FALSE(taken.problems.empty());
}

TEST_P(LockedZip, is_read_with_the_passwords_of_the_label) {
  SourceLabel label;
  label.passwords = {"wrong", "oral 2016"};
  const Collected collected = read_bytes(load_case(GetParam()), label);
  EXPECT_EQ(collected.documents.size(), 2U);
  EXPECT_TRUE(collected.problems.empty());
}

INSTANTIATE_TEST_SUITE_P(Kinds, LockedZip,
                         testing::Values("locked_traditional", "locked_aes128", "locked_aes256"));

TEST(ZipMembers, a_member_over_the_limit_is_told_before_it_is_unpacked) {
  const ZipTaken taken = take_first(load_case("nested"), 10, {});
  EXPECT_FALSE(taken.bytes);
  ASSERT_EQ(taken.problems.size(), 1U);
  EXPECT_EQ(taken.problems[0].code, ProblemCode::TooLarge);
}

TEST(ZipMembers, find_gives_the_last_of_one_name) {
  const MemorySource source(load_case("twice_one_name"));
  const ZipDirectory directory = read_zip_directory(source);
  EXPECT_EQ(directory.find("a.txt"), &directory.members.at(1));
  EXPECT_EQ(directory.find("b.txt"), nullptr);
}

TEST(ZipMembers, every_cut_of_a_zip_is_read_without_harm) {
  const std::string whole = load_case("members");
  for (std::size_t size = 4; size < whole.size(); ++size) {
    const Collected collected = read_bytes(whole.substr(0, size));
    EXPECT_FALSE(collected.problems.empty()) << size;
  }
}

}  // namespace
}  // namespace habeas
