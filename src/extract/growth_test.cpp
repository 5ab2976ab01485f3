// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "base/processor_time.h"
#include "extract/marked_text.h"

namespace habeas {
namespace {

constexpr double kGrowthMax = 2.6;  // for twice the text
constexpr int kTriesMax = 5;        // a busy machine disturbs one, not all

double seconds_for(const std::string& text) {
  const Document document = make_test_document(text, "en");
  const double begun = thread_seconds();
  const Extraction read = test_extractor().extract(document);
  const double spent = thread_seconds() - begun;
  EXPECT_LE(read.facts.size(), kFactsMax);
  return spent;
}

/// Each doubling of `size` costs at most kGrowthMax times as much, on average over two of them: one
/// alone may cross the size of a cache. The least of a few tries of both ends.
void check(const std::function<std::string(std::size_t size)>& text_of, std::size_t size) {
  constexpr double kOverTwo = kGrowthMax * kGrowthMax;
  const std::string once = text_of(size);
  const std::string four_times = text_of(4 * size);
  double least = seconds_for(once);
  double least_of_four = seconds_for(four_times);
  for (int tries = 1; tries < kTriesMax && least_of_four > kOverTwo * least; ++tries) {
    least = std::min(least, seconds_for(once));
    least_of_four = std::min(least_of_four, seconds_for(four_times));
  }
  EXPECT_LE(least_of_four, kOverTwo * least) << least << " s, then " << least_of_four << " s";
}

/// `count` in letters: another word for each number, of one length.
std::string word_of_number(std::size_t count) {
  std::string word;
  for (int i = 0; i < 5; ++i, count /= 26) word += static_cast<char>('a' + count % 26);
  return word;
}

std::string repeat(std::string_view words, std::size_t times) {
  std::string text;
  text.reserve(words.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += words;
  return text;
}

TEST(Growth, signatories_of_one_report) {
  check([](std::size_t size) {
    std::string text = "Signed by: ";
    for (std::size_t i = 0; i < size; ++i) {
      text += "Asan B" + word_of_number(i) + (i % 3 == 0 ? " (Oral), " : ", ");
    }
    return text;
  }, 2'500);
}

TEST(Growth, signatories_one_on_each_line) {
  check([](std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += "Mr. Asan B" + word_of_number(i) + "\n";
    return text;
  }, 2'500);
}

TEST(Growth, one_endless_name) {
  check([](std::size_t size) { return "Mr. A" + std::string(size, 'b') + " was arrested."; },
        200'000);
}

TEST(Growth, a_name_of_endless_words) {
  check([](std::size_t size) { return "Mr. " + repeat("Asan ", size) + "was arrested."; }, 10'000);
}

TEST(Growth, quotes_in_quotes) {
  check([](std::size_t size) {
    return repeat("\"Asan said ", size) + repeat("\" ", size);
  }, 5'000);
}

TEST(Growth, brackets_in_brackets) {
  check([](std::size_t size) { return repeat("(see ", size) + repeat(") ", size); }, 10'000);
}

TEST(Growth, dates_on_lines_and_in_one_line) {
  check([](std::size_t size) { return repeat("3 May 2016.\n", size); }, 4'000);
  check([](std::size_t size) { return repeat("3 May 2016, ", size); }, 4'000);
}

TEST(Growth, not_one_space) {
  check([](std::size_t size) { return std::string(size, 'x'); }, 200'000);
  check([](std::size_t size) { return repeat("aB1,", size); }, 10'000);
}

TEST(Growth, acts_of_many_people) {
  check([](std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
      text += "Asan B" + word_of_number(i) + " was arrested in Oral on 3 May 2016. ";
    }
    return text;
  }, 600);
}

}  // namespace
}  // namespace habeas
