// SPDX-License-Identifier: AGPL-3.0-or-later
#include "disclose/report_values.h"

#include <algorithm>

#include "disclose/addresses.h"
#include "disclose/archive_pages.h"
#include "disclose/case_values.h"
#include "disclose/fact_lines.h"
#include "store/captures.h"

namespace habeas {

namespace {

FactCard card_of(const ShownReport& view, std::uint32_t number) {
  const Fact& fact = view.extraction.facts[number];
  FactCard card;
  card.number = number;
  card.line = fact_line(view.extraction, number);
  card.check = check_of(fact);
  for (const Evidence& evidence : fact.evidence) {
    if (!still_holds(evidence, view.document.text)) continue;
    card.proofs.push_back({evidence.span, evidence.quote, evidence.rule});
  }
  card.confidence = fact.confidence;
  card.review = review_of(view.reviews[number]);
  card.doubtful = fact.confidence < kDoubtfulBelow;
  card.background = fact.background;
  card.visible = fact.visible;
  card.sensitive = fact.sensitive;
  return card;
}

// The evidence that lies in `span`, with positions counted from its begin. A quote that goes over
// the end of a passage is marked in each.
void add_markings(PassageValue& passage, TextSpan span, const std::vector<FactCard>& cards) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> anchored;
  for (const FactCard& card : cards) {
    for (std::size_t i = 0; i < card.proofs.size(); ++i) {
      const TextSpan proof = card.proofs[i].span;
      if (!overlaps(proof, span)) continue;
      const std::uint32_t begin = std::max(proof.begin, span.begin);
      const bool is_anchor = i == 0 && proof.begin >= span.begin;
      passage.markings.push_back(
          {begin - span.begin, std::min(proof.end, span.end) - span.begin, card.number, is_anchor});
      if (is_anchor) anchored.emplace_back(proof.begin, card.number);
    }
  }
  std::sort(anchored.begin(), anchored.end());
  for (const auto& [begin, number] : anchored) passage.facts.push_back(number);
  std::stable_sort(passage.markings.begin(), passage.markings.end(),
                   [](const Marking& a, const Marking& b) {
                     return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
                   });
}

void add_text(ReportPage& page, const ShownReport& view) {
  const Document& document = view.document;
  for (const Passage& passage : document.passages) {
    if (passage.span.end > kReportTextBytesShown && passage.kind != PassageKind::Metadata) {
      page.shown_in_part = true;
      continue;
    }
    PassageValue value;
    value.kind = passage.kind;
    value.text = slice(document.text, passage.span);
    value.language = passage.language;
    value.visible = passage.visible;
    add_markings(value, passage.span, page.facts);
    page.passages.push_back(std::move(value));
  }
}

// For those who may not see the whole: the quotes of what they may see, each by itself.
void add_quotes(ReportPage& page) {
  for (const FactCard& card : page.facts) {
    if (card.proofs.empty()) continue;
    PassageValue value;
    value.kind = PassageKind::Quote;
    value.text = card.proofs.front().words;
    value.markings = {{0, static_cast<std::uint32_t>(value.text.size()), card.number, true}};
    value.facts = {card.number};
    page.passages.push_back(std::move(value));
  }
}

Result<void> add_origin(ReportPage& page, ArchiveView& archive, const ShownReport& view) {
  page.address = view.document.address;
  page.source_hash = to_hex(view.row.id.source);
  page.part = view.row.id.part;
  page.fingerprint = to_hex(view.row.fingerprint).substr(0, 16);
  page.problems = view.document.problems;
  for (const Problem& problem : view.extraction.problems) page.problems.push_back(problem);
  TRY(const std::optional<Capture> capture,
      find_earliest_capture(archive.sql(), view.row.id.source));
  if (capture) {
    const std::string& origin = capture->address.empty() ? capture->path : capture->address;
    page.custody.push_back({to_rfc3339(capture->time), origin});
  }
  return {};
}

Result<void> add_copies(ReportPage& page, ArchiveView& archive, const DocumentId& id) {
  TRY(const CaseFile* file, archive.find_case_of(id));
  if (file == nullptr) return {};
  for (const std::vector<DocumentId>& group : file->cluster.copies) {
    if (std::find(group.begin(), group.end(), id) == group.end()) continue;
    for (const DocumentId& copy : group) {
      if (copy == id) continue;
      TRY(const ShownReport* view, archive.report(copy));
      TRY(DocketLine line, docket_line(archive, view->row));
      page.line.copies.push_back(std::move(line));
    }
  }
  return {};
}

}  // namespace

Result<ReportPage> report_page(ArchiveView& archive, const DocumentId& id) {
  TRY(const ShownReport* view, archive.report(id));
  ReportPage page;
  TRY(page.line, docket_line(archive, view->row));
  TRY(add_copies(page, archive, id));
  const std::size_t facts = view->extraction.facts.size();
  page.shown_in_part = facts > kReportFactsShown;
  for (std::uint32_t i = 0; i < facts && i < kReportFactsShown; ++i) {
    page.facts.push_back(card_of(*view, i));
  }
  if (view->text_shown) {
    add_text(page, *view);
    TRY(add_origin(page, archive, *view));
  } else {
    add_quotes(page);
  }
  return page;
}

}  // namespace habeas
