// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/references.h"

#include <gtest/gtest.h>

#include "extract/marked_text.h"

namespace habeas {
namespace {

TEST(References, every_row_reads_its_example_and_not_its_near_miss) {
  check_rows("references", "reference");
}

TEST(References, damaged_forms_are_read) {
  const auto check = [](std::string_view marked) { EXPECT_EQ(check_marks(marked, "en"), ""); };
  check("{{reference KGZ 007/0912/OBS 044|KGZ007/0912/OBS044}}");
  check("{{reference KGZ 007/0912/OBS 044|KGZ 007 /0912/ OBS 044}}");
  check("{{reference KGZ 007/0912/OBS 044.2|KGZ 007/0912/OBS 044.02}}");
  check("{{reference KGZ 007/0912/OBS 044|KGZ\u00A0007 / 0912 / OBS 044}}Arbitrary detention");
  check("New information{{reference KGZ 007/0912/OBS 044.8|KGZ 007 / 0912 / OBS 044.8}}Retrial");
  check("Nouvel article{{reference COD 011/0613/OBS 070|COD 011 / 0613 / OBS 070}} Agression");
  check("{{reference KGZ 007/0912/OBS 10X|KGZ 007 / 0912 / OBS 10X}}");
  check("{{reference 4021/13|applications nos. 4021/13}} {{reference 77/14|and 77/14}}");
}

ReferenceRole role_in(std::string_view text) {
  const Extraction extraction = test_extractor().extract(make_test_document(text, "en"));
  for (const Fact& fact : extraction.facts) {
    if (fact.kind == FactKind::Reference) return std::get<ReferenceValue>(fact.value).role;
  }
  ADD_FAILURE() << "no reference in " << text;
  return ReferenceRole::Own;
}

TEST(References, a_number_has_the_role_of_its_place) {
  EXPECT_EQ(role_in("KGZ 007 / 0912 / OBS 044"), ReferenceRole::Own);
  EXPECT_EQ(role_in("He was held (see Urgent Appeal KGZ 007/0912/OBS 044, May 17, 2004)."),
            ReferenceRole::Other);
  EXPECT_EQ(role_in("[1] KGZ 007/0912/OBS 044 of 2012"), ReferenceRole::Other);
  EXPECT_EQ(role_in("https://rights.example/kgz-007-0912-obs-044-name"), ReferenceRole::InAddress);
}

TEST(References, look_alikes_are_refused) {
  const auto count = [](std::string_view text) {
    const Extraction extraction = test_extractor().extract(make_test_document(text, "en"));
    return std::count_if(extraction.facts.begin(), extraction.facts.end(),
                         [](const Fact& fact) { return fact.kind == FactKind::Reference; });
  };
  EXPECT_EQ(count("colony N AB-123/4 of the region"), 0);
  EXPECT_EQ(count("recommendation (141.27) was noted"), 0);
  EXPECT_EQ(count("law no. n2013/017 on terror"), 0);
  EXPECT_EQ(count("Fax: +996 312 66 20 75; account 30/4410-2"), 0);
  EXPECT_EQ(count("a sum of 81'000 EUR"), 0);
}

}  // namespace
}  // namespace habeas
