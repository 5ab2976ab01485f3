// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "read/document_builder.h"

namespace habeas {

/// How a text/plain body is written.
struct PlainForm {
  bool is_flowed = false;  ///< format=flowed (RFC 3676)
  bool del_sp = false;     ///< and the space before a soft line end is not part of the words
};

/// Lines of one depth of quotation that stand together; marks of quotation taken off.
struct QuotedRun {
  std::size_t depth = 0;  ///< 0: the writer's own words
  std::string text;       ///< lines joined by '\n'; flowed paragraphs on one line
};

/// Cuts a body where the depth of its quotation changes. A lone ">From " is what a mailbox made of
/// "From " and no quotation.
std::vector<QuotedRun> split_quotes(std::string_view text, PlainForm form);

/// Adds a text/plain body: paragraphs, headings and list entries, quoted words as Quote passages.
/// Signatures stay.
void add_plain_body(DocumentBuilder& builder, std::string_view text, PlainForm form, bool visible);

/// How much two texts differ: words of `a` of four letters or more, each counted once, that `b`
/// does not have, in percent; 0 where fewer than kOtherWordsMin are missing. Addresses of pages do
/// not count.
inline constexpr std::size_t kOtherWordsMin = 5;
unsigned other_words_percent(std::string_view a, std::string_view b);

}  // namespace habeas
