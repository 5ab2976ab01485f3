// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/document_builder.h"
#include "read/html/html_flow.h"
#include "read/html/html_head.h"

namespace habeas {

/// Reads the page as one article: title, byline and date line from the elements that carry them,
/// then the body, then metadata lines. Its publication day is, in this order: JSON-LD and meta
/// elements; the day in its address; a time element or date line of its head.
Document read_html_article(const HtmlPage& page, DocumentId id);

/// Points `published` at the words it was read from: a date line of that day, else the words
/// after "published: " of the metadata, else those in the address.
void cite_published(Document& document);

/// Adds the passages below `node`, all as `kind`; nothing if `node` is 0.
void write_as(const HtmlPage& page, std::uint32_t node, PassageKind kind, FlowWriter& writer);

/// Pictures below `root` that are no decoration.
void add_pictures(const HtmlPage& page, std::uint32_t root, Document& document);

}  // namespace habeas
