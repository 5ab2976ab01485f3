// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "read/html/html_page.h"

namespace habeas {

/// An element that holds a day.
struct HtmlDay {
  std::uint32_t node = 0;  ///< 0: none
  std::optional<PartialDate> date;
};

/// The elements that carry title, byline and date of an article; 0 where there is none.
struct ArticleHead {
  std::uint32_t title = 0;
  std::uint32_t byline = 0;
  HtmlDay date;
};

ArticleHead find_head(const HtmlPage& page);

/// The name in a byline: without "By", "Posted by" and their like.
std::string author_name(std::string_view byline);

/// The full day that a machine-readable or printed date begins with: "2017-02-13T09:30:00+06:00",
/// "Mon, 13 Feb 2017 09:30:00 GMT", "13 February 2017".
std::optional<PartialDate> parse_published(std::string_view words);

/// The outermost element around `node`, inside `root`, whose words are still a day line: the line
/// "Posted on 13 February 2017" of the time element in it.
std::uint32_t widen_day(const HtmlTree& tree, std::uint32_t node, std::uint32_t root);

}  // namespace habeas
