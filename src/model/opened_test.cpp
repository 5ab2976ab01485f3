// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/opened.h"

#include <gtest/gtest.h>

#include "model/codec.h"

namespace habeas {
namespace {

OpenedBatch make_batch() {
  OpenedCase one;
  one.document = {sha256("abc"), ""};
  one.name = "igor lenkov";
  one.id = make_case_id(one.document, one.name);
  one.country = "KAZ";
  one.year = 2019;
  one.number = case_number(one.id, one.country, one.year, 6);
  const PersonId person = make_person_id(one.document, one.name);
  return {{one}, {{person, one.document, one.name}}};
}

TEST(OpenedBatch, is_believed_only_if_it_can_be_made_again) {
  EXPECT_EQ(parse_opened_batch(to_json(make_batch())).value(), make_batch());
  const auto refused = [](const char* why, void (*change)(OpenedBatch&)) {
    OpenedBatch batch = make_batch();
    change(batch);
    EXPECT_TRUE(find_fault(batch)) << why;
    EXPECT_FALSE(parse_opened_batch(to_json(batch))) << why;
  };
  refused("id_of_another_anchor", [](OpenedBatch& b) { b.cases[0].name = "somebody"; });
  refused("number_of_another_id", [](OpenedBatch& b) { b.cases[0].number = "KAZ-2019-00000"; });
  refused("number_that_speaks", [](OpenedBatch& b) { b.cases[0].number = "\",\"x\":\"\x1b[2J"; });
  refused("country_that_speaks", [](OpenedBatch& b) { b.cases[0].country = "\x1b["; });
  refused("person_of_another_anchor", [](OpenedBatch& b) { b.people[0].name = "somebody"; });
}

}  // namespace
}  // namespace habeas
