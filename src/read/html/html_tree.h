// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace habeas {

/// The elements that the reader tells apart; all others are Other.
enum class HtmlTag : std::uint8_t {
  Text,
  Other,
  A,
  Address,
  Amp,
  Article,
  Aside,
  B,
  Blockquote,
  Body,
  Br,
  Button,
  Caption,
  Center,
  Code,
  Dd,
  Details,
  Dialog,
  Div,
  Dl,
  Dt,
  Em,
  Embed,
  Fieldset,
  Figcaption,
  Figure,
  Footer,
  Form,
  H1,
  H2,
  H3,
  H4,
  H5,
  H6,
  Head,
  Header,
  Hr,
  Html,
  I,
  Iframe,
  Img,
  Input,
  Label,
  Li,
  Link,
  Main,
  Meta,
  Nav,
  Noscript,
  Object,
  Ol,
  Option,
  P,
  Picture,
  Pre,
  Q,
  S,
  Script,
  Section,
  Select,
  Small,
  Span,
  Strong,
  Style,
  Sub,
  Summary,
  Sup,
  Svg,
  Table,
  Tbody,
  Td,
  Template,
  Textarea,
  Tfoot,
  Th,
  Thead,
  Time,
  Title,
  Tr,
  U,
  Ul,
  Video,
};

struct HtmlAttribute {
  std::string name;  ///< lower case
  std::string value;
};

/// An element or a text. Nodes stand in document order, so the subtree of a node is the nodes
/// after it, up to `end`.
struct HtmlNode {
  HtmlTag tag = HtmlTag::Text;
  std::uint32_t parent = 0;
  std::uint32_t end = 0;               ///< one past the last node of the subtree
  std::uint32_t attributes_begin = 0;  ///< in HtmlTree::attributes
  std::uint32_t attributes_end = 0;
  std::string text;  ///< of a Text node; scripts and styles have one too
};

/// A parsed page: an array, walked without recursion. Node 0 is the html element.
///
/// This is all that the reader knows of a parser: whoever fills it can be replaced.
struct HtmlTree {
  std::vector<HtmlNode> nodes;
  std::vector<HtmlAttribute> attributes;
  bool flattened = false;  ///< elements nested too deeply were left out, their text was kept

  /// The value of an attribute, nullptr if the element does not have it.
  const std::string* find_attribute(std::uint32_t node, std::string_view name) const;
  /// The value of an attribute, "" if the element does not have it.
  std::string_view attribute(std::uint32_t node, std::string_view name) const;
};

/// Parses a page as browsers do (WHATWG HTML), broken markup included. Elements below
/// `nesting_max` are flattened. Pure; memory is about 20 times the page.
HtmlTree parse_html(std::string_view utf8, std::uint32_t nesting_max);

/// `page` without the start and end tags that stand deeper than `nesting_max`; the same bytes if
/// there are none. Parsers are slow or recursive in what is nested without end.
std::string flatten_html(std::string_view page, std::uint32_t nesting_max, bool& flattened);

}  // namespace habeas
