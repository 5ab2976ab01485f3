// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "read/html/html_page.h"

namespace habeas {

/// The element that names who wrote the article; `names` is what it names them, joined with ", "
/// where several such elements stand together.
struct HtmlByline {
  std::uint32_t node = 0;  ///< 0: none
  std::string names;
};

/// Of the elements that are named a byline, or whose words begin like one ("By", "Von",
/// "Автор:"), the one nearest to `title` (an element; 0 if there is none). Comments have none.
HtmlByline find_byline(const HtmlPage& page, std::uint32_t title);

/// The name in a byline: without "By", "Posted by" and their like, and without a day behind it.
std::string author_name(std::string_view byline);

/// True if `words` can be the name of a person, a desk or an organisation: few words, no digits, no
/// address, no words of a page's furniture.
bool is_author_name(std::string_view words);

}  // namespace habeas
