// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/reports.h"

#include "ingest/list_versions.h"
#include "ingest/summary.h"
#include "store/documents.h"

namespace habeas {
namespace {

/// Rejected facts keep their position, so that everything that points at facts by position holds,
/// and become what no stage looks at: a day without a date.
void blank_rejected(std::vector<Fact>& facts, const DocumentReview& review) {
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (!review.facts[i].rejected) continue;
    facts[i].kind = FactKind::Date;
    facts[i].value = DateValue{};
  }
  const auto is_blank = [&](const Argument& argument) {
    return review.facts[argument.fact].rejected;
  };
  for (Fact& fact : facts) {
    if (auto* event = std::get_if<EventValue>(&fact.value))
      std::erase_if(event->arguments, is_blank);
    if (auto* quantity = std::get_if<QuantityValue>(&fact.value)) {
      std::erase_if(quantity->arguments, is_blank);
    }
  }
}

/// An earlier version of a row states nothing any more but whom it named: the newest speaks.
void silence(std::vector<Fact>& facts) {
  for (Fact& fact : facts) {
    if (fact.kind == FactKind::Person) continue;
    fact.kind = FactKind::Date;
    fact.value = DateValue{};
  }
}

}  // namespace

Result<std::vector<ReportSummary>> load_reports(sql::Transaction& transaction,
                                                std::span<const DocumentId> ids,
                                                std::span<const StatedDecision> in_force,
                                                const Tables& tables) {
  TRY(const auto versions, load_list_versions(transaction));
  std::vector<ReportSummary> reports;
  for (const DocumentId& id : ids) {
    TRY(const auto document, load_document(transaction, id));
    TRY(auto extraction, load_extraction(transaction, id));
    const DocumentReview review = review_document(extraction, document.text, in_force);
    blank_rejected(extraction.facts, review);
    if (versions.newest_of(id)) silence(extraction.facts);
    reports.push_back(make_summary(document, std::move(extraction.facts), tables));
  }
  return reports;
}

}  // namespace habeas
