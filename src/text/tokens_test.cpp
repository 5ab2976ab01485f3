// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/tokens.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

/// The bytes of each token, joined by '|'.
std::string show(std::string_view text) {
  std::string shown;
  for (const Token& token : split_tokens(text)) {
    if (!shown.empty()) shown += '|';
    shown += slice(text, token.span);
  }
  return shown;
}

Casing casing(std::string_view word) { return split_tokens(word).front().casing; }

bool is_short(std::string_view folded) { return folded == "mr" || folded == "no" || folded == "г"; }

std::string show_sentences(std::string_view text) {
  const std::vector<Token> tokens = split_tokens(text);
  std::string shown;
  for (const TokenRange range : split_sentences(text, tokens, is_short)) {
    if (!shown.empty()) shown += '|';
    shown += slice(text, make_span(tokens[range.begin].span.begin, tokens[range.end - 1].span.end));
  }
  return shown;
}

TEST(Tokens, words_keep_hyphens_and_apostrophes_between_letters) {
  EXPECT_EQ(show("Abdul-Hadi’s l'avocat x- -y"), "Abdul-Hadi’s|l'avocat|x|-|-|y");
}

TEST(Tokens, an_initial_owns_its_full_stop_and_no_other_word_does) {
  EXPECT_EQ(show("Mr. T. Orlova"), "Mr|.|T.|Orlova");
  EXPECT_EQ(split_tokens("T. x").front().folded, "t");
}

TEST(Tokens, numbers_are_digits_alone) {
  EXPECT_EQ(show("1,500 km [2] 27th"), "1|,|500|km|[|2|]|27|th");
}

TEST(Tokens, invisible_characters_are_in_no_folded_form) {
  const std::vector<Token> tokens = split_tokens(
      "par\xC2\xAD"
      "don\xE2\x80\x8B x");
  ASSERT_EQ(tokens.size(), 2u);
  EXPECT_EQ(tokens[0].folded, "pardon");
  EXPECT_EQ(tokens[0].span, make_span(0, 8));
}

TEST(Tokens, tells_casing) {
  EXPECT_EQ(casing("lawyer"), Casing::Lower);
  EXPECT_EQ(casing("Al-Haddad"), Casing::Capitalised);
  EXPECT_EQ(casing("ORLOVA"), Casing::Upper);
  EXPECT_EQ(casing("Т."), Casing::Initial);
  EXPECT_EQ(casing("IgorOrlov"), Casing::Mixed);
  EXPECT_EQ(casing("محمد"), Casing::None);
}

TEST(Tokens, knows_line_ends_and_spaces) {
  const std::vector<Token> tokens = split_tokens("a b\nc,d");
  EXPECT_TRUE(tokens[1].space_before);
  EXPECT_FALSE(tokens[1].line_break_before);
  EXPECT_TRUE(tokens[2].line_break_before);
  EXPECT_FALSE(tokens[3].space_before);
}

TEST(Sentences, end_at_full_stops_that_are_no_shortening) {
  EXPECT_EQ(show_sentences("He left. Mr. Orlov (No. 5) stayed! Why? At 3.30 p.m. on Monday."),
            "He left.|Mr. Orlov (No. 5) stayed!|Why?|At 3.30 p.m. on Monday.");
}

TEST(Sentences, a_full_stop_inside_quotes_closes_with_them) {
  EXPECT_EQ(show_sentences("“It is over.” She left."), "“It is over.”|She left.");
}

TEST(Sentences, a_blank_line_ends_one) {
  EXPECT_EQ(show_sentences("A title\n\nA text\nof two lines"), "A title|A text\nof two lines");
}

}  // namespace
}  // namespace habeas
