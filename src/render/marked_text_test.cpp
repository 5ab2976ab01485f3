// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/marked_text.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

// Each marking as "begin-end:fact"; the kind of fact n is that of number n.
std::string marked(std::string text, std::vector<Marking> markings) {
  PassageValue passage;
  passage.text = std::move(text);
  passage.markings = std::move(markings);
  std::vector<FactCard> facts(3);
  for (std::uint32_t i = 0; i < 3; ++i) facts[i].number = i + 1;
  facts[0].line.kind = FactKind::Act;
  facts[1].line.kind = FactKind::Person;
  facts[2].line.kind = FactKind::Date;
  return marked_text(passage, facts);
}

TEST(MarkedText, marks_facts_where_they_are_stated) {
  EXPECT_EQ(marked("a < b", {}), "a &lt; b") << "nothing marked";
  EXPECT_EQ(marked("was held there", {{4, 8, 1, true}}),
            "was <span class=\"mark k-act lane-0\" id=\"q1\" data-fact=\"1\">"
            "<a href=\"#f1\">held</a></span> there")
      << "one fact";
  EXPECT_EQ(marked("abcd", {{0, 4, 1, true}, {1, 2, 2, true}}),
            "<span class=\"mark k-act lane-0\" id=\"q1\" data-fact=\"1\"><a href=\"#f1\">a</a>"
            "<span class=\"mark k-person lane-1\" id=\"q2\" data-fact=\"2\"><a href=\"#f2\">b</a>"
            "</span><a href=\"#f1\">cd</a></span>")
      << "one inside another";
}

TEST(MarkedText, closes_and_opens_again_what_crosses) {
  EXPECT_EQ(marked("abc", {{0, 2, 1, true}, {1, 3, 2, true}}),
            "<span class=\"mark k-act lane-0\" id=\"q1\" data-fact=\"1\"><a href=\"#f1\">a</a>"
            "<span class=\"mark k-person lane-1\" id=\"q2\" data-fact=\"2\"><a href=\"#f2\">b</a>"
            "</span></span><span class=\"mark k-person lane-1\" data-fact=\"2\">"
            "<a href=\"#f2\">c</a></span>")
      << "the id stands once";
}

TEST(MarkedText, a_space_alone_is_no_link) {
  EXPECT_EQ(marked("a b", {{0, 3, 1, true}, {0, 1, 2, true}, {2, 3, 3, true}}),
            "<span class=\"mark k-act lane-0\" id=\"q1\" data-fact=\"1\">"
            "<span class=\"mark k-person lane-1\" id=\"q2\" data-fact=\"2\"><a href=\"#f2\">a</a>"
            "</span> <span class=\"mark k-date lane-1\" id=\"q3\" data-fact=\"3\">"
            "<a href=\"#f3\">b</a></span></span>");
}

TEST(MarkedText, leaves_out_what_is_no_place_or_no_fact) {
  EXPECT_EQ(marked("abc", {{2, 9, 1, true}}), "abc") << "beyond the text";
  EXPECT_EQ(marked("abc", {{1, 1, 1, true}}), "abc") << "empty";
  EXPECT_EQ(marked("abc", {{0, 1, 7, true}}), "abc") << "no card of that number";
}

TEST(MarkedText, same_words_may_state_two_facts) {
  const std::string html = marked("ab", {{0, 2, 1, true}, {0, 2, 3, true}});
  EXPECT_NE(html.find("id=\"q1\""), std::string::npos);
  EXPECT_NE(html.find("id=\"q3\""), std::string::npos);
  EXPECT_NE(html.find("lane-1"), std::string::npos) << "their lines are stacked";
}

}  // namespace
}  // namespace habeas
