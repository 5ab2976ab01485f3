// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/line_hyphen.h"

#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "text/tokens.h"

namespace habeas {
namespace {

// The words of `text`, folded, parted by '|'.
std::string words_of(std::string_view text) {
  std::string words;
  for (const Token& token : split_tokens(text)) {
    if (token.kind != TokenKind::Word) continue;
    words += (words.empty() ? "" : "|") + token.folded;
  }
  return words;
}

TEST(LineHyphen, PartedWordsAreOne) {
  const auto check = [](std::string_view text, std::string_view expected) {
    EXPECT_EQ(words_of(text), expected) << text;
  };
  check("arbitrary deten-\ntion and", "arbitrary|detention|and");
  check("deten-\r\n  tion", "detention");
  check("deten\u00AD\ntion", "detention");
  check("deten\u2010\ntion", "detention");
  check("задер-\nжан", "задержан");
  check("DETEN-\nTION", "detention");
  check("a well-\nknown lawyer", "a|well-known|lawyer");
  check("Anne-\nMarie Probe", "anne-marie|probe");
  check("EU-\nKazakhstan", "eu-kazakhstan");
  check("in-\nde-\npendent", "independent");
}

TEST(LineHyphen, OtherHyphensStay) {
  const auto check = [](std::string_view text, std::string_view expected) {
    EXPECT_EQ(words_of(text), expected) << text;
  };
  check("deten-\n\ntion", "deten|tion");
  check("deten- tion", "deten|tion");
  check("well-known", "well-known");
  check("12-\ntion", "tion");
  check("deten-\n12", "deten");
  check("deten -\ntion", "deten|tion");
  check("deten-\n", "deten");
}

TEST(LineHyphen, ATokenSpansWhatIsPrinted) {
  const std::string text = "was deten-\ntion now";
  const auto tokens = split_tokens(text);
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_EQ(slice(text, tokens[1].span), "deten-\ntion");
}

TEST(LineHyphen, EveryRowHoldsForItsExampleOnly) {
  std::ifstream rows(HABEAS_SOURCE_DIR "/tables/hyphen_words/rows.tsv");
  std::string line;
  std::getline(rows, line);
  while (std::getline(rows, line)) {
    std::stringstream cells(line);
    std::string kind, language, words, example, near_miss;
    for (std::string* cell : {&kind, &language, &words, &example, &near_miss}) {
      std::getline(cells, *cell, '\t');
    }
    const auto is_spelled = [](std::string word) {
      const std::size_t hyphen = word.find('-');
      const auto found = find_line_hyphen(word.insert(hyphen + 1, "\n"), hyphen);
      return found && found->is_spelled;
    };
    EXPECT_TRUE(is_spelled(example)) << example;
    EXPECT_FALSE(is_spelled(near_miss)) << near_miss;
  }
}

}  // namespace
}  // namespace habeas
