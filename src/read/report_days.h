// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>

#include "model/document.h"
#include "text/day_line.h"

namespace habeas {

/// The days that a report prints, met one by one, and which of them is that of its publication: the
/// last date line of its head, which stands nearest to the body (what stands above may be the day
/// of a saved page); a dateline that begins a paragraph; a day that closes a line of the head; a
/// date line at the end.
class ReportDays {
 public:
  /// Looks at the last passage of `document`. `in_head`: above the first prose; `in_tail`: among
  /// the last lines.
  void look_at(const Document& document, bool in_head, bool in_tail);

  /// Sets published and published_span. A day in the document's address that stands in a metadata
  /// line goes before a printed one that differs, a month after.
  void choose(Document& document) const;

 private:
  struct Candidate {
    PrintedDay printed;
    TextSpan span;
  };
  const std::optional<Candidate>& best() const;

  std::optional<Candidate> line_;
  std::optional<Candidate> dateline_;
  std::optional<Candidate> closing_;
  std::optional<Candidate> tail_;
  bool had_prose_ = false;
};

}  // namespace habeas
