// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/offset_map.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

TEST(OffsetMap, an_empty_map_changes_nothing) {
  EXPECT_EQ(OffsetMap().to_source(std::size_t{7}), 7u);
}

TEST(OffsetMap, finds_the_way_back_over_a_space_put_in) {
  // source "OnJanuary 27", made "On January 27"
  OffsetMap map;
  map.add(0, 0);
  map.add(2, 2);  // the space stands where the J does
  map.add(3, 2);
  EXPECT_EQ(map.to_source(make_span(0, 2)), make_span(0, 2));
  EXPECT_EQ(map.to_source(make_span(3, 10)), make_span(2, 9));
  EXPECT_EQ(map.to_source(make_span(0, 13)), make_span(0, 12));
}

TEST(OffsetMap, finds_the_way_back_over_bytes_left_out) {
  // source "par\xC2\xAD" "don x", made "pardon x"
  OffsetMap map;
  map.add(0, 0);
  map.add(3, 5);
  EXPECT_EQ(map.to_source(make_span(0, 6)), make_span(0, 8));
  EXPECT_EQ(map.to_source(make_span(7, 8)), make_span(9, 10));
}

}  // namespace
}  // namespace habeas
