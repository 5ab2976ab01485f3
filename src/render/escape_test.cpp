// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/escape.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

TEST(Escape, html_holds_any_words) {
  const auto check = [](const char* reason, std::string_view words, std::string_view expected) {
    SCOPED_TRACE(reason);
    EXPECT_EQ(to_html(words), expected);
  };
  check("plain", "Боқашев & co", "Боқашев &amp; co");
  check("tag", "<b a='1'>", "&lt;b a=&#39;1&#39;&gt;");
  check("both_quotation_marks", "\"'`", "&quot;&#39;&#96;");
  check("null", std::string_view("a\0b", 3), "a\uFFFDb");
  check("escape_sequence", "\x1b[31m", "\uFFFD[31m");
  check("broken_utf8", "\xff", "\uFFFD");
  check("carriage_return", "a\r\nb\rc", "a\nb\nc");
  check("no_character", "\xEF\xBF\xBF", "\uFFFD");
  check("already_escaped", "&lt;", "&amp;lt;");
}

TEST(Escape, address_part_stays_one_part) {
  EXPECT_EQ(to_address_part("KAZ-2016-7NBS5"), "KAZ-2016-7NBS5");
  EXPECT_EQ(to_address_part("a/b?c#d e"), "a%2Fb%3Fc%23d%20e");
  EXPECT_EQ(to_address_part(".."), "%2E%2E");
  EXPECT_EQ(to_address_part("қаз"), "%D2%9B%D0%B0%D0%B7");
}

TEST(Escape, outside_address_is_text_of_three_schemes) {
  EXPECT_EQ(to_outside_address("https://a.example/b?c"), "https://a.example/b?c");
  EXPECT_EQ(to_outside_address("mailto:a@b.example"), "mailto:a@b.example");
  EXPECT_EQ(to_outside_address("http://қ.example/ b"), "http://%D2%9B.example/%20b");
  EXPECT_EQ(to_outside_address("javascript:alert(1)"), "");
  EXPECT_EQ(to_outside_address("data:text/html,x"), "");
  EXPECT_EQ(to_outside_address(" https://a.example"), "");
  EXPECT_EQ(to_outside_address("https://"), "");
}

TEST(Escape, language_is_two_or_three_letters) {
  EXPECT_EQ(to_language("kk"), "kk");
  EXPECT_EQ(to_language("en\" onclick"), "");
  EXPECT_EQ(to_language("EN"), "");
  EXPECT_EQ(to_language(""), "");
}

}  // namespace
}  // namespace habeas
