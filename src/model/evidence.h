// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "text/text_span.h"

namespace habeas {

/// Where a fact was read: the words of its document, and the rule that read them.
///
/// A plain value that owns its quote, so it can be checked by eye when the document is not at
/// hand. The document is the one of the Extraction it stands in. Copies are independent.
struct Evidence {
  TextSpan span;      ///< where `quote` stands in Document::text
  std::string quote;  ///< exactly the bytes of `span`, never shortened
  std::string rule;   ///< the table row or grammar that read it, e.g. "date.day_month_year"

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// Cites `span` of `text`. REQUIRES: span.end <= text.size().
Evidence cite(std::string_view text, TextSpan span, std::string_view rule);

/// True if `text` still has the quoted words at the cited place. Checked before evidence is
/// stored and again when it is shown.
bool still_holds(const Evidence& evidence, std::string_view text) noexcept;

}  // namespace habeas
