// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/completeness.h"
#include "read/html/html_body.h"
#include "read/html/html_metadata.h"
#include "read/html/html_tree.h"
#include "read/read.h"

namespace habeas {

/// A page and what was found out about it, for the readers of its parts.
struct HtmlPage {
  const HtmlTree& tree;
  const HtmlBody& body;
  const HtmlMetadata& metadata;
  const ReadLimits& limits;
  SourceEnd end = SourceEnd::Proper;
};

}  // namespace habeas
