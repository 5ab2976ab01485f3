// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/terminal.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace habeas {
namespace {

// The worst string: a screen wipe, a title change, C1 CSI in one character and in one byte, a
// right-to-left override, a zero-width joiner, tag characters, broken UTF-8, a bell, line ends.
constexpr std::string_view kWorst =
    "\x1b[2J\x1b]0;owned\x07 \xC2\x9B"
    "31m\x9B \xE2\x80\xAE"
    "fdp.exe\xE2\x80\x8D\xF3\xA0\x81\x81"
    "\xFF\r\nnext\tline\x7F";

TEST(Terminal, lets_nothing_through_that_moves_or_hides) {
  const std::string safe = to_terminal(kWorst);
  EXPECT_TRUE(is_utf8(safe));
  for (std::size_t offset = 0; offset < safe.size();) {
    const char32_t c = next_character(safe, offset);
    EXPECT_GE(c, 0x20u);
    EXPECT_FALSE(c >= 0x7F && c < 0xA0);
    EXPECT_FALSE(is_invisible(c));
  }
  EXPECT_EQ(safe,
            "\\x1b[2J\\x1b]0;owned\\x07 \\x9b31m\\x9b \\u202efdp.exe\\u200d\\ue0041\\xff next "
            "line\\x7f");
}

TEST(Terminal, leaves_ordinary_words_of_any_script_alone) {
  EXPECT_EQ(to_terminal("Ақтөбе — “Arlan” محمد 北京"), "Ақтөбе — “Arlan” محمد 北京");
}

}  // namespace
}  // namespace habeas
