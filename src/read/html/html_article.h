// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/completeness.h"
#include "read/document_builder.h"
#include "read/html/html_body.h"
#include "read/html/html_flow.h"
#include "read/html/html_metadata.h"

namespace habeas {

/// A page and what was found out about it, for the readers of its parts.
struct HtmlPage {
  const HtmlTree& tree;
  const HtmlBody& body;
  const HtmlMetadata& metadata;
  const ReadLimits& limits;
  SourceEnd end = SourceEnd::Proper;
};

/// Reads the page as one article: title, byline and date line from the elements that carry them,
/// then the body, then metadata lines. Its publication day is, in this order: JSON-LD and meta
/// elements; the day in its address; a time element or date line of its head.
Document read_html_article(const HtmlPage& page, DocumentId id);

/// The full day that a machine-readable or printed date begins with: "2017-02-13T09:30:00+06:00",
/// "Mon, 13 Feb 2017 09:30:00 GMT", "13 February 2017".
std::optional<PartialDate> parse_published(std::string_view words);

/// Points `published` at the words it was read from: a date line of that day, else the words
/// after "published: " of the metadata, else those in the address.
void cite_published(Document& document);

/// The outermost element around `node`, inside `root`, whose words are still a day line: the line
/// "Posted on 13 February 2017" of the time element in it.
std::uint32_t widen_day(const HtmlTree& tree, std::uint32_t node, std::uint32_t root);

/// Adds the passages below `node`, all as `kind`; nothing if `node` is 0.
void write_as(const HtmlPage& page, std::uint32_t node, PassageKind kind, FlowWriter& writer);

/// Pictures below `root` that are no decoration.
void add_pictures(const HtmlPage& page, std::uint32_t root, Document& document);

}  // namespace habeas
