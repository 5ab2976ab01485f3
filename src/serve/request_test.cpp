// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/request.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

TEST(ParsePath, reads_paths_of_ours_only) {
  const auto check = [](const char* reason, std::string_view target, const char* expected) {
    SCOPED_TRACE(reason);
    EXPECT_EQ(parse_path(target).value_or("refused"), expected);
  };
  check("plain", "/case/KAZ-2016-7NBS5/", "/case/KAZ-2016-7NBS5/");
  check("without_query", "/search/?query=name", "/search/");
  check("escaped_cyrillic", "/tag/%D0%BA%D0%B7/", "/tag/кз/");
  check("two_slashes_lead_elsewhere", "//elsewhere.example/", "refused");
  check("backslash_as_slash", "/\\elsewhere.example/", "refused");
  check("absolute_form", "http://127.0.0.1/", "refused");
  check("empty", "", "refused");
  check("cut_off_escape", "/a%4", "refused");
  check("no_hexadecimal", "/a%zz", "refused");
  check("no_utf8", "/%ff", "refused");
  check("null_byte", "/a%00", "refused");
  check("line_end_for_a_header", "/a%0d%0aSet-Cookie:x", "refused");
  check("too_long", "/" + std::string(2'048, 'a'), "refused");
}

TEST(ParseForm, reads_fields_once_each) {
  const auto form = parse_form("query=%D0%91%D0%BE%20a+b&token=1&empty=&bare");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->at("query"), "Бо a b");
  EXPECT_EQ(form->at("token"), "1");
  EXPECT_EQ(form->at("empty"), "");
  EXPECT_EQ(form->at("bare"), "");
  EXPECT_FALSE(parse_form("a=1&a=2")) << "a field twice";
  EXPECT_FALSE(parse_form("a=%f")) << "cut-off escape";
  EXPECT_FALSE(parse_form("a=%ff")) << "no UTF-8";
  std::string many;
  for (std::size_t i = 0; i <= kFormFieldsMax; ++i) many += "f" + std::to_string(i) + "=1&";
  EXPECT_FALSE(parse_form(many)) << "too many fields";
}

TEST(FindCookie, takes_one_of_its_name) {
  EXPECT_EQ(find_cookie("a=1; habeas-8471=secret; b=2", "habeas-8471"), "secret");
  EXPECT_EQ(find_cookie("habeas-84710=secret", "habeas-8471"), "");
  EXPECT_EQ(find_cookie("x-habeas-8471=secret", "habeas-8471"), "");
  EXPECT_EQ(find_cookie("habeas-8471=a; habeas-8471=b", "habeas-8471"), "") << "tossed in twice";
  EXPECT_EQ(find_cookie("", "habeas-8471"), "");
}

TEST(PathParts, are_what_stands_between_slashes) {
  EXPECT_EQ(path_parts("/tag/kazakhstan/page/2/"),
            (std::vector<std::string_view>{"tag", "kazakhstan", "page", "2"}));
  EXPECT_TRUE(path_parts("/").empty());
}

}  // namespace
}  // namespace habeas
