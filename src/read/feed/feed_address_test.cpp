// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/feed/feed_address.h"

#include <gtest/gtest.h>

#include "read/feed/feed_html.h"

namespace habeas {
namespace {

struct Row {
  const char* reference;
  const char* joined;
};

// RFC 3986, 5.4, from http://a/b/c/d;p?q.
constexpr Row kRows[] = {
    {"g:h", "g:h"},
    {"g", "http://a/b/c/g"},
    {"./g", "http://a/b/c/g"},
    {"g/", "http://a/b/c/g/"},
    {"/g", "http://a/g"},
    {"//g", "http://g"},
    {"?y", "http://a/b/c/d;p?y"},
    {"g?y", "http://a/b/c/g?y"},
    {"#s", "http://a/b/c/d;p?q#s"},
    {"g#s", "http://a/b/c/g#s"},
    {";x", "http://a/b/c/;x"},
    {".", "http://a/b/c/"},
    {"..", "http://a/b/"},
    {"../g", "http://a/b/g"},
    {"../..", "http://a/"},
    {"../../g", "http://a/g"},
    {"../../../g", "http://a/g"},
    {"/./g", "http://a/g"},
    {"/../g", "http://a/g"},
    {"g.", "http://a/b/c/g."},
    {"./g/.", "http://a/b/c/g/"},
    {"g/../h", "http://a/b/c/h"},
    {"g?y/../x", "http://a/b/c/g?y/../x"},
    {"http:////a.example/b", "http://a.example/b"},
};

TEST(FeedAddress, IsSeenFromItsBase) {
  for (const Row& row : kRows) {
    EXPECT_EQ(join_address("http://a/b/c/d;p?q", row.reference), row.joined) << row.reference;
  }
  EXPECT_EQ(join_address("http://a.example", "x"), "http://a.example/x");
  EXPECT_EQ(join_address("", "x"), "x");
  EXPECT_EQ(join_address("tag:a.example,2003:1", "x"), "x");
}

TEST(FeedAddress, RunsNothing) {
  for (const char* unsafe :
       {"javascript:alert(1)", " JavaScript:x", "data:text/html,x", "vbscript:x", "unknown:x"}) {
    EXPECT_EQ(join_safe_address("http://a/", unsafe), "") << unsafe;
  }
  for (const char* safe : {"http://b/", "mailto:me@example.com", "x:y/z", "a/b:c"}) {
    EXPECT_EQ(is_safe_address(safe), safe[0] != 'x') << safe;
  }
}

TEST(FeedHtml, HasAbsoluteAddresses) {
  constexpr Row kPieces[] = {
      {"<A HREF='x'>w</A>", "<a href=\"http://a/b/x\">w</a>"},
      {"<img src=p.png alt=\"a > b\"/>", "<img alt=\"a &gt; b\" src=\"http://a/b/p.png\" />"},
      {"<a href=\"javascript:x\">w</a>", "<a href=\"\">w</a>"},
      {"1 < 2 & 3", "1 < 2 & 3"},
      {"Q&A &copy; &#233;", "Q&amp;A &copy; &#233;"},
      {"<b", "<b"},
      {"<br/>x</br>", "<br />x"},
      {"<svg viewBox='0'><path D='1'/></svg><P ID=x>",
       "<svg viewBox=\"0\"><path D=\"1\"></path></svg><p id=\"x\">"},
  };
  for (const Row& row : kPieces) EXPECT_EQ(absolute_html(row.reference, "http://a/b/"), row.joined);
}

TEST(FeedHtml, IsToldFromPlainText) {
  for (const char* html : {"a <b>bold</b> word", "caf&eacute;", "&#233;", "<p>x</p>"}) {
    EXPECT_TRUE(looks_like_html(html)) << html;
  }
  for (const char* plain :
       {"a word", "1 < 2", "<br>", "an <unknown>x</unknown>", "AT&T; <b>x</b>"}) {
    EXPECT_FALSE(looks_like_html(plain)) << plain;
  }
}

}  // namespace
}  // namespace habeas
