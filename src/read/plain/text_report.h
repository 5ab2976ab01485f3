// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/completeness.h"
#include "read/document_builder.h"
#include "read/plain/text_letter.h"
#include "read/plain/text_units.h"

namespace habeas {

/// What a plain text says about itself as a whole.
struct TextPage {
  std::string address;  ///< the address on its first line, else where it was fetched from
  SourceEnd end = SourceEnd::Proper;
  std::vector<LetterLine> letter;  ///< of the head of a letter; they become metadata
};

/// Reads `units` as one report: a head of short lines (title, byline, date lines) up to the first
/// prose, then the body. Its publication day is, in this order: the day in its address; the last
/// date line of the head, which stands nearest to the body (what stands above may be the day of a
/// saved page); a dateline that begins a paragraph; a day that closes a line of the head; a date
/// line at the end; the month in its address.
Document read_text_report(std::span<const TextUnit> units, const TextPage& page, DocumentId id,
                          const ReadLimits& limits);

/// Adds `unit` as a passage of the body: heading, list entry, paragraph; with its addresses as
/// links. `next` is the unit after it, nothing at the end.
void add_body_unit(DocumentBuilder& builder, const TextUnit& unit, const TextUnit* next);

/// True if `unit` can be the title of a report: one line of two words or more that is no day, no
/// sentence's end, no address and no heading such as "Press release".
bool is_title_like(const TextUnit& unit);

/// True if `words` can tell whose report it is: "By Rasa Oksnes".
bool is_byline_like(std::string_view words);

}  // namespace habeas
