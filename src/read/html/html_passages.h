// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "read/html/html_flow.h"
#include "read/html/html_head.h"

namespace habeas {

/// The passages of an article's body, in order, without its head and without the furniture that
/// stands in it.
std::vector<FlowPassage> gather_body(const HtmlPage& page, const ArticleHead& head);

/// Old pages set date and title in one block with line breaks: each line becomes a passage.
std::vector<FlowPassage> split_head_lines(const std::vector<FlowPassage>& passages,
                                          const std::vector<std::string>& title_parts);

/// True if `words` are one of the parts of the page's title.
bool is_part_of_page_title(const std::vector<std::string>& parts, std::string_view words);

}  // namespace habeas
