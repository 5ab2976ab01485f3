// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/fold.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace habeas {
namespace {

void check(std::string_view text, std::string_view folded) { EXPECT_EQ(fold(text), folded); }

TEST(Fold, drops_case_and_marks_and_keeps_letters) {
  check("ÉCOLE", "ecole");
  check("Straße", "strasse");
  check("БОҚАЕВ", "боқаев");
  check("Ёлкина", "елкина");
  check("Мұхтар Әуезов", "мұхтар әуезов");
}

TEST(Fold, short_i_is_a_letter_of_its_own) {
  check("ЙОД", "йод");
  check("\xD0\xB8\xCC\x86", "й");  // written as two characters
  check("Київ", "київ");
}

TEST(Fold, gives_one_dash_one_quote_one_space) {
  check("a\xE2\x80\x93z \xE2\x80\x9Cx\xE2\x80\x9D", "a-z 'x'");
  check("a\xC2\xA0\n b", "a b");
  check("A\"B`C", "a'b'c");
}

TEST(Fold, drops_what_is_not_seen) {
  check(
      "par\xC2\xAD"
      "don\xE2\x80\x8B",
      "pardon");
}

TEST(Fold, a_character_folds_alone_as_it_does_among_others) {
  // U+4E00 folds to itself, and takes the long way for all that stands with it.
  for (char32_t c = 1; c < 0x2200; ++c) {
    std::string alone;
    append_utf8(alone, c);
    EXPECT_EQ(fold(alone) + "\xE4\xB8\x80", fold(alone + "\xE4\xB8\x80")) << std::uint32_t{c};
  }
}

}  // namespace
}  // namespace habeas
