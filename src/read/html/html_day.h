// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/partial_date.h"
#include "read/html/html_page.h"

namespace habeas {

/// An element that prints, or carries in an attribute, the day of its page.
struct HtmlDay {
  std::uint32_t node = 0;  ///< 0: none
  std::optional<PartialDate> date;
  /// Printed in the head of the article, or named so by its markup. Not sure: a day that stands
  /// elsewhere on the page, or is called that of an update.
  bool sure = false;
};

/// Of all days that stand in short texts of the page, the likeliest to be the one on which it was
/// published: by what its elements are named, what else its line says, and how near it is to
/// `title` (an element; 0 if there is none). Days in comments and quotations are none.
HtmlDay find_page_day(const HtmlPage& page, std::uint32_t title);

/// The full day that a machine-readable or printed date begins with: "2017-02-13T09:30:00+06:00",
/// "Mon, 13 Feb 2017 09:30:00 GMT", "13 February 2017".
std::optional<PartialDate> parse_published(std::string_view words);

/// The outermost element around `node`, inside `root`, whose words are still a day line: the line
/// "Posted on 13 February 2017" of the time element in it.
std::uint32_t widen_day(const HtmlTree& tree, std::uint32_t node, std::uint32_t root);

}  // namespace habeas
