// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <memory>

#include <gumbo.h>

#include "read/html/html_tree.h"

namespace habeas {
namespace {

struct TagRow {
  GumboTag gumbo;
  HtmlTag tag;
};
constexpr TagRow kTags[] = {
    {GUMBO_TAG_A, HtmlTag::A},
    {GUMBO_TAG_ADDRESS, HtmlTag::Address},
    {GUMBO_TAG_ARTICLE, HtmlTag::Article},
    {GUMBO_TAG_ASIDE, HtmlTag::Aside},
    {GUMBO_TAG_B, HtmlTag::B},
    {GUMBO_TAG_BLOCKQUOTE, HtmlTag::Blockquote},
    {GUMBO_TAG_BODY, HtmlTag::Body},
    {GUMBO_TAG_BR, HtmlTag::Br},
    {GUMBO_TAG_BUTTON, HtmlTag::Button},
    {GUMBO_TAG_CAPTION, HtmlTag::Caption},
    {GUMBO_TAG_CENTER, HtmlTag::Center},
    {GUMBO_TAG_CODE, HtmlTag::Code},
    {GUMBO_TAG_DD, HtmlTag::Dd},
    {GUMBO_TAG_DETAILS, HtmlTag::Details},
    {GUMBO_TAG_DIV, HtmlTag::Div},
    {GUMBO_TAG_DL, HtmlTag::Dl},
    {GUMBO_TAG_DT, HtmlTag::Dt},
    {GUMBO_TAG_EM, HtmlTag::Em},
    {GUMBO_TAG_EMBED, HtmlTag::Embed},
    {GUMBO_TAG_FIELDSET, HtmlTag::Fieldset},
    {GUMBO_TAG_FIGCAPTION, HtmlTag::Figcaption},
    {GUMBO_TAG_FIGURE, HtmlTag::Figure},
    {GUMBO_TAG_FOOTER, HtmlTag::Footer},
    {GUMBO_TAG_FORM, HtmlTag::Form},
    {GUMBO_TAG_H1, HtmlTag::H1},
    {GUMBO_TAG_H2, HtmlTag::H2},
    {GUMBO_TAG_H3, HtmlTag::H3},
    {GUMBO_TAG_H4, HtmlTag::H4},
    {GUMBO_TAG_H5, HtmlTag::H5},
    {GUMBO_TAG_H6, HtmlTag::H6},
    {GUMBO_TAG_HEAD, HtmlTag::Head},
    {GUMBO_TAG_HEADER, HtmlTag::Header},
    {GUMBO_TAG_HR, HtmlTag::Hr},
    {GUMBO_TAG_HTML, HtmlTag::Html},
    {GUMBO_TAG_I, HtmlTag::I},
    {GUMBO_TAG_IFRAME, HtmlTag::Iframe},
    {GUMBO_TAG_IMG, HtmlTag::Img},
    {GUMBO_TAG_INPUT, HtmlTag::Input},
    {GUMBO_TAG_LABEL, HtmlTag::Label},
    {GUMBO_TAG_LI, HtmlTag::Li},
    {GUMBO_TAG_LINK, HtmlTag::Link},
    {GUMBO_TAG_MAIN, HtmlTag::Main},
    {GUMBO_TAG_META, HtmlTag::Meta},
    {GUMBO_TAG_NAV, HtmlTag::Nav},
    {GUMBO_TAG_NOSCRIPT, HtmlTag::Noscript},
    {GUMBO_TAG_OBJECT, HtmlTag::Object},
    {GUMBO_TAG_OL, HtmlTag::Ol},
    {GUMBO_TAG_OPTION, HtmlTag::Option},
    {GUMBO_TAG_P, HtmlTag::P},
    {GUMBO_TAG_PRE, HtmlTag::Pre},
    {GUMBO_TAG_Q, HtmlTag::Q},
    {GUMBO_TAG_S, HtmlTag::S},
    {GUMBO_TAG_SCRIPT, HtmlTag::Script},
    {GUMBO_TAG_SECTION, HtmlTag::Section},
    {GUMBO_TAG_SELECT, HtmlTag::Select},
    {GUMBO_TAG_SMALL, HtmlTag::Small},
    {GUMBO_TAG_SPAN, HtmlTag::Span},
    {GUMBO_TAG_STRONG, HtmlTag::Strong},
    {GUMBO_TAG_STYLE, HtmlTag::Style},
    {GUMBO_TAG_SUB, HtmlTag::Sub},
    {GUMBO_TAG_SUMMARY, HtmlTag::Summary},
    {GUMBO_TAG_SUP, HtmlTag::Sup},
    {GUMBO_TAG_SVG, HtmlTag::Svg},
    {GUMBO_TAG_TABLE, HtmlTag::Table},
    {GUMBO_TAG_TBODY, HtmlTag::Tbody},
    {GUMBO_TAG_TD, HtmlTag::Td},
    {GUMBO_TAG_TEMPLATE, HtmlTag::Template},
    {GUMBO_TAG_TEXTAREA, HtmlTag::Textarea},
    {GUMBO_TAG_TFOOT, HtmlTag::Tfoot},
    {GUMBO_TAG_TH, HtmlTag::Th},
    {GUMBO_TAG_THEAD, HtmlTag::Thead},
    {GUMBO_TAG_TIME, HtmlTag::Time},
    {GUMBO_TAG_TITLE, HtmlTag::Title},
    {GUMBO_TAG_TR, HtmlTag::Tr},
    {GUMBO_TAG_U, HtmlTag::U},
    {GUMBO_TAG_UL, HtmlTag::Ul},
    {GUMBO_TAG_VIDEO, HtmlTag::Video},
};

constexpr auto make_tag_table() {
  std::array<HtmlTag, GUMBO_TAG_LAST + 1> table{};
  for (HtmlTag& tag : table) tag = HtmlTag::Other;
  for (const TagRow& row : kTags) table[row.gumbo] = row.tag;
  return table;
}
constexpr auto kTagTable = make_tag_table();

// Text nodes under these elements are no words of the page; they are kept for JSON-LD alone.
struct Open {
  const GumboNode* node;
  unsigned int next_child;
  std::uint32_t position;
};

void add_element(HtmlTree& tree, const GumboElement& element, std::uint32_t parent) {
  HtmlNode node;
  node.tag = element.tag <= GUMBO_TAG_LAST ? kTagTable[element.tag] : HtmlTag::Other;
  node.parent = parent;
  node.attributes_begin = static_cast<std::uint32_t>(tree.attributes.size());
  for (unsigned int i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    tree.attributes.push_back({attribute->name, attribute->value});
  }
  node.attributes_end = static_cast<std::uint32_t>(tree.attributes.size());
  tree.nodes.push_back(std::move(node));
}

void add_text(HtmlTree& tree, const char* text, std::uint32_t parent) {
  HtmlNode node;
  node.parent = parent;
  node.text = text;
  node.end = static_cast<std::uint32_t>(tree.nodes.size() + 1);
  tree.nodes.push_back(std::move(node));
}

HtmlTree copy_tree(const GumboNode* root) {
  HtmlTree tree;
  std::vector<Open> open;
  add_element(tree, root->v.element, 0);
  open.push_back({root, 0, 0});
  while (!open.empty()) {
    Open& top = open.back();
    const GumboVector& children = top.node->v.element.children;
    if (top.next_child == children.length) {
      tree.nodes[top.position].end = static_cast<std::uint32_t>(tree.nodes.size());
      open.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(children.data[top.next_child++]);
    const auto position = static_cast<std::uint32_t>(tree.nodes.size());
    switch (child->type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        add_element(tree, child->v.element, top.position);
        open.push_back({child, 0, position});
        break;
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        add_text(tree, child->v.text.text, top.position);
        break;
      case GUMBO_NODE_COMMENT:
      case GUMBO_NODE_DOCUMENT:
        break;
    }
  }
  return tree;
}

}  // namespace

HtmlTree parse_html(std::string_view utf8, std::uint32_t nesting_max) {
  bool flattened = false;
  const std::string page = flatten_html(utf8, nesting_max, flattened);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const auto destroy = [&options](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&options, page.data(), page.size()), destroy);
  HtmlTree tree = copy_tree(output->root);
  tree.flattened = flattened;
  return tree;
}

}  // namespace habeas
