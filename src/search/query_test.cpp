// SPDX-License-Identifier: AGPL-3.0-or-later
#include "search/query.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

/// The query in short: first terms, '-' excluded, 't:' in the title, '*' a begin, '+' side by side.
std::string in_short(std::string_view typed) {
  std::string words;
  for (const QueryPart& part : parse_query(typed).parts) {
    if (!words.empty()) words += ' ';
    if (part.is_excluded) words += '-';
    if (part.in_title) words += "t:";
    for (std::size_t i = 0; i < part.words.size(); ++i) {
      if (i > 0) words += '+';
      words += part.words[i].terms[0];
    }
    if (part.is_prefix) words += '*';
  }
  return words;
}

TEST(Query, reads_what_people_type) {
  EXPECT_EQ(in_short("lawyer Атырау"), "lawyer atyrau");
  EXPECT_EQ(in_short("\"held in custody\" -released"), "held+in+custody -released");
  EXPECT_EQ(in_short("title:arrest title:\"two words\" -title:x"), "t:arrest t:two+words -t:x");
  EXPECT_EQ(in_short("kari* a*"), "kari* a");
  EXPECT_EQ(in_short("“typographic marks” «и такие»"), "typographic+marks i+takie");
  EXPECT_EQ(in_short("Abdul-Hadi"), "abdul+hadi");
  EXPECT_EQ(in_short("KAZ 001/1016/OBS 085.4"), "kaz 001+1016+obs 085+4");
}

TEST(Query, what_means_nothing_is_passed_over) {
  for (const char* typed :
       {"", "   ", "-", "*", "\"", "\"\"", "title:", "-title:\"", "...", "()"}) {
    EXPECT_EQ(in_short(typed), "") << typed;
  }
  EXPECT_EQ(in_short("\"never closed"), "never+closed");
}

TEST(Query, has_limits) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "w" + std::to_string(i) + " ";
  EXPECT_EQ(parse_query(many).parts.size(), kQueryPartsMax);
  std::string long_words;
  for (int i = 0; i < 2'000; ++i) long_words += "ж";
  EXPECT_EQ(parse_query(long_words).parts.size(), 1u);
}

TEST(Query, becomes_fts5) {
  EXPECT_EQ(to_fts5(parse_query("\"a1 b2\" -\"c3\"")), "(\"a1 b2\") NOT (\"c3\")");
  EXPECT_EQ(to_fts5(parse_query("title:\"a1\" \"b2\"")), "{title} : \"a1\" AND \"b2\"");
  EXPECT_EQ(to_fts5(parse_query("kari*")), "\"kari\" *");
  EXPECT_EQ(to_fts5(parse_query("-only")), std::nullopt);
  EXPECT_EQ(to_fts5(parse_query("")), std::nullopt);
}

TEST(Query, words_never_become_syntax) {
  EXPECT_EQ(quote_fts5("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(quote_fts5(std::string_view("a\0\" OR b", 8)), "\"a\"\" OR b\"");
  // Operators of FTS5 are words like others.
  EXPECT_EQ(in_short("a AND b OR NOT NEAR(c, 2) body : d ^e {f}"),
            "a and b or not near+c 2 body d e f");
}

}  // namespace
}  // namespace habeas
