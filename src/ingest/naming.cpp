// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/naming.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "text/romanise.h"

namespace habeas {
namespace {

using Reports = std::map<DocumentId, const ReportSummary*>;

const PersonValue& person_of(const Reports& reports, const FactPlace& mention) {
  return std::get<PersonValue>(reports.at(mention.document)->facts[mention.fact].value);
}

bool is_earlier(const ReportSummary& a, const ReportSummary& b) {
  const PartialDate date_a = a.published.value_or(PartialDate{});
  const PartialDate date_b = b.published.value_or(PartialDate{});
  if (is_before(date_a, date_b) != is_before(date_b, date_a)) return is_before(date_a, date_b);
  return a.id < b.id;
}

/// The report that opens a case: the oldest one.
const ReportSummary& first_report(const CaseCluster& cluster, const Reports& reports) {
  const ReportSummary* first = reports.at(cluster.documents.front());
  for (const DocumentId& document : cluster.documents) {
    const ReportSummary* report = reports.at(document);
    if (is_earlier(*report, *first)) first = report;
  }
  return *first;
}

/// The mention of an affected person that is earliest in the report, if it names one.
std::string first_affected_name(const ReportSummary& report) {
  for (const Fact& fact : report.facts) {
    const auto* person = std::get_if<PersonValue>(&fact.value);
    if (person != nullptr && person->affected) return fold_name(person->name);
  }
  return "";
}

std::int32_t year_of(const ReportSummary& report) {
  if (report.published && report.published->year != 0) return report.published->year;
  for (const Fact& fact : report.facts) {
    const auto* event = std::get_if<EventValue>(&fact.value);
    if (event != nullptr && event->date && event->date->year != 0) return event->date->year;
  }
  return 0;
}

class Namer {
 public:
  Namer(const Reports& reports, const OpenedBatch& opened, const std::vector<CaseId>& yielding)
      : reports_(reports), yielding_(yielding.begin(), yielding.end()) {
    for (const OpenedCase& one : opened.cases) {
      cases_by_document_[one.document].push_back(&one);
      numbers_.insert(one.number);
    }
    for (const OpenedPerson& one : opened.people) note_person(one);
  }

  NamedCluster name(const CaseCluster& cluster, Naming& naming) {
    NamedCluster named;
    named.opened = name_case(cluster, naming);
    for (std::uint32_t i = 0; i < cluster.people.size(); ++i) {
      if (!cluster.people[i].affected) continue;
      const auto id = name_person(cluster.people[i], naming);
      if (id) named.people[i] = *id;
    }
    return named;
  }

  /// From every id of a person that another one took the place of. To be called at the end: an id
  /// that somebody else bears by then leads nowhere.
  void redirect_people(Naming& naming) const {
    for (const auto& [from, to] : replaced_) {
      if (!borne_.contains(from)) naming.people_redirects.emplace_back(from, to);
    }
  }

 private:
  struct Opening {
    std::size_t order = 0;  ///< 0 for the oldest
    PersonId id;
  };

  void note_person(const OpenedPerson& one) {
    people_.try_emplace({one.document, one.name}, Opening{people_.size(), one.id});
  }

  OpenedCase name_case(const CaseCluster& cluster, Naming& naming) {
    std::vector<const OpenedCase*> candidates;
    for (const DocumentId& document : cluster.documents) {
      const auto found = cases_by_document_.find(document);
      if (found == cases_by_document_.end()) continue;
      candidates.insert(candidates.end(), found->second.begin(), found->second.end());
    }
    if (candidates.empty()) return open(cluster, naming);
    std::sort(candidates.begin(), candidates.end(),
              [this](const OpenedCase* a, const OpenedCase* b) {
                // The opened cases stand in one vector, oldest first: the lower address is the
                // older.
                return std::tuple(yielding_.contains(a->id), a) <
                       std::tuple(yielding_.contains(b->id), b);
              });
    for (std::size_t i = 1; i < candidates.size(); ++i) {
      naming.redirects.emplace_back(candidates[i]->id, candidates.front()->id);
    }
    return *candidates.front();
  }

  OpenedCase open(const CaseCluster& cluster, Naming& naming) {
    const ReportSummary& first = first_report(cluster, reports_);
    OpenedCase opened;
    opened.document = first.id;
    opened.name = first_affected_name(first);
    opened.id = make_case_id(opened.document, opened.name);
    opened.country = first.country;
    opened.year = year_of(first);
    for (int digits = 5; opened.number.empty() || !numbers_.insert(opened.number).second;
         ++digits) {
      opened.number = case_number(opened.id, opened.country, opened.year, digits);
    }
    naming.fresh.cases.push_back(opened);
    return opened;
  }

  /// The oldest id whose anchor is one of the person's mentions, else a new one. Nothing if all
  /// mentions are told by a document and name that somebody else was told by already.
  std::optional<PersonId> name_person(const LinkedPerson& person, Naming& naming) {
    std::map<std::size_t, PersonId> found;
    for (const FactPlace& mention : person.mentions) {
      const auto known =
          people_.find({mention.document, fold_name(person_of(reports_, mention).name)});
      if (known != people_.end()) found.emplace(known->second.order, known->second.id);
    }
    std::optional<PersonId> borne;
    for (const auto& [order, id] : found) {
      if (!borne && borne_.insert(id).second) borne = id;
    }
    if (!borne) borne = open_person(person, naming);
    for (const auto& [order, id] : found) {
      if (borne && id != *borne) replaced_.emplace(id, *borne);
    }
    return borne;
  }

  std::optional<PersonId> open_person(const LinkedPerson& person, Naming& naming) {
    for (const FactPlace& mention : person.mentions) {
      OpenedPerson opened{{}, mention.document, fold_name(person_of(reports_, mention).name)};
      opened.id = make_person_id(opened.document, opened.name);
      if (people_.contains({opened.document, opened.name})) continue;
      note_person(opened);
      borne_.insert(opened.id);
      naming.fresh.people.push_back(opened);
      return opened.id;
    }
    return std::nullopt;
  }

  const Reports& reports_;
  std::set<CaseId> yielding_;
  std::map<DocumentId, std::vector<const OpenedCase*>> cases_by_document_;
  std::map<std::pair<DocumentId, std::string>, Opening> people_;
  std::set<PersonId> borne_;
  std::map<PersonId, PersonId> replaced_;
  std::set<std::string> numbers_;
};

}  // namespace

Naming name_clusters(std::span<const CaseCluster> clusters, const Reports& reports,
                     const OpenedBatch& opened, const std::vector<CaseId>& yielding) {
  Naming naming;
  Namer namer(reports, opened, yielding);
  for (const CaseCluster& cluster : clusters)
    naming.clusters.push_back(namer.name(cluster, naming));
  namer.redirect_people(naming);
  return naming;
}

}  // namespace habeas
