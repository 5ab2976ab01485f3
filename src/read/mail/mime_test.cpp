// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/mime.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

/// "number type body" of each leaf that has a body, one a line.
std::string leaves(std::string_view mail, BoundaryReading reading = BoundaryReading::All) {
  std::string told;
  for (const MimePart& part : parse_mime(mail, reading).parts) {
    if (part.is_multipart || !part.header.has_body) continue;
    told += part.number + " " + part.type + " " + std::string(part.body) + "\n";
  }
  return told;
}

TEST(Mime, what_is_no_mime_is_one_text_part) {
  EXPECT_EQ(leaves(""), "");
  EXPECT_EQ(leaves("Subject: a\n\nwords"), "1 text/plain words\n");
  EXPECT_EQ(leaves("Subject: a\r\n\r\nwords\r\n"), "1 text/plain words\r\n\n");
  EXPECT_EQ(leaves("Content-Type: nonsense\n\nwords"), "1 text/plain words\n");
}

TEST(Mime, the_line_end_before_a_delimiter_is_not_the_parts) {
  EXPECT_EQ(leaves("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n\r\n"
                   "--b \t\r\nContent-Type: Text/HTML\r\n\r\ntwo\r\n--b--\r\nbehind"),
            "1 text/plain one\r\n\n2 text/html two\n");
}

TEST(Mime, a_part_without_an_empty_line_has_no_body) {
  EXPECT_EQ(leaves("Content-Type: multipart/mixed; boundary=\":b\"\n\n--:b\n--:b\n"
                   "Content-Type: text/html\n--:b\n\n--:b--\n"),
            "3 text/plain \n");
}

struct Nesting {
  const char* name;
  std::string mail;
  std::string all;
  std::string innermost;
};

std::string nested(const std::string& outer, const std::string& inner, const std::string& rest) {
  return "Content-Type: multipart/mixed; boundary=\"" + outer + "\"\n\n--" + outer +
         "\nContent-Type: multipart/mixed; boundary=\"" + inner + "\"\n\n--" + inner + "\n\n" +
         rest;
}

TEST(Mime, delimiters_further_out_end_a_part_unless_only_the_innermost_counts) {
  const Nesting rows[] = {
      {"outer ends inner", nested("a", "b", "1\n--a\n\n2\n--a--\n"),
       "1.1 text/plain 1\n2 text/plain 2\n", "1.1 text/plain 1\n--a\n\n2\n--a--\n\n"},
      {"inner begins like outer", nested("a", "ab", "1\n--ab\n\n2\n--ab--\n--a\n\n3\n--a--\n"),
       "1.1 text/plain 1\n1.2 text/plain 2\n2 text/plain 3\n",
       "1.1 text/plain 1\n1.2 text/plain 2\n2 text/plain 3\n"},
      {"outer begins like inner", nested("ab", "a", "1\n--ab\n\n2\n--ab--\n"),
       "1.1 text/plain 1\n2 text/plain 2\n", "1.1 text/plain 1\n1.2 text/plain 2\n"},
      {"both are the same", nested("a", "a", "1\n--a\n\n2\n--a--\n--a--\n"),
       "1.1 text/plain 1\n1.2 text/plain 2\n", "1.1 text/plain 1\n1.2 text/plain 2\n"},
      {"boundaries of dashes", nested("a--", "a----", "1\n--a------\nbehind\n--a----"),
       "1.1 text/plain 1\n", "1.1 text/plain 1\n"},
  };
  for (const Nesting& row : rows) {
    EXPECT_EQ(leaves(row.mail), row.all) << row.name;
    EXPECT_EQ(leaves(row.mail, BoundaryReading::Innermost), row.innermost) << row.name;
  }
}

TEST(Mime, tells_how_parts_ended_and_keeps_bytes_as_received) {
  const std::string mail = nested("a", "b", "1\n--a\nX-Y: z\n\n2");
  const MimeMessage message = parse_mime(mail);
  ASSERT_EQ(message.parts.size(), 4U);
  EXPECT_EQ(message.parts[2].end, MimeEnd::OuterBoundary);
  EXPECT_EQ(message.parts[1].end, MimeEnd::Boundary);
  EXPECT_FALSE(message.parts[1].is_closed);
  EXPECT_EQ(message.parts[3].end, MimeEnd::Source);
  EXPECT_EQ(message.parts[3].head, "X-Y: z\n\n");
  EXPECT_EQ(message.parts[3].header.fields[0].raw, "X-Y: z\n");
}

TEST(Mime, a_boundary_that_never_comes_makes_one_part) {
  const MimeMessage message = parse_mime("Content-Type: multipart/mixed; boundary=b\n\nwords");
  ASSERT_EQ(message.parts.size(), 1U);
  EXPECT_TRUE(message.parts[0].lost_boundary);
  EXPECT_EQ(message.parts[0].body, "words");
}

TEST(Mime, parts_end_at_their_number_and_depth) {
  std::string wide = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (std::size_t i = 0; i < kMimePartsMax + 5; ++i) wide += "--b\n\nx\n";
  const MimeMessage many = parse_mime(wide);
  EXPECT_EQ(many.parts.size(), kMimePartsMax);
  EXPECT_TRUE(many.is_too_large);

  std::string deep;
  for (std::size_t i = 0; i < kMimeNestingMax + 5; ++i) {
    const std::string name = "b" + std::to_string(i) + "x";
    deep += "Content-Type: multipart/mixed; boundary=" + name + "\n\n--" + name + "\n";
  }
  const MimeMessage nested_message = parse_mime(deep + "\nwords\n");
  EXPECT_TRUE(nested_message.is_too_large);
  EXPECT_EQ(nested_message.parts.size(), kMimeNestingMax + 1);
}

TEST(Mime, headers_end_at_their_limits) {
  std::string mail;
  for (std::size_t i = 0; i < kHeaderFieldsMax + 5; ++i) mail += "X: y\n";
  mail += "\nwords";  // what parse_mime gives are views of it
  const MimeMessage message = parse_mime(mail);
  EXPECT_EQ(message.parts[0].header.fields.size(), kHeaderFieldsMax);
  EXPECT_TRUE(message.parts[0].header.is_too_large);
  EXPECT_EQ(message.parts[0].body, "words");
  EXPECT_TRUE(parse_mime(std::string("A: b\n") + std::string(kHeaderBytesMax, 'x') + "\nC: d\n\n")
                  .parts[0]
                  .header.is_too_large);
}

TEST(Mime, a_line_that_is_no_field_is_a_stray_or_the_lost_begin_of_the_body) {
  const MimeMessage stray = parse_mime("Subject: a\nno field at all\nTo: b\n\nwords");
  ASSERT_EQ(stray.parts[0].header.strays.size(), 1U);
  EXPECT_EQ(stray.parts[0].body, "words");
  const MimeMessage lost = parse_mime("Subject: a\nLawyer held.\nHe was let go.\n\nMore.");
  EXPECT_EQ(lost.parts[0].body, "Lawyer held.\nHe was let go.\n\nMore.");
}

TEST(Mime, lines_end_as_the_mail_is_written) {
  EXPECT_EQ(leaves("Subject: a\r\rone\rtwo"), "1 text/plain one\rtwo\n");
  EXPECT_EQ(leaves("Subject: a\r\r\n\r\r\none"), "1 text/plain one\n");
  EXPECT_EQ(leaves("Subject: a\r\n\none"), "1 text/plain one\n");
}

/// "text: 1 2 html: 1 3 attachments: 4"
std::string bodies(std::string_view mail) {
  const MimeMessage message = parse_mime(mail);
  const MailBodies found = find_bodies(message);
  const auto list = [&](const std::vector<std::uint32_t>& positions) {
    std::string numbers;
    for (const std::uint32_t position : positions) numbers += " " + message.parts[position].number;
    return numbers;
  };
  return "text:" + list(found.text) + " html:" + list(found.html) +
         " attachments:" + list(found.attachments);
}

std::string multipart(const std::string& type, const std::string& boundary,
                      std::initializer_list<std::string> parts) {
  std::string made = "Content-Type: multipart/" + type + "; boundary=" + boundary + "\n\n";
  for (const std::string& part : parts) made += "--" + boundary + "\n" + part + "\n";
  return made + "--" + boundary + "--\n";
}

TEST(MailBodies, are_chosen_as_rfc_8621_says) {
  const std::string text = "Content-Type: text/plain\n\nt";
  const std::string html = "Content-Type: text/html\n\nh";
  const std::string image = "Content-Type: image/png\n\ni";
  const std::string file = "Content-Type: text/plain\nContent-Disposition: attachment\n\nf";
  const std::string named = "Content-Type: text/plain; name=a.txt\n\nf";
  EXPECT_EQ(bodies(text), "text: 1 html: 1 attachments:");
  EXPECT_EQ(bodies(html), "text: 1 html: 1 attachments:");
  EXPECT_EQ(bodies(image), "text: html: attachments: 1");
  EXPECT_EQ(bodies(multipart("alternative", "a", {text, html})), "text: 1 html: 2 attachments:");
  EXPECT_EQ(bodies(multipart("alternative", "a", {html})), "text: 1 html: 1 attachments:");
  EXPECT_EQ(bodies(multipart("mixed", "m", {text, image, file, named, html})),
            "text: 1 5 html: 1 5 attachments: 2 3 4");
  EXPECT_EQ(bodies(multipart("mixed", "m", {named, text})), "text: 1 2 html: 1 2 attachments:");
  EXPECT_EQ(bodies(multipart("related", "r", {html, image, text})),
            "text: 1 html: 1 attachments: 2 3");
  EXPECT_EQ(bodies(multipart("alternative", "a", {text, multipart("related", "r", {html, image})})),
            "text: 1 html: 2.1 attachments: 2.2");
  EXPECT_EQ(bodies(multipart("mixed", "m", {multipart("alternative", "a", {text, html}), file})),
            "text: 1.1 html: 1.2 attachments: 2");
}

}  // namespace
}  // namespace habeas
