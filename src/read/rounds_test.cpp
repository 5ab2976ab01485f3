// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/rounds.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

constexpr std::string_view kReport =
    "Lawyer Asan Berik held\n\nOral, 3 May 2016\n\nLawyer Asan Berik was held for nine hours.\n";

class Heard final : public DocumentSink {
 public:
  void add_document(Document document) override { documents.push_back(std::move(document)); }
  void add_problem(Problem problem) override { problems.push_back(std::move(problem)); }

  std::vector<Document> documents;
  std::vector<Problem> problems;
};

class RoundsTest : public testing::Test {
 protected:
  void add(std::string_view path, std::string_view bytes) {
    rounds().add_part({std::string(path), "part.txt", "", "", std::string(bytes)});
  }
  Rounds& rounds() {
    if (!rounds_) rounds_.emplace(label_, 0, limits, heard, spent_);
    return *rounds_;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const Document& document : heard.documents) found.push_back(document.id.part);
    return found;
  }

  Heard heard;
  ReadLimits limits;

 private:
  SourceLabel label_;
  RoundsSpent spent_;
  std::optional<Rounds> rounds_;
};

TEST_F(RoundsTest, a_part_is_read_as_a_source) {
  add("zip:a.txt", kReport);
  ASSERT_EQ(names(), std::vector<std::string>{"zip:a.txt"});
  EXPECT_EQ(heard.documents[0].title, "Lawyer Asan Berik held");
  EXPECT_TRUE(heard.problems.empty());
}

TEST_F(RoundsTest, what_no_format_takes_is_a_problem_of_the_part) {
  add("zip:a.rar", "Rar!\x1A\x07\x01 and more");
  EXPECT_TRUE(heard.documents.empty());
  ASSERT_EQ(heard.problems.size(), 1U);
  EXPECT_EQ(heard.problems[0].code, ProblemCode::NotText);
  EXPECT_EQ(heard.problems[0].part, "zip:a.rar");
}

TEST_F(RoundsTest, two_of_one_name_are_told_apart_and_one_twice_is_one) {
  add("zip:a.txt", kReport);
  add("zip:a.txt", std::string(kReport) + "\nHe was let go.\n");
  add("zip:a.txt", std::string(kReport) + "\nHe was let go.\n");
  ASSERT_EQ(heard.documents.size(), 2U);
  EXPECT_EQ(names()[0], "zip:a.txt");
  EXPECT_EQ(names()[1].substr(0, 15), "zip:a.txt/same:");
}

TEST_F(RoundsTest, unpacking_ends_at_its_limit_and_says_so_once) {
  limits.unpacked_bytes_max = kReport.size();
  add("zip:a.txt", kReport);
  EXPECT_EQ(rounds().bytes_left(), 0U);
  add("zip:b.txt", kReport);
  add("zip:c.txt", kReport);
  EXPECT_EQ(names(), std::vector<std::string>{"zip:a.txt"});
  ASSERT_EQ(heard.problems.size(), 1U);
  EXPECT_EQ(heard.problems[0].code, ProblemCode::TooLarge);
}

TEST_F(RoundsTest, parts_end_at_their_number) {
  limits.parts_max = 2;
  for (const char* name : {"zip:a", "zip:b", "zip:c", "zip:d"}) add(name, kReport);
  EXPECT_EQ(names(), (std::vector<std::string>{"zip:a", "zip:b"}));
  EXPECT_EQ(heard.problems.size(), 1U);
}

TEST_F(RoundsTest, problems_of_one_kind_are_counted_beyond_their_number) {
  limits.problems_max = 2;
  for (int i = 0; i < 5; ++i) add("zip:" + std::to_string(i) + ".rar", "Rar!\x1A\x07\x01 and more");
  EXPECT_EQ(heard.problems.size(), 2U);
  rounds().finish();
  ASSERT_EQ(heard.problems.size(), 3U);
  EXPECT_EQ(heard.problems[2].message, "3 problems more of this kind");
}

TEST(JoinPartPath, keeps_names_that_last_and_hashes_what_no_name_takes) {
  EXPECT_EQ(join_part_path("", ""), "");
  EXPECT_EQ(join_part_path("", "mail:1.2"), "mail:1.2");
  EXPECT_EQ(join_part_path("zip:a", ""), "zip:a");
  EXPECT_EQ(join_part_path("zip:a", "mail:1.2"), "zip:a/mail:1.2");
  const std::string hashed = join_part_path("zip:a", "zip:bad\nname");
  EXPECT_EQ(hashed.substr(0, 5), "part:");
  EXPECT_EQ(hashed, join_part_path("zip:a", "zip:bad\nname"));
  EXPECT_LE(join_part_path("zip:a", std::string(600, 'x')).size(), 512U);
}

}  // namespace
}  // namespace habeas
