// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "read/html/html_tree.h"

namespace habeas {

/// True if the element's own attributes hide its text from who looks at the page: hidden,
/// aria-hidden, or a style that hides (is_hiding_style). Style sheets are not applied.
bool is_hidden(const HtmlTree& tree, std::uint32_t node);

/// True for a style attribute that shows nothing: display:none, visibility hidden or collapse,
/// opacity 0; letters of at most one pixel, in no colour or in that of the background, or white on
/// a background that is not named; a box of no height or width that cuts off what overflows, one
/// that is clipped to nothing, or one that stands 900 pixels or more off the page.
bool is_hiding_style(std::string_view style);

}  // namespace habeas
