// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "read/document_builder.h"
#include "read/html/html_hidden.h"
#include "read/html/html_tree.h"

namespace habeas {

struct FlowLink {
  std::size_t begin = 0;  ///< bytes of FlowPassage::words
  std::size_t end = 0;
  std::string address;  ///< as written
};

/// A mark that points at a note by `#id`.
struct FlowMark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string target;
};

/// One passage as a browser would lay it out.
struct FlowPassage {
  PassageKind kind = PassageKind::Paragraph;
  std::string words;  ///< white space collapsed, `br` as '\n', no white space at its ends
  bool visible = true;
  std::uint32_t node = 0;  ///< the block element it stands in
  std::vector<FlowLink> links;
  std::vector<FlowMark> marks;
  std::vector<std::string> ids;  ///< of elements that begin in it
};

/// The passages of the subtree of `root`, in document order. Subtrees for which `skip` is true are
/// left out, and so are scripts, styles and controls. Hidden text (is_hidden) is a passage of its
/// own behind the one it stands in. Linear, without recursion.
std::vector<FlowPassage> flow_passages(const HtmlTree& tree, std::uint32_t root,
                                       const std::function<bool(std::uint32_t)>& skip);

/// The words of a subtree on one line.
std::string flow_words(const HtmlTree& tree, std::uint32_t root);

bool is_block(HtmlTag tag);
/// True for elements whose text is no text of the page: script, style, template, select ...
bool is_unread(HtmlTag tag);

/// `address` made absolute against `base`; as it is if that cannot be done; "" for
/// javascript:, data: and about: addresses.
std::string resolve_address(std::string_view base, std::string_view address);

/// Adds flowed passages to a document, with their links, and joins marks to notes.
class FlowWriter {
 public:
  FlowWriter(DocumentBuilder& builder, std::string base)
      : builder_(builder), base_(std::move(base)) {}

  TextSpan add(const FlowPassage& passage);
  /// Joins the marks whose notes were added; those notes become Footnotes.
  void join_marks();

 private:
  struct Mark {
    TextSpan span;
    std::string target;
  };
  struct Id {
    std::string id;
    std::uint32_t passage;
  };
  DocumentBuilder& builder_;
  std::string base_;
  std::vector<Mark> marks_;
  std::vector<Id> ids_;
};

}  // namespace habeas
