// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "read/html/html_article.h"

namespace habeas {

/// A post of a container page.
struct HtmlPost {
  std::uint32_t node = 0;     ///< the element that holds it
  std::uint32_t heading = 0;  ///< 0 if it has none
  std::uint32_t day = 0;      ///< the element that holds its date, 0 if none does
  std::string permalink;      ///< absolute, "" if it has none
  std::optional<PartialDate> published;
};

/// A page that holds several posts.
struct HtmlContainer {
  std::string heading;          ///< "Tag Archives: Kazakhstan"
  std::string tag;              ///< "Kazakhstan"
  std::vector<HtmlPost> posts;  ///< empty: the page is no container
};

/// Finds posts by their names, else by their likeness: three or more elements beside each other, of
/// one element and class, each with a link of its own and a day, that hold half of what the page
/// says.
///
/// By name: finds elements that repeat: `article`, `.post`, `.hentry` and their like
/// (tables/page_words, post), beside each other, each with a heading and a date; one that lacks
/// them and tells something is a post if it stands beside such a one. They are posts of a container
/// if there are two or more and the page is not the page of one of them: its heading or its body's
/// class says archive, tag, search, blog; or none of them holds most of the text.
HtmlContainer find_html_posts(const HtmlPage& page);

/// The words of its heading, "" if it has none.
std::string post_title(const HtmlPage& page, const HtmlPost& post);

/// Bytes of running text that stand in none of the posts.
std::uint64_t prose_outside(const HtmlPage& page, const HtmlContainer& container);

/// Reads one post.
Document read_html_post(const HtmlPage& page, const HtmlContainer& container, const HtmlPost& post,
                        DocumentId id);

}  // namespace habeas
