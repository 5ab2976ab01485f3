// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/digest.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

// FIPS 180-4, example vectors.
TEST(Digest, knows_the_published_vectors) {
  EXPECT_EQ(to_hex(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, pieces_give_the_same_as_the_whole) {
  Sha256 hash;
  hash.add("a");
  hash.add("");
  hash.add("bc");
  EXPECT_EQ(hash.finish(), sha256("abc"));
}

TEST(Digest, hex_is_read_back_and_nothing_else_is) {
  const Digest digest = sha256("x");
  EXPECT_EQ(parse_digest(to_hex(digest)), digest);
  EXPECT_FALSE(parse_digest("00"));
  EXPECT_FALSE(parse_digest(std::string(64, 'g')));
  EXPECT_EQ(parse_hex("00fF"), std::string("\0\xff", 2));
  EXPECT_FALSE(parse_hex("0"));
  EXPECT_EQ(digest_of_bytes(to_bytes(digest)), digest);
  EXPECT_FALSE(digest_of_bytes("short"));
}

}  // namespace
}  // namespace habeas
