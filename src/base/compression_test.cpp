// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/compression.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

TEST(Compression, has_a_limit_and_a_checksum) {
  const std::string compressed = *compress(std::string(1'000, 'x'));
  EXPECT_EQ(decompress(compressed, 1'000)->size(), 1'000u);
  EXPECT_EQ(decompress(compressed, 999).error().code, ErrorCode::Corrupt);
  EXPECT_FALSE(decompress("", 10));
  EXPECT_FALSE(decompress(compressed.substr(1), 1'000));
  std::string changed = compressed;
  changed.back() = static_cast<char>(changed.back() ^ 1);
  EXPECT_FALSE(decompress(changed, 1'000));
}

}  // namespace
}  // namespace habeas
