// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/transfer.h"

#include <gtest/gtest.h>

#include "read/mail/mail_text.h"

namespace habeas {
namespace {

struct Row {
  const char* encoded;
  const char* bytes;
  bool is_damaged;
  bool is_decoded = true;
};

void check(const DecodedBytes& decoded, const Row& row) {
  EXPECT_EQ(decoded.bytes, row.bytes) << row.encoded;
  EXPECT_EQ(decoded.is_damaged, row.is_damaged) << row.encoded;
  EXPECT_EQ(decoded.is_decoded, row.is_decoded) << row.encoded;
}

TEST(Base64, forgives_what_is_not_of_it_up_to_a_point) {
  const Row rows[] = {
      {"", "", false},
      {"T3JhbA==", "Oral", false},
      {"T3Jh\r\nbA==\r\n", "Oral", false},
      {"T3JhbA", "Oral", false},
      {"T3JhbCE=T3JhbA==", "Oral!Oral", false},
      {"?no base64 at all!", "?no base64 at all!", true, false},
  };
  for (const Row& row : rows) check(decode_base64(row.encoded), row);
  // One stranger among many signs is skipped; what follows padding counts in whole groups only.
  const DecodedBytes skipped = decode_base64("T3JhbE9yYWxP*cmFsT3JhbE9yYWw=");
  EXPECT_EQ(skipped.bytes, "OralOralOralOralOral");
  EXPECT_TRUE(skipped.is_damaged && skipped.is_decoded);
  EXPECT_EQ(decode_base64("T3JhbA==T3J").bytes, "Oral");
}

TEST(QuotedPrintable, keeps_what_is_not_of_it) {
  const Row rows[] = {
      {"Oral=20\n", "Oral \n", false}, {"Oral  \t\r\n", "Oral\r\n", false},
      {"Or=\r\nal", "Oral", false},    {"Or= \t\nal", "Oral", false},
      {"=4f=72al", "Oral", false},     {"100 =XY", "100 =XY", true},
      {"Oral=", "Oral", false},        {"", "", false},
  };
  for (const Row& row : rows) check(decode_quoted_printable(row.encoded), row);
}

TEST(TransferEncoding, is_told_by_its_first_word) {
  EXPECT_EQ(parse_transfer_encoding(" Base64 (yes)"), TransferEncoding::Base64);
  EXPECT_EQ(parse_transfer_encoding("quoted-printable;"), TransferEncoding::QuotedPrintable);
  EXPECT_EQ(parse_transfer_encoding("7-bit"), TransferEncoding::Identity);
  EXPECT_EQ(parse_transfer_encoding(""), TransferEncoding::Identity);
}

TEST(TextFile, is_found_between_words_and_not_made_of_them) {
  const std::string text = "before\nbegin 644 a.txt\n$3W)A;```\n`\nend\nafter\n";
  TextFile file;
  ASSERT_TRUE(find_text_file(text, 0, file));
  EXPECT_EQ(file.name, "a.txt");
  EXPECT_EQ(file.content.bytes, "Oral");
  EXPECT_FALSE(file.content.is_damaged);
  EXPECT_EQ(text.substr(0, file.begin) + text.substr(file.end), "before\nafter\n");
  EXPECT_FALSE(find_text_file("begin 644 words of a letter\nand no file\n", 0, file));
  EXPECT_FALSE(find_text_file(text, file.end, file));
  ASSERT_TRUE(find_text_file("begin 644 a\n$3W)A;```\n", 0, file));
  EXPECT_TRUE(file.content.is_damaged);
  const std::string yenc = "=ybegin line=128 size=4 name=b.bin\n\x79\x9C\x8B\x96\n=yend size=4\n";
  ASSERT_TRUE(find_text_file(yenc, 0, file));
  EXPECT_EQ(file.name, "b.bin");
  EXPECT_EQ(file.content.bytes, "Oral");
}

std::string quotes(std::string_view text, PlainForm form = {}) {
  std::string told;
  for (const QuotedRun& run : split_quotes(text, form)) {
    told += std::to_string(run.depth) + "[" + run.text + "]";
  }
  return told;
}

TEST(PlainBody, is_cut_where_the_depth_of_quotation_changes) {
  EXPECT_EQ(quotes("a\n> b\n> c\n>> d\ne"), "0[a]1[b\nc]2[d]0[e]");
  EXPECT_EQ(quotes("> > a\n>b"), "2[a]1[b]");
  EXPECT_EQ(quotes(">From here"), "0[>From here]");
  EXPECT_EQ(quotes(""), "");
}

TEST(PlainBody, flowed_lines_are_joined) {
  EXPECT_EQ(quotes("one \ntwo\nthree", {true, false}), "0[one two\nthree]");
  EXPECT_EQ(quotes("on \ne", {true, true}), "0[one]");
  EXPECT_EQ(quotes("> a \n> b\n c", {true, false}), "1[a b]0[c]");
  EXPECT_EQ(quotes("words \n-- \nAsel", {true, false}), "0[words \n-- \nAsel]");
}

TEST(PlainBody, differing_words_are_counted_not_addresses_of_pages) {
  const std::string words = "lawyer Asan Berik held nine hours without counsel evening";
  EXPECT_EQ(other_words_percent(words, words), 0U);
  EXPECT_EQ(other_words_percent("see https://example.org/a/long/address/with/many/words", ""), 0U);
  EXPECT_GT(other_words_percent(words, "another letter altogether"), 90U);
}

}  // namespace
}  // namespace habeas
