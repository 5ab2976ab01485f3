// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/report_days.h"

#include "read/plain/text_units.h"
#include "read/publication_day.h"

namespace habeas {
namespace {

TextSpan shifted(TextSpan span, TextSpan passage) {
  return {span.begin + passage.begin, span.end + passage.begin};
}

}  // namespace

void ReportDays::look_at(const Document& document, bool in_head, bool in_tail) {
  if (document.passages.empty()) return;
  const TextSpan passage = document.passages.back().span;
  const std::string_view words = slice(document.text, passage);
  const bool is_title = document.passages.back().kind == PassageKind::Title;
  auto day_line = parse_day_line(words);
  if (!day_line && in_head) day_line = find_labelled_day(words);
  if (!day_line && in_head) day_line = find_place_and_day(words);
  if (const auto& day = day_line) {
    const Candidate found{*day, shifted(day->span, passage)};
    if (in_head) line_ = found;
    if (in_tail && !in_head) tail_ = found;
    return;
  }
  const bool prose = !is_title && is_prose(words);
  if (in_head && !prose && !is_title && !closing_) {
    if (const auto day = find_closing_day(words)) closing_ = {*day, shifted(day->span, passage)};
  }
  if (!dateline_ && !had_prose_) {
    if (const auto day = find_dateline(words)) dateline_ = {*day, shifted(day->span, passage)};
  }
  had_prose_ = had_prose_ || prose;
}

const std::optional<ReportDays::Candidate>& ReportDays::best() const {
  if (line_) return line_;
  if (dateline_) return dateline_;
  return closing_ ? closing_ : tail_;
}

void ReportDays::choose(Document& document) const {
  const auto in_address = find_address_date(document.address);
  const std::size_t line = document.text.rfind("address: " + document.address);
  const bool has_line = in_address && line != std::string::npos;
  const bool full = has_line && precision_of(in_address->date) == DatePrecision::Day;
  if (const auto& printed = best()) {
    const PartialDate day = day_date(settle_day(printed->printed, document.text));
    if (!full || day == in_address->date) {
      document.published = day;
      document.published_span = printed->span;
      return;
    }
  }
  if (!has_line) return;
  document.published = in_address->date;
  const std::size_t begin = line + std::string_view("address: ").size() + in_address->span.begin;
  document.published_span = make_span(begin, begin + length(in_address->span));
}

}  // namespace habeas
