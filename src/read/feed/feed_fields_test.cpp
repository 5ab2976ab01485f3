// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/feed/feed_fields.h"

#include <string>

#include <gtest/gtest.h>

namespace habeas {
namespace {

// The value at a path such as "/entries/0/title", as JSON; "" if there is none.
std::string at(const FeedFields& fields, const std::string& path) {
  const FieldObject whole{
      {"feed", fields.feed}, {"entries", fields.entries}, {"version", fields.version}};
  const FieldObject::json_pointer pointer(path);
  return whole.contains(pointer) ? whole.at(pointer).dump() : "";
}

struct Row {
  const char* name;
  const char* xml;
  const char* path;
  const char* value;
};

constexpr Row kRows[] = {
    {"rss_item_before_its_channel", "<rss version='2.0'><item><title>x</title></item></rss>",
     "/entries/0/title", "\"x\""},
    {"rss_version", "<rss version='2.0'/>", "/version", "\"rss20\""},
    {"any_prefix", "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>x</a:title></a:feed>",
     "/feed/title", "\"x\""},
    {"upper_case", "<RSS><CHANNEL><TITLE>x</TITLE></CHANNEL></RSS>", "/feed/title", "\"x\""},
    {"base_in_base",
     "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/b/'><entry "
     "xml:base='c/'><link href='d'/></entry></feed>",
     "/entries/0/link", "\"http://a.example/b/c/d\""},
    {"base_ends_with_its_element",
     "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/'><entry "
     "xml:base='c/'/><link href='d'/></feed>",
     "/feed/link", "\"http://a.example/d\""},
    {"language_is_taken_back",
     "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title xml:lang=''>x</title></feed>",
     "/feed/title_detail/language", "null"},
    {"xhtml_without_its_div",
     "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'><div "
     "xmlns='http://www.w3.org/1999/xhtml'><p>a &lt; b</p></div></content></entry></feed>",
     "/entries/0/content/0/value", "\"<p>a &lt; b</p>\""},
    {"elements_inside_content_mean_nothing",
     "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><content type='xhtml'><div "
     "xmlns='http://www.w3.org/1999/xhtml'><title>no</title></div></content></entry></feed>",
     "/entries/0/title", "\"t\""},
    {"base64",
     "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title mode='base64'>"
     "PGI+eDwvYj4=</title></feed>",
     "/feed/title", "\"<b>x</b>\""},
    {"mail_author", "<rss><item><author>me@a.example (A. Person)</author></item></rss>",
     "/entries/0/author_detail", "{\"email\":\"me@a.example\",\"name\":\"A. Person\"}"},
    {"moment", "<rss><item><pubDate>Thu, 01 Jan 2004 19:48:21 +0100</pubDate></item></rss>",
     "/entries/0/published_time", "\"2004-01-01T18:48:21Z\""},
    {"moment_that_cannot_be", "<rss><item><pubDate>Thu, 32 Jan 2004</pubDate></item></rss>",
     "/entries/0/published_time", "null"},
    {"image_title_is_not_the_feed's",
     "<rss><channel><image><title>i</title></image><title>f</title></channel></rss>", "/feed/title",
     "\"f\""},
    {"guid_is_the_link", "<rss><item><guid>http://a.example/1</guid></item></rss>",
     "/entries/0/link", "\"http://a.example/1\""},
    {"guid_is_no_link", "<rss><item><guid isPermaLink='false'>n-1</guid></item></rss>",
     "/entries/0/link", ""},
    {"unsafe_base_does_not_count",
     "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/'><entry "
     "xml:base='javascript:x'><link href='d'/></entry></feed>",
     "/entries/0/link", "\"http://a.example/d\""},
    {"field_of_another_kind",
     "<rss><item><links>x</links><link>http://a.example/</link><generator_detail>y"
     "</generator_detail><generator>z</generator></item></rss>",
     "/entries/0/links/0/href", "\"http://a.example/\""},
    {"unknown_name_space", "<rss xmlns:m='urn:m'><item><m:mood>calm</m:mood></item></rss>",
     "/entries/0/m_mood", "\"calm\""},
    {"where",
     "<rss xmlns:g='http://www.georss.org/georss'><item><g:point>43.25 76.95</g:point>"
     "</item></rss>",
     "/entries/0/where", "{\"coordinates\":[76.95,43.25],\"type\":\"Point\"}"},
    {"two_entries_left_open", "<rss><channel><item><title>a</title><item><title>b</title>",
     "/entries/1/title", "\"b\""},
};

TEST(FeedFields, AreReadFromXml) {
  for (const Row& row : kRows) {
    EXPECT_EQ(at(parse_feed(row.xml, {}, 100), row.path), row.value) << row.name;
  }
}

TEST(FeedFields, AreReadFromJson) {
  const FeedFields fields = parse_json_feed(
      R"({"version":"https://jsonfeed.org/version/1.1","title":"T",
      "home_page_url":"https://a.example/",
      "feed_url":"https://a.example/f/feed.json","items":[{"id":"1","url":"x","content_html":
      "<a href=\"y\">z</a>","date_published":"2018-03-05T10:00:00+02:00","tags":["t"],
      "authors":[{"name":"N"}],"attachments":[{"url":"m.mp3","mime_type":"audio/mpeg"}]},7]})",
      {}, 100);
  EXPECT_EQ(at(fields, "/version"), "\"json11\"");
  EXPECT_EQ(at(fields, "/entries/0/link"), "\"https://a.example/f/x\"");
  EXPECT_EQ(at(fields, "/entries/0/summary"), "\"<a href=\\\"https://a.example/f/y\\\">z</a>\"");
  EXPECT_EQ(at(fields, "/entries/0/published_time"), "\"2018-03-05T08:00:00Z\"");
  EXPECT_EQ(at(fields, "/entries/0/author"), "\"N\"");
  EXPECT_EQ(at(fields, "/entries/0/links/1/rel"), "\"enclosure\"");
  EXPECT_EQ(fields.entries.size(), 1U);
  EXPECT_GT(parse_json_feed("{\"version\":", {}, 100).damage.count, 0U);
  EXPECT_GT(parse_json_feed(std::string(100'000, '['), {}, 100).damage.count, 0U);
}

TEST(FeedFields, MeetTheirLimits) {
  std::string xml = "<rss>";
  for (int i = 0; i < 5; ++i) xml += "<item><title>x</title></item>";
  const FeedFields few = parse_feed(xml, {}, 3);
  EXPECT_EQ(few.entries.size(), 3U);
  EXPECT_TRUE(few.too_many_entries);
  std::string tags = "<rss><item>";
  for (int i = 0; i < 3000; ++i) tags += "<category>t" + std::to_string(i) + "</category>";
  const FeedFields many = parse_feed(tags, {}, 100);
  EXPECT_EQ(many.entries[0].at("tags").size(), kFeedListMax);
}

}  // namespace
}  // namespace habeas
