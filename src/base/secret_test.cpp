// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/secret.h"

#include <gtest/gtest.h>
#include <set>

namespace habeas {
namespace {

TEST(Secret, is_drawn_anew_each_time) {
  std::set<std::string> drawn;
  for (int i = 0; i < 100; ++i) drawn.insert(draw_secret(32));
  EXPECT_EQ(drawn.size(), 100U);
  EXPECT_EQ(drawn.begin()->size(), 64U);
  EXPECT_EQ(drawn.begin()->find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(Secret, equals_only_itself) {
  EXPECT_TRUE(are_equal_secrets("abc", "abc"));
  EXPECT_FALSE(are_equal_secrets("abc", "abd"));
  EXPECT_FALSE(are_equal_secrets("abc", "abcd"));
  EXPECT_FALSE(are_equal_secrets("abc", ""));
  EXPECT_TRUE(are_equal_secrets("", ""));
}

}  // namespace
}  // namespace habeas
