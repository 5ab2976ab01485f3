// SPDX-License-Identifier: AGPL-3.0-or-later
#include "disclose/smaller_audience.h"

#include <algorithm>
#include <utility>

namespace habeas {

namespace {

std::vector<Argument>* arguments_of(Fact& fact) {
  if (auto* event = std::get_if<EventValue>(&fact.value)) return &event->arguments;
  if (auto* quantity = std::get_if<QuantityValue>(&fact.value)) return &quantity->arguments;
  return nullptr;
}

bool shares_words(const Fact& a, const Fact& b) {
  for (const Evidence& one : a.evidence) {
    for (const Evidence& other : b.evidence) {
      if (overlaps(one.span, other.span)) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<bool> without_what_leads_to_hidden(const Extraction& extraction,
                                               std::vector<bool> opened) {
  const std::vector<Fact>& facts = extraction.facts;
  for (std::size_t hidden = 0; hidden < facts.size(); ++hidden) {
    if (facts[hidden].kind != FactKind::Person || opened[hidden]) continue;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (!opened[i]) continue;
      Fact fact = facts[i];
      const std::vector<Argument>* arguments = arguments_of(fact);
      const bool names = arguments != nullptr &&
                         std::any_of(arguments->begin(), arguments->end(),
                                     [&](const Argument& one) { return one.fact == hidden; });
      if (names || shares_words(fact, facts[hidden])) opened[i] = false;
    }
  }
  return opened;
}

ShownReport keep_seen_facts(ShownReport view, const std::vector<bool>& seen) {
  std::vector<Fact> facts;
  std::vector<FactReview> reviews;
  view.numbers.clear();
  view.text_shown = false;
  view.names_shown = true;
  for (std::uint32_t i = 0; i < view.extraction.facts.size(); ++i) {
    if (!seen[i]) {
      if (view.extraction.facts[i].kind == FactKind::Person) view.names_shown = false;
      continue;
    }
    view.numbers.emplace(i, static_cast<std::uint32_t>(facts.size()));
    facts.push_back(std::move(view.extraction.facts[i]));
    reviews.push_back(view.reviews[i]);
  }
  for (Fact& fact : facts) {
    std::vector<Argument>* arguments = arguments_of(fact);
    if (arguments == nullptr) continue;
    std::erase_if(*arguments,
                  [&](const Argument& one) { return !view.numbers.contains(one.fact); });
    for (Argument& one : *arguments) one.fact = view.numbers.at(one.fact);
  }
  view.extraction.facts = std::move(facts);
  view.extraction.problems.clear();
  view.reviews = std::move(reviews);
  view.document.problems.clear();
  view.row.problem_count = 0;
  if (!view.names_shown) {
    view.row.title.clear();
    view.row.address.clear();
    view.document.title.clear();
    view.document.address.clear();
    view.document.tags.clear();
  }
  return view;
}

CaseFile keep_seen_case(const CaseFile& stored,
                        const std::map<DocumentId, const ShownReport*>& views,
                        const std::vector<bool>& people_seen) {
  CaseFile seen;
  seen.row = stored.row;
  seen.row.document_count = static_cast<std::int64_t>(views.size());
  if (std::count(people_seen.begin(), people_seen.end(), false) > 0) seen.row.title.clear();
  for (const auto& [id, view] : views) seen.cluster.documents.push_back(id);
  for (std::vector<DocumentId> group : stored.cluster.copies) {
    std::erase_if(group, [&](const DocumentId& id) { return !views.contains(id); });
    if (group.size() > 1) seen.cluster.copies.push_back(std::move(group));
  }
  for (std::uint32_t i = 0; i < stored.cluster.people.size(); ++i) {
    if (!people_seen[i]) continue;
    LinkedPerson person = stored.cluster.people[i];
    std::vector<FactPlace> mentions;
    for (const FactPlace& mention : person.mentions) {
      const auto view = views.find(mention.document);
      if (view == views.end()) continue;
      const auto number = view->second->numbers.find(mention.fact);
      if (number != view->second->numbers.end()) {
        mentions.push_back({mention.document, number->second});
      }
    }
    if (mentions.empty()) continue;
    person.mentions = std::move(mentions);
    // Spellings may come from a report that is not seen.
    person.other_names.clear();
    for (const CasePerson& known : stored.people) {
      if (known.position != i) continue;
      seen.people.push_back(
          {known.id, static_cast<std::uint32_t>(seen.cluster.people.size()), known.name});
    }
    seen.cluster.people.push_back(std::move(person));
  }
  return seen;
}

std::vector<ReportSummary> summaries_of(const std::map<DocumentId, const ShownReport*>& views) {
  std::vector<ReportSummary> summaries;
  for (const auto& [id, view] : views) {
    ReportSummary summary;
    summary.id = id;
    summary.title = view->document.title;
    summary.address = view->document.address;
    summary.language = view->document.language;
    summary.published = view->document.published;
    summary.completeness = view->document.completeness;
    summary.facts = view->extraction.facts;
    summaries.push_back(std::move(summary));
  }
  return summaries;
}

}  // namespace habeas
