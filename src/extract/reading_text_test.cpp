// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/reading_text.h"

#include <gtest/gtest.h>

#include "extract/marked_text.h"

namespace habeas {
namespace {

std::string read(std::string_view text) {
  static const KnownWords words = *KnownWords::make(test_tables());
  const ReadingText reading =
      make_reading_text(text, make_span(0, text.size()), words, find_seen_words(text));
  for (std::size_t at = 0; at < reading.text.size(); ++at) {
    const std::size_t there = reading.map.to_source(at);
    EXPECT_LT(there, text.size());
    if (reading.text[at] != ' ' && reading.text[at] != '\n') {
      EXPECT_EQ(reading.text[at], text[there]) << reading.text << " at " << at;
    }
  }
  return reading.text;
}

TEST(ReadingText, white_space_is_squashed_and_line_ends_are_kept) {
  EXPECT_EQ(read("  a\u00A0 b\tc "), "a b c");
  EXPECT_EQ(read("Ms.\r\n  Asan"), "Ms.\nAsan");
  EXPECT_EQ(read("one\n \n two"), "one\n\ntwo");
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read(" \n "), "");
}

TEST(ReadingText, what_is_not_seen_is_left_out) {
  EXPECT_EQ(read("law\u00ADyer"), "lawyer");
  EXPECT_EQ(read("law\u200Byer \uFEFFheld"), "lawyer held");
}

TEST(ReadingText, words_parted_at_line_ends_are_whole) {
  EXPECT_EQ(read("arbitrary deten-\ntion of Asel Tes-\ntova"),
            "arbitrary detention of Asel Testova");
  EXPECT_EQ(read("a well-\nknown lawyer"), "a well-known lawyer");
  EXPECT_EQ(read("deten\u00AD\n tion"), "detention");
  EXPECT_EQ(read("deten-\n\ntion"), "deten-\n\ntion");
}

TEST(ReadingText, glued_words_are_taken_apart) {
  EXPECT_EQ(read("TheObservatory"), "The Observatory");
  EXPECT_EQ(read("WesternKazakhstan"), "Western Kazakhstan");
  EXPECT_EQ(read("OnJanuary 27"), "On January 27");
  EXPECT_EQ(read("January30, 2017"), "January 30, 2017");
  EXPECT_EQ(read("May 17,2016"), "May 17, 2016");
  EXPECT_EQ(read("Newinformation:"), "New information:");
  EXPECT_EQ(read("Briefdescription of"), "Brief description of");
  EXPECT_EQ(read("URGENTAPPEAL -"), "URGENT APPEAL -");
  EXPECT_EQ(read("Arbitrarydetention /"), "Arbitrary detention /");
  EXPECT_EQ(read("Messrs.Asanov and"), "Messrs. Asanov and");
  EXPECT_EQ(read("Mr. AsanBerikov came"), "Mr. Asan Berikov came");
  EXPECT_EQ(read("AsanBerikov and Berikov"), "Asan Berikov and Berikov");
  EXPECT_EQ(read("Oral,Western"), "Oral, Western");
  EXPECT_EQ(read("005.8Retrial"), "005.8 Retrial");
  EXPECT_EQ(read("7jun02"), "7 jun 02");
  EXPECT_EQ(read("4021/13and 77/14"), "4021/13 and 77/14");
  EXPECT_EQ(read("rules ofthe town"), "rules of the town");
  EXPECT_EQ(read("Bahrain Centerfor Human"), "Bahrain Center for Human");
  EXPECT_EQ(read("Nouvel articleCOD 011"), "Nouvel article COD 011");
}

TEST(ReadingText, names_and_addresses_stay_whole) {
  for (const std::string_view text : {"McKenna",
                                      "YouTube",
                                      "DeSouza and Souza",
                                      "eBay",
                                      "iPhone",
                                      "https://example.org/TheCase",
                                      "a.Berik@example.org",
                                      "www.TheCase.example",
                                      "27th",
                                      "500km",
                                      "1,500",
                                      "3.5",
                                      "UN",
                                      "U.S.A.",
                                      "Newton",
                                      "example.org",
                                      "Goodman",
                                      "OHCHR",
                                      "lathe",
                                      "bathe",
                                      "clothe",
                                      "mother"}) {
    EXPECT_EQ(read(text), text);
  }
}

}  // namespace
}  // namespace habeas
