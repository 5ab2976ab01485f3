// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/utf8.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

TEST(Utf8, accepts_what_rfc_3629_allows_and_nothing_else) {
  EXPECT_TRUE(is_utf8("Атырау, Ақтөбе, €, \xF0\x9F\x98\x80"));
  EXPECT_TRUE(is_utf8("\xEF\xBF\xBD"));   // a printed U+FFFD is a character like any other
  EXPECT_FALSE(is_utf8("\xC0\xAF"));      // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));  // surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));
  EXPECT_FALSE(is_utf8("cut \xD0"));
}

TEST(Utf8, replaces_each_byte_that_is_no_character) {
  EXPECT_EQ(to_utf8("a\xFF"
                    "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(to_utf8("cut \xE2\x82"), "cut \xEF\xBF\xBD");
  EXPECT_TRUE(is_utf8(to_utf8("\x80\xC0\xAF\xED\xA0\x80\xF8")));
}

TEST(Utf8, walks_back_as_it_walked_forth) {
  const std::string text = "aЖ€\xF0\x9F\x98\x80z";
  std::size_t offset = text.size();
  std::u32string back;
  while (offset > 0) back.insert(back.begin(), previous_character(text, offset));
  EXPECT_EQ(back, U"aЖ€\U0001F600z");
  EXPECT_EQ(count_characters(text), 5u);
}

TEST(Utf8, trims_every_white_space) {
  EXPECT_EQ(trim(" \xC2\xA0 x y\xE2\x80\xAF\n"), "x y");
  EXPECT_EQ(trim("\xC2\xA0"), "");
  EXPECT_EQ(squash("  a \xC2\xA0\n b  "), "a b");
}

TEST(Utf8, tells_scripts_and_invisible_characters) {
  EXPECT_EQ(script_of(U'Қ'), Script::Cyrillic);
  EXPECT_EQ(script_of(U'é'), Script::Latin);
  EXPECT_TRUE(is_invisible(0x202E));  // right-to-left override
  EXPECT_TRUE(is_invisible(0x00AD));
  EXPECT_FALSE(is_invisible(U' '));
}

}  // namespace
}  // namespace habeas
