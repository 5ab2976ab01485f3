// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/link.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "link/candidates.h"
#include "link/disjoint_sets.h"
#include "link/join.h"
#include "link/pair_judge.h"
#include "link/people.h"
#include "link/report_view.h"

namespace habeas {
namespace {

/// The reports in the order of their ids, each once.
std::vector<const ReportSummary*> sorted(std::span<const ReportSummary> reports) {
  std::vector<const ReportSummary*> order;
  for (const ReportSummary& report : reports) order.push_back(&report);
  std::sort(order.begin(), order.end(), [](const ReportSummary* a, const ReportSummary* b) {
    return a->id < b->id;
  });
  order.erase(std::unique(order.begin(), order.end(),
                          [](const ReportSummary* a, const ReportSummary* b) {
                            return a->id == b->id;
                          }),
              order.end());
  return order;
}

/// Decisions by position; those on documents and mentions that are not here do nothing.
class Positions {
 public:
  explicit Positions(const std::vector<ReportView>& views) : views_(views) {
    for (std::uint32_t i = 0; i < views.size(); ++i) positions_.emplace(views[i].report->id, i);
  }

  std::optional<std::uint32_t> find(const DocumentId& id) const {
    const auto found = positions_.find(id);
    if (found == positions_.end()) return std::nullopt;
    return found->second;
  }

  std::optional<PersonSeat> find(const FactPlace& place) const {
    const auto report = find(place.document);
    if (!report) return std::nullopt;
    const std::vector<LinkPerson>& people = views_[*report].people;
    for (std::uint32_t i = 0; i < people.size(); ++i) {
      if (people[i].fact == place.fact) return PersonSeat{*report, i};
    }
    return std::nullopt;
  }

 private:
  const std::vector<ReportView>& views_;
  std::map<DocumentId, std::uint32_t> positions_;
};

struct Decided {
  JoinRules rules;
  std::map<std::pair<std::uint32_t, std::uint32_t>, DecidedPeople> people;
  MentionRules mentions;
};

Decided read_constraints(const LinkConstraints& constraints, const Positions& positions) {
  Decided decided;
  const auto add_documents = [&](const LinkConstraints::DocumentPair& pair, auto& pairs) {
    const auto a = positions.find(pair.a);
    const auto b = positions.find(pair.b);
    if (a && b && *a != *b) pairs.emplace(std::min(*a, *b), std::max(*a, *b));
  };
  for (const auto& pair : constraints.together) add_documents(pair, decided.rules.together);
  for (const auto& pair : constraints.apart) add_documents(pair, decided.rules.apart);
  const auto add_people = [&](const LinkConstraints::MentionPair& pair, bool are_same) {
    const FactPlace first = std::min(pair.a, pair.b);
    const FactPlace second = std::max(pair.a, pair.b);
    if (first == second) return;
    (are_same ? decided.mentions.same : decided.mentions.different).emplace(first, second);
    const auto a = positions.find(first);
    const auto b = positions.find(second);
    if (!a || !b) return;
    if (!are_same) decided.rules.different.emplace(*a, *b);
    if (a->report == b->report) return;
    DecidedPeople& people = decided.people[{a->report, b->report}];
    (are_same ? people.same : people.different).insert({a->person, b->person});
  };
  for (const auto& pair : constraints.same_person) add_people(pair, true);
  for (const auto& pair : constraints.different_people) add_people(pair, false);
  return decided;
}

class Linker {
 public:
  Linker(std::span<const ReportSummary> reports, const LinkConstraints& constraints,
         const Tables& tables)
      : words_(link_words(tables)), spelling_(tables), names_(spelling_), judge_(names_, tables) {
    for (const ReportSummary* report : sorted(reports)) {
      views_.push_back(view_report(*report, words_, names_));
    }
    decided_ = read_constraints(constraints, Positions(views_));
  }

  std::vector<CaseCluster> run() {
    const Candidates candidates(views_, names_);
    propose(candidates);
    const Joined joined = join_reports(views_, proposals_, decided_.rules, names_);
    return clusters(candidates, joined);
  }

 private:
  const DecidedPeople& decided_on(std::uint32_t a, std::uint32_t b) const {
    static const DecidedPeople kNone;
    const auto found = decided_.people.find({a, b});
    return found == decided_.people.end() ? kNone : found->second;
  }

  std::optional<PairJudgement> judge(const Candidates& candidates, std::uint32_t a,
                                     std::uint32_t b) {
    return judge_.judge(views_[a], views_[b], candidates.people_alike(a, b), decided_on(a, b));
  }

  void propose(const Candidates& candidates) {
    for (std::uint32_t a = 0; a < views_.size(); ++a) {
      std::vector<std::uint32_t> partners = candidates.partners_after(a);
      for (auto pair = decided_.people.lower_bound({a, 0});
           pair != decided_.people.end() && pair->first.first == a; ++pair) {
        partners.push_back(pair->first.second);
      }
      std::sort(partners.begin(), partners.end());
      partners.erase(std::unique(partners.begin(), partners.end()), partners.end());
      for (const std::uint32_t b : partners) {
        auto judgement = judge(candidates, a, b);
        if (!judgement) continue;
        if (judgement->is_copy) copies_.emplace_back(a, b);
        judgement->words.clear();  // made again for the few that join
        proposals_.push_back({a, b, std::move(*judgement)});
      }
    }
  }

  std::vector<CaseCluster> clusters(const Candidates& candidates, const Joined& joined) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t i = 0; i < views_.size(); ++i) members[joined.cluster[i]].push_back(i);
    std::map<std::uint32_t, std::vector<Reason>> reasons;
    for (const auto& [a, b] : joined.decided) {
      reasons[joined.cluster[a]].push_back(
          {views_[a].report->id, views_[b].report->id, "decided", "decided: one case", 1'000'000});
    }
    for (const std::uint32_t position : joined.accepted) {
      const JoinProposal& proposal = proposals_[position];
      const PairJudgement judgement = *judge(candidates, proposal.a, proposal.b);
      reasons[joined.cluster[proposal.a]].push_back(
          {views_[proposal.a].report->id, views_[proposal.b].report->id, judgement.rule,
           judgement.words, judgement.score});
    }
    std::map<std::uint32_t, std::vector<std::vector<DocumentId>>> copies = copy_groups(joined);
    std::vector<CaseCluster> result;
    for (const auto& [lowest, reports] : members) {
      CaseCluster cluster;
      std::vector<const ReportSummary*> summaries;
      for (const std::uint32_t report : reports) {
        cluster.documents.push_back(views_[report].report->id);
        summaries.push_back(views_[report].report);
      }
      cluster.copies = std::move(copies[lowest]);
      cluster.reasons = std::move(reasons[lowest]);
      std::sort(cluster.reasons.begin(), cluster.reasons.end(),
                [](const Reason& x, const Reason& y) {
                  return std::tie(x.a, x.b, x.rule) < std::tie(y.a, y.b, y.rule);
                });
      cluster.people = join_people(summaries, decided_.mentions, words_, names_);
      result.push_back(std::move(cluster));
    }
    return result;
  }

  /// Copies of copies are one group; only those that ended in one case.
  std::map<std::uint32_t, std::vector<std::vector<DocumentId>>> copy_groups(const Joined& joined) {
    DisjointSets sets(views_.size());
    for (const auto& [a, b] : copies_) {
      if (joined.cluster[a] == joined.cluster[b]) sets.join(a, b);
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
    for (std::uint32_t i = 0; i < views_.size(); ++i) groups[sets.find(i)].push_back(i);
    std::map<std::uint32_t, std::vector<std::vector<DocumentId>>> result;
    for (const auto& [root, group] : groups) {
      if (group.size() < 2) continue;
      std::vector<DocumentId> documents;
      for (const std::uint32_t report : group) documents.push_back(views_[report].report->id);
      result[joined.cluster[root]].push_back(std::move(documents));
    }
    for (auto& [cluster, found] : result) std::sort(found.begin(), found.end());
    return result;
  }

  LinkWords words_;
  Spelling spelling_;
  NameBook names_;
  PairJudge judge_;
  std::vector<ReportView> views_;
  Decided decided_;
  std::vector<JoinProposal> proposals_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> copies_;
};

}  // namespace

std::vector<CaseCluster> link(std::span<const ReportSummary> reports,
                              const LinkConstraints& constraints, const Tables& tables) {
  return Linker(reports, constraints, tables).run();
}

}  // namespace habeas
