// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/token_pattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace habeas {
namespace {

using testing::HasSubstr;

const WordSets kSets{{"be", {"was", "were"}}, {"adverb", {"again", "then"}}};

// The words of the longest match, "" if there is none.
std::string first_match(const std::string& pattern, const std::string& text,
                        const std::vector<ClassSpan>& spans = {}) {
  const auto set = PatternSet::make({{pattern, "row"}}, kSets);
  if (!set) return set.error().message;
  const auto tokens = split_tokens(text);
  const auto matches = longest_matches(set->find(tokens, spans));
  if (matches.empty()) return "";
  const TokenRange range = matches.front().tokens;
  return text.substr(tokens[range.begin].span.begin,
                     tokens[range.end - 1].span.end - tokens[range.begin].span.begin);
}

TEST(TokenPattern, elements_match_what_they_say) {
  EXPECT_EQ(first_match("held", "She was HELD."), "HELD");
  EXPECT_EQ(first_match("held|kept in", "kept in a cell"), "kept in");
  EXPECT_EQ(first_match("@be held", "they were held"), "were held");
  EXPECT_EQ(first_match("arrest~ on", "the arrests on Monday"), "arrests on");
  EXPECT_EQ(first_match("avocat", "c'est l'avocat"), "l'avocat");
  EXPECT_EQ(first_match("lawyer", "the lawyer's bag"), "lawyer's");
  EXPECT_EQ(first_match("<number> days", "for 15 days"), "15 days");
  EXPECT_EQ(first_match("in <capital>", "in a cell in Oral"), "in Oral");
}

TEST(TokenPattern, optional_and_repeated_elements_take_the_longest) {
  EXPECT_EQ(first_match("@be @adverb* held", "was held"), "was held");
  EXPECT_EQ(first_match("@be @adverb* held", "was then again held"), "was then again held");
  EXPECT_EQ(first_match("held again?", "held again and again"), "held again");
  EXPECT_EQ(first_match("@be @adverb* held", "was then then then then then held"), "");
}

TEST(TokenPattern, a_class_takes_the_whole_span) {
  const std::vector<ClassSpan> spans{{SpanClass::Person, {1, 3}}};
  EXPECT_EQ(first_match("freed <person> on", "freed Asan Berik on Monday", spans),
            "freed Asan Berik on");
  EXPECT_EQ(first_match("freed <place>", "freed Asan Berik", spans), "");
}

TEST(TokenPattern, bad_rows_say_where) {
  EXPECT_THAT(first_match("@nothing held", ""), HasSubstr("row: no set of words '@nothing'"));
  EXPECT_THAT(first_match("<thing>", ""), HasSubstr("row: '<thing>' is no class"));
  EXPECT_THAT(first_match("held? kept?", ""), HasSubstr("row: nothing in the pattern must match"));
  EXPECT_THAT(first_match("a b c d e f g h i j k l m n o p q", ""), HasSubstr("more than 16"));
}

TEST(TokenPattern, of_overlapping_matches_the_first_and_longest_stands) {
  const auto set = PatternSet::make({{"held", "a"}, {"was held", "b"}, {"held in", "c"}}, kSets);
  ASSERT_TRUE(set);
  const auto tokens = split_tokens("was held in");
  EXPECT_EQ(set->find(tokens).size(), 3U);
  const auto standing = longest_matches(set->find(tokens));
  ASSERT_EQ(standing.size(), 1U);
  EXPECT_EQ(standing[0], (PatternMatch{1, {0, 2}}));
}

}  // namespace
}  // namespace habeas
