// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "read/read.h"

namespace habeas {

/// Reads an HTML page: its article, or the posts of a container (html_container.h), without the
/// furniture of the site.
void read_html(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink);

/// Adds the body of a piece of HTML, such as a feed entry's, to `builder`; tells its plain words.
class DocumentBuilder;
void add_html_piece(std::string_view utf8, std::string_view base, const ReadLimits& limits,
                    DocumentBuilder& builder);

}  // namespace habeas
