// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "read/html/html_tree.h"
#include "read/page_words.h"

namespace habeas {

/// What is furniture of a page and what is its article.
class HtmlBody {
 public:
  /// Weighs every element: linear in the page.
  explicit HtmlBody(const HtmlTree& tree);

  /// True if the subtree of `node` is furniture: a menu, a share bar, a cookie notice, comments,
  /// related stories. An element that holds most of the page's text, or its main heading, never is.
  bool is_chrome(std::uint32_t node) const { return chrome_[node] != 0; }

  /// The elements that hold the article, in order: the one that its markup names (articleBody,
  /// entry-content, article, main) if it holds enough of the page's running text, else the one
  /// with the densest text and those beside it that are like it. Empty if the page has no text.
  const std::vector<std::uint32_t>& roots() const { return roots_; }

  /// Bytes of running text (paragraphs, not links) below `node`.
  std::uint32_t prose_bytes(std::uint32_t node) const;

  /// True if `node` holds comments of readers.
  bool is_comment(std::uint32_t node) const { return holds_comments(node); }

  /// Bytes of text that stand before `node`.
  std::uint32_t text_before(std::uint32_t node) const { return text_before_[node]; }

  /// Bytes of text below `node`, white space collapsed.
  std::uint32_t text_bytes(std::uint32_t node) const;

  /// What the class and id of `node` say; nothing for a text.
  PageNames names(std::uint32_t node) const { return names_[node]; }

 private:
  void find_names();
  enum class Counted { All, Seen };
  void count_text(Counted counted);
  void count_seen_text();
  void gather_blocks();
  void count_prose();
  void mark_chrome();
  bool looks_like_chrome(std::uint32_t node) const;
  bool holds_comments(std::uint32_t node) const;
  bool holds_article(std::uint32_t node) const;
  bool holds_heading(std::uint32_t node) const;
  std::uint64_t prose_above_foot() const;
  bool is_head_of_page(std::uint32_t node) const;
  bool is_prose_block(std::uint32_t node) const;
  void mark_link_lists();
  void weigh_paragraphs();
  std::optional<int> article_level(std::uint32_t node) const;
  void find_named();
  std::vector<std::uint32_t> find_named_root() const;
  std::uint32_t narrow_root(std::uint32_t root) const;
  std::uint32_t widen_root(std::uint32_t root) const;
  std::vector<std::uint32_t> find_dense_root() const;
  std::uint32_t link_bytes(std::uint32_t node) const;

  struct OwnText {
    std::uint32_t bytes = 0;
    std::uint32_t link_bytes = 0;
    std::uint32_t commas = 0;
  };

  const HtmlTree& tree_;
  std::vector<PageNames> names_;            // by node
  std::vector<OwnText> blocks_;             // by node
  std::vector<std::uint32_t> named_;        // elements that are named an article
  std::vector<std::uint32_t> text_before_;  // prefix sums over nodes
  std::vector<std::uint32_t> link_before_;
  std::vector<std::uint32_t> links_before_;  // how many
  std::vector<std::uint32_t> prose_before_;
  std::vector<std::uint8_t> chrome_;
  std::vector<std::int64_t> scores_;
  std::uint32_t main_heading_ = 0;
  std::vector<std::uint32_t> roots_;
};

}  // namespace habeas
