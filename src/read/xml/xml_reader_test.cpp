// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/xml/xml_reader.h"

#include <string>

#include <gtest/gtest.h>

namespace habeas {
namespace {

// "<a b=c>" for a Start, "</a>" for an End, the text in brackets; neighbouring texts are joined.
std::string walk(XmlReader& reader) {
  std::string told;
  bool in_text = false;
  for (XmlEvent event = reader.next(); event != XmlEvent::Done; event = reader.next()) {
    if (event == XmlEvent::Text) {
      told += std::string(in_text ? "" : "[").append(reader.text());
      in_text = true;
      continue;
    }
    if (std::exchange(in_text, false)) told += ']';
    told += event == XmlEvent::Start ? "<" : "</";
    told += reader.name();
    if (event == XmlEvent::Start) {
      for (const XmlAttribute& attribute : reader.attributes()) {
        told += " " + attribute.name + "=" + attribute.value;
      }
    }
    told += '>';
  }
  return told + (in_text ? "]" : "");
}

struct Row {
  const char* name;
  const char* xml;
  const char* told;
  bool damaged = false;
};

constexpr Row kRows[] = {
    {"well_formed", "<?xml version='1.0'?><a x=\"1\" y='&lt;2'>t<b/>u</a>",
     "<a x=1 y=<2>[t]<b></b>[u]</a>"},
    {"cdata", "<a><![CDATA[<b>&amp;]]>]]&gt;</a>", "<a>[<b>&amp;]]>]</a>"},
    {"comment_in_text", "<a>one<!-- <b> -- -->two</a>", "<a>[onetwo]</a>"},
    {"line_ends", "<a>1\r\n2\r3</a>", "<a>[1\n2\n3]</a>"},
    {"html_entities", "<a>caf&eacute; &#x41;&#66; &#146;</a>", "<a>[café AB ’]</a>"},
    {"declared_entity", "<!DOCTYPE a [<!ENTITY who \"A &amp; B\">]><a>&who;</a>", "<a>[A & B]</a>"},
    {"external_entity_is_not_loaded",
     "<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><a>&f;</a>", "<a>[&f;]</a>", true},
    {"entity_of_itself", "<!DOCTYPE a [<!ENTITY a \"x&b;\"><!ENTITY b \"y&a;\">]><a>&a;</a>",
     "<a>[xyxyxyxyxyxyxyxy]</a>", true},
    {"bare_ampersand", "<a>AT&T; Q&A &</a>", "<a>[AT&T; Q&A &]</a>", true},
    {"bare_less_than", "<a>1 < 2 <3</a>", "<a>[1 < 2 <3]</a>", true},
    {"left_open", "<a><b>x</a>", "<a><b>[x]</b></a>", true},
    {"cut_off", "<a><b>x", "<a><b>[x]</b></a>", true},
    {"cut_off_in_a_tag", "<a>x<b y=\"", "<a>[x<b y=\"]</a>", true},
    {"end_without_start", "<a>x</b>y</a>", "<a>[xy]</a>", true},
    {"end_in_another_case", "<Title>x</title>", "<Title>[x]</Title>"},
    {"values_without_quotes", "<a b=1 c d='2'>x</a>", "<a b=1 c= d=2>[x]</a>", true},
    {"missing_quotation_mark", "<a b=\"1>x</a>", "<a b=1>[x]</a>", true},
    {"greater_than_in_a_value", "<a b=\"1>2\">x</a>", "<a b=1>2>[x]</a>"},
    {"two_roots", "<a>1</a>junk<b>2</b>", "<a>[1]</a>[junk]<b>[2]</b>"},
    {"cdata_without_end", "<a><![CDATA[x]]", "<a>[x]]]</a>", true},
    {"document_type_without_end", "<!DOCTYPE a [ <a>x</a>", "[x]", true},
};

TEST(XmlReader, ReadsAndRecovers) {
  for (const Row& row : kRows) {
    XmlReader whole{std::string_view(row.xml)};
    EXPECT_EQ(walk(whole), row.told) << row.name;
    EXPECT_EQ(whole.damage().count > 0, row.damaged) << row.name << ": " << whole.damage().first;
    // Wherever the pieces are cut, the same is read.
    for (std::size_t size = 1; size < 9; ++size) {
      std::string rest = row.xml;
      XmlReader pieces([&rest, size] {
        std::size_t end = std::min(size, rest.size());
        while (end < rest.size() && (static_cast<unsigned char>(rest[end]) & 0xC0U) == 0x80U) ++end;
        std::string piece = rest.substr(0, end);
        rest.erase(0, end);
        return piece;
      });
      EXPECT_EQ(walk(pieces), row.told) << row.name << " in pieces of " << size;
    }
  }
}

TEST(XmlReader, KnowsNamespaces) {
  XmlReader reader{std::string_view(
      "<a xmlns='u:1' xmlns:p='u:2'><p:b xmlns:p='u:3' p:x='1' y='2'/><p:c/></a>")};
  EXPECT_EQ(reader.next(), XmlEvent::Start);
  EXPECT_EQ(reader.namespace_uri(), "u:1");
  EXPECT_EQ(reader.next(), XmlEvent::Start);
  EXPECT_EQ(reader.local_name(), "b");
  EXPECT_EQ(reader.namespace_uri(), "u:3");
  EXPECT_EQ(reader.attribute("p:x"), "1");
  EXPECT_EQ(reader.attribute_any_prefix("x"), "1");
  EXPECT_EQ(reader.next(), XmlEvent::End);
  EXPECT_EQ(reader.namespace_uri(), "u:3");
  EXPECT_EQ(reader.next(), XmlEvent::Start);
  EXPECT_EQ(reader.namespace_uri(), "u:2");
}

TEST(XmlReader, EntitiesMeetTheirLimit) {
  std::string xml = "<!DOCTYPE a [<!ENTITY x0 \"ha\">";
  for (int i = 1; i < 12; ++i) {
    xml += "<!ENTITY x" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) xml += "&x" + std::to_string(i - 1) + ";";
    xml += "\">";
  }
  xml += "]><a>&x11;</a>";
  XmlReader reader{std::string_view(xml)};
  EXPECT_LT(walk(reader).size(), XmlLimits{}.entity_bytes_max + 100);
  EXPECT_GT(reader.damage().count, 0U);
}

TEST(XmlReader, NestingMeetsItsLimit) {
  XmlLimits limits;
  limits.nesting_max = 2;
  XmlReader reader{std::string_view("<a><b><c>x<d/></c>y</b>z</a>"), limits};
  EXPECT_EQ(walk(reader), "<a><b>[xy]</b>[z]</a>");
  EXPECT_GT(reader.damage().count, 0U);
  XmlReader named{std::string_view("<a><e><c><c>x</e>y</a>"), limits};
  EXPECT_EQ(walk(named), "<a><e>[x]</e>[y]</a>");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  XmlReader open{std::string_view(deep)};
  EXPECT_LT(walk(open).size(), 10'000U);
}

TEST(XmlReader, LongTextComesInPieces) {
  XmlLimits limits;
  limits.text_bytes_max = 10;
  XmlReader reader{
      std::string_view("<a>123456789&amp;abcdefghijklmnop<![CDATA[123456789012345]]></a>"), limits};
  EXPECT_EQ(walk(reader), "<a>[123456789&abcdefghijklmnop123456789012345]</a>");
}

}  // namespace
}  // namespace habeas
