// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/constraints.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "text/romanise.h"

namespace habeas {
namespace {

using Reports = std::map<DocumentId, const ReportSummary*>;

/// Two documents or mentions, the smaller first, so that a pair has one form.
template <class T>
std::pair<T, T> pair_of(const T& a, const T& b) {
  return a < b ? std::pair(a, b) : std::pair(b, a);
}

class Constraints {
 public:
  Constraints(const OpenedBatch& opened, const Reports& reports) : reports_(reports) {
    for (const OpenedCase& one : opened.cases) anchors_.try_emplace(one.id, one.document);
    for (const OpenedPerson& one : opened.people) people_.try_emplace(one.id, &one);
  }

  void apply(const Decision& decision) {
    switch (decision.kind) {
      case DecisionKind::Merge:
        return merge(decision);
      case DecisionKind::Split:
        return split(decision);
      case DecisionKind::Move:
        return move(decision);
      case DecisionKind::SamePerson:
        return people(decision, true);
      case DecisionKind::NotSamePerson:
        return people(decision, false);
      default:
        return;
    }
  }

  LinkConstraints result() const {
    LinkConstraints constraints;
    for (const auto& [pair, together] : documents_) {
      if (!reports_.contains(pair.first) || !reports_.contains(pair.second)) continue;
      auto& list = together ? constraints.together : constraints.apart;
      list.push_back({pair.first, pair.second});
    }
    for (const auto& [pair, same] : mentions_) {
      auto& list = same ? constraints.same_person : constraints.different_people;
      list.push_back({pair.first, pair.second});
    }
    return constraints;
  }

 private:
  void set(const DocumentId& a, const DocumentId& b, bool together) {
    if (a != b) documents_[pair_of(a, b)] = together;
  }

  void forget_apart(const DocumentId& a, const DocumentId& b) {
    const auto found = documents_.find(pair_of(a, b));
    if (found != documents_.end() && !found->second) documents_.erase(found);
  }

  void merge(const Decision& decision) {
    for (const DocumentId& a : decision.documents) {
      for (const DocumentId& b : decision.others) forget_apart(a, b);
    }
    const auto anchor = anchors_.find(*decision.case_id);
    const auto other = anchors_.find(*decision.other_case);
    if (anchor != anchors_.end() && other != anchors_.end())
      set(anchor->second, other->second, true);
  }

  void split(const Decision& decision) {
    for (const DocumentId& document : decision.documents) {
      set(decision.documents.front(), document, true);
      for (const DocumentId& other : decision.others) set(document, other, false);
    }
  }

  void move(const Decision& decision) {
    for (const DocumentId& document : decision.documents) {
      // Where it belongs is told anew: what was said of it before no longer binds.
      std::erase_if(documents_, [&](const auto& entry) {
        return entry.first.first == document || entry.first.second == document;
      });
      for (const DocumentId& other : decision.others) set(document, other, false);
      const auto anchor = anchors_.find(*decision.case_id);
      if (anchor != anchors_.end()) set(document, anchor->second, true);
    }
  }

  void people(const Decision& decision, bool same) {
    const auto a = mention_of(*decision.person);
    const auto b = mention_of(*decision.other_person);
    if (a && b && *a != *b) mentions_[pair_of(*a, *b)] = same;
  }

  /// The mention that a person was opened with, as it is read today.
  std::optional<FactPlace> mention_of(const PersonId& id) const {
    const auto opened = people_.find(id);
    if (opened == people_.end()) return std::nullopt;
    const auto report = reports_.find(opened->second->document);
    if (report == reports_.end()) return std::nullopt;
    const std::vector<Fact>& facts = report->second->facts;
    for (std::uint32_t i = 0; i < facts.size(); ++i) {
      const auto* person = std::get_if<PersonValue>(&facts[i].value);
      if (person != nullptr && fold_name(person->name) == opened->second->name) {
        return FactPlace{opened->second->document, i};
      }
    }
    return std::nullopt;
  }

  const Reports& reports_;
  std::map<CaseId, DocumentId> anchors_;
  std::map<PersonId, const OpenedPerson*> people_;
  std::map<std::pair<DocumentId, DocumentId>, bool> documents_;
  std::map<std::pair<FactPlace, FactPlace>, bool> mentions_;
};

}  // namespace

LinkConstraints constraints_of(std::span<const StatedDecision> in_force, const OpenedBatch& opened,
                               const Reports& reports) {
  Constraints constraints(opened, reports);
  for (const StatedDecision& stated : in_force) constraints.apply(stated.decision);
  return constraints.result();
}

std::vector<CaseId> yielding_cases(std::span<const StatedDecision> in_force) {
  std::vector<CaseId> yielding;
  for (const StatedDecision& stated : in_force) {
    if (stated.decision.kind == DecisionKind::Merge)
      yielding.push_back(*stated.decision.other_case);
  }
  return yielding;
}

}  // namespace habeas
