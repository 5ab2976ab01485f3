// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "disclose/addresses.h"
#include "disclose/archive_view.h"
#include "disclose/page_values.h"

namespace habeas {

/// How much of the words around a quote is shown on either side.
inline constexpr std::size_t kQuoteContextBytes = 160;

/// A fact in one line, with the names of the facts that it refers to. REQUIRES: fact is in range.
FactLine fact_line(const Extraction& extraction, std::uint32_t fact);

/// The words that a fact of `view` rests on, with what stands around them in their passage.
QuoteValue quote_of(const ShownReport& view, std::uint32_t fact);

/// What a form sends back about a fact: 16 hexadecimal digits of kind, value and anchor.
std::string check_of(const Fact& fact);

/// The first words of the body, cut at a word.
std::string excerpt_of(const Document& document);

}  // namespace habeas
