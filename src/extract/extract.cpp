// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/extract.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "extract/dates.h"
#include "extract/events.h"
#include "extract/institutions.h"
#include "extract/list_columns.h"
#include "extract/organisations.h"
#include "extract/persons.h"
#include "extract/places.h"
#include "extract/provisions.h"
#include "extract/quantities.h"
#include "extract/references.h"
#include "extract/scan.h"
#include "extract/statements.h"

namespace habeas {
namespace {

/// The arguments of a fact, null for kinds that have none.
std::vector<Argument>* arguments_of(FactValue& value) {
  if (auto* const event = std::get_if<EventValue>(&value)) return &event->arguments;
  if (auto* const quantity = std::get_if<QuantityValue>(&value)) return &quantity->arguments;
  return nullptr;
}

/// Positions of `facts` by anchor: text order, then the kind, then the order in which they came.
std::vector<std::uint32_t> sort_by_anchor(const std::vector<Fact>& facts) {
  std::vector<std::uint32_t> order(facts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const TextSpan first = facts[a].evidence.front().span;
    const TextSpan second = facts[b].evidence.front().span;
    return std::tie(first.begin, first.end, facts[a].kind) <
           std::tie(second.begin, second.end, facts[b].kind);
  });
  return order;
}

/// Evidence in text order, so that the anchor is the first mention unless the finder chose it.
void sort_later_evidence(Fact& fact) {
  std::sort(fact.evidence.begin() + 1, fact.evidence.end(),
            [](const Evidence& a, const Evidence& b) {
              return std::tie(a.span, a.rule) < std::tie(b.span, b.rule);
            });
}

Extraction finish(const Document& document, FactDraft draft) {
  Extraction extraction;
  extraction.document = document.id;
  std::vector<std::uint32_t> order = sort_by_anchor(draft.facts);
  if (order.size() > kFactsMax) {
    extraction.problems.push_back({ProblemCode::TooManyFacts, document.id.part,
                                   "kept the first " + std::to_string(kFactsMax) + " of " +
                                       std::to_string(order.size()) + " facts"});
    order.resize(kFactsMax);
  }
  constexpr std::uint32_t kDropped = 0xFFFFFFFF;
  std::vector<std::uint32_t> new_position(draft.facts.size(), kDropped);
  for (std::uint32_t at = 0; at < order.size(); ++at) new_position[order[at]] = at;
  extraction.facts.reserve(order.size());
  for (const std::uint32_t old : order) {
    Fact& fact = draft.facts[old];
    if (std::vector<Argument>* const arguments = arguments_of(fact.value)) {
      for (Argument& argument : *arguments) argument.fact = new_position[argument.fact];
      std::erase_if(*arguments, [](const Argument& one) { return one.fact == kDropped; });
    }
    sort_later_evidence(fact);
    extraction.facts.push_back(std::move(fact));
  }
  return extraction;
}

}  // namespace

struct Extractor::Rules {
  ScanRules scan;
  ReferenceRules references;
  DateRules dates;
  PlaceRules places;
  FacilityRules facilities;
  CourtRules courts;
  OrganisationRules organisations;
  PersonRules persons;
  ProvisionRules provisions;
  QuantityRules quantities;
  StandardRules standards;
  LabelRules labels;
  ProvenanceRules provenance;
  EventRules events;
  ListRules lists;

  void find_all(const Scan& scan_of, FactDraft& draft) const;
};

Result<Extractor> Extractor::make(const Tables& tables) {
  auto rules = std::make_unique<Rules>();
  TRY(rules->scan, ScanRules::make(tables));
  TRY(rules->references, make_reference_rules(tables));
  TRY(rules->dates, make_date_rules(tables));
  TRY(rules->places, make_place_rules(tables));
  TRY(rules->facilities, make_facility_rules(tables));
  TRY(rules->courts, make_court_rules(tables));
  TRY(rules->organisations, make_organisation_rules(tables));
  TRY(rules->persons, make_person_rules(tables));
  TRY(rules->provisions, make_provision_rules(tables));
  TRY(rules->quantities, make_quantity_rules(tables));
  TRY(rules->standards, make_standard_rules(tables));
  TRY(rules->labels, make_label_rules(tables));
  TRY(rules->provenance, make_provenance_rules(tables));
  TRY(rules->events, make_event_rules(tables));
  TRY(rules->lists, make_list_rules(tables));
  return Extractor(std::move(rules));
}

Extractor::Extractor(std::unique_ptr<const Rules> rules) : rules_(std::move(rules)) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

void Extractor::Rules::find_all(const Scan& scan_of, FactDraft& draft) const {
  find_references(scan_of, references, draft);
  find_dates(scan_of, dates, draft);
  find_places(scan_of, places, draft);
  find_facilities(scan_of, facilities, draft);
  find_courts(scan_of, courts, draft);
  find_organisations(scan_of, organisations, draft);
  find_persons(scan_of, persons, draft);
  find_provisions(scan_of, provisions, draft);
  find_quantities(scan_of, quantities, draft);
  find_standards(scan_of, standards, draft);
  find_labels(scan_of, labels, draft);
  find_provenance(scan_of, provenance, draft);
  find_events(scan_of, events, draft);
}

Extraction Extractor::extract(const Document& document) const {
  const auto cells = find_row_cells(document);
  const Document prose = cells ? without_known_columns(document, *cells) : Document{};
  const Scan scan = make_scan(cells ? prose : document, rules_->scan);
  FactDraft draft(scan);
  rules_->find_all(scan, draft);
  if (cells) {
    find_columns(document, *cells, rules_->lists, rules_->scan, rules_->dates, draft.facts);
  }
  return finish(document, std::move(draft));
}

}  // namespace habeas
