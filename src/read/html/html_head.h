// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "read/html/html_byline.h"
#include "read/html/html_day.h"

namespace habeas {

/// The elements that carry title, byline and date of an article; 0 where there is none.
struct ArticleHead {
  std::uint32_t title = 0;
  std::uint32_t kicker = 0;  ///< in the title's element: a line above the title
  HtmlByline byline;
  HtmlDay date;
};

ArticleHead find_head(const HtmlPage& page);

}  // namespace habeas
