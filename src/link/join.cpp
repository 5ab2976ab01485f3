// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/join.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "link/disjoint_sets.h"

namespace habeas {
namespace {

/// How many names of one person are compared with those of another before they are made one.
constexpr std::size_t kGroupNamesMax = 8;
/// How many people of two reports are held to be the same, so that others must agree with them.
constexpr std::size_t kPeopleMadeOneMax = 8;

class Joiner {
 public:
  Joiner(std::span<const ReportView> reports, const JoinRules& rules, NameBook& names)
      : names_(names), clusters_(reports.size()), first_seat_(reports.size() + 1) {
    for (std::size_t i = 0; i < reports.size(); ++i) {
      first_seat_[i + 1] = first_seat_[i] + static_cast<std::uint32_t>(reports[i].people.size());
    }
    people_ = DisjointSets(first_seat_.back());
    names_of_.resize(first_seat_.back());
    for (std::uint32_t i = 0; i < reports.size(); ++i) {
      for (std::uint32_t k = 0; k < reports[i].people.size(); ++k) {
        names_of_[first_seat_[i] + k] = {reports[i].people[k].name};
      }
    }
    members_.resize(reports.size());
    apart_from_.resize(reports.size());
    for (std::uint32_t i = 0; i < reports.size(); ++i) members_[i] = {i};
    for (const auto& [a, b] : rules.apart) {
      apart_from_[a].push_back(b);
      apart_from_[b].push_back(a);
    }
    for (const auto& [a, b] : rules.different) {
      different_from_[seat(a)].push_back(seat(b));
      different_from_[seat(b)].push_back(seat(a));
    }
  }

  bool are_joined(std::uint32_t a, std::uint32_t b) {
    return clusters_.find(a) == clusters_.find(b);
  }

  bool is_forbidden(std::uint32_t a, std::uint32_t b) {
    std::uint32_t from = clusters_.find(a);
    std::uint32_t into = clusters_.find(b);
    if (members_[from].size() > members_[into].size()) std::swap(from, into);
    for (const std::uint32_t member : members_[from]) {
      for (const std::uint32_t other : apart_from_[member]) {
        if (clusters_.find(other) == into) return true;
      }
    }
    return false;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    std::uint32_t from = clusters_.find(a);
    std::uint32_t into = clusters_.find(b);
    if (from == into) return;
    if (members_[from].size() > members_[into].size()) std::swap(from, into);
    clusters_.join(from, into);
    members_[into].insert(members_[into].end(), members_[from].begin(), members_[from].end());
    std::vector<std::uint32_t>().swap(members_[from]);
    if (const std::uint32_t root = clusters_.find(into); root != into) {
      members_[root].swap(members_[into]);
    }
  }

  /// True if the two, with all who are held to be the same, may be one person.
  bool may_be_one(PersonSeat a, PersonSeat b) {
    const std::uint32_t left = people_.find(seat(a));
    const std::uint32_t right = people_.find(seat(b));
    if (left == right) return true;
    for (const auto& [one, others] : different_from_) {
      const std::uint32_t root = people_.find(one);
      if (root != left && root != right) continue;
      for (const std::uint32_t other : others) {
        if (people_.find(other) == (root == left ? right : left)) return false;
      }
    }
    for (const std::uint32_t x : names_of_[left]) {
      for (const std::uint32_t y : names_of_[right]) {
        if (names_.match(x, y).relation == NameRelation::Contradiction) return false;
      }
    }
    return true;
  }

  void make_one(PersonSeat a, PersonSeat b) {
    const std::uint32_t left = people_.find(seat(a));
    const std::uint32_t right = people_.find(seat(b));
    if (left == right) return;
    std::vector<std::uint32_t> all = names_of_[left];
    all.insert(all.end(), names_of_[right].begin(), names_of_[right].end());
    // By spelling, not by number: numbers depend on the order of reading.
    const auto spelling = [&](std::uint32_t name) -> const std::string& {
      return names_.person(name).name.printed;
    };
    std::sort(all.begin(), all.end(), [&](std::uint32_t x, std::uint32_t y) {
      return std::tie(spelling(x), x) < std::tie(spelling(y), y);
    });
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.size() > kGroupNamesMax) all.resize(kGroupNamesMax);
    people_.join(left, right);
    names_of_[left].clear();
    names_of_[right].clear();
    names_of_[people_.find(left)] = std::move(all);
  }

  std::uint32_t cluster_of(std::uint32_t report) { return clusters_.find(report); }

 private:
  std::uint32_t seat(PersonSeat place) const { return first_seat_[place.report] + place.person; }

  NameBook& names_;
  DisjointSets clusters_;
  std::vector<std::uint32_t> first_seat_;
  DisjointSets people_{0};
  std::vector<std::vector<std::uint32_t>> names_of_;    // [root of people_]
  std::vector<std::vector<std::uint32_t>> members_;     // [root of clusters_]
  std::vector<std::vector<std::uint32_t>> apart_from_;  // [report]
  std::map<std::uint32_t, std::vector<std::uint32_t>> different_from_;
};

/// People may be mistaken for one another only where they are the reason.
bool rests_on_people(const PairJudgement& judgement) {
  return judgement.rule == "same_person" || judgement.rule == "two_people" ||
         judgement.rule == "named_in";
}

bool people_agree(Joiner& joiner, const JoinProposal& proposal) {
  return std::all_of(proposal.judgement.people.begin(), proposal.judgement.people.end(),
                     [&](const Candidates::PersonPair& pair) {
                       return joiner.may_be_one({proposal.a, pair.a}, {proposal.b, pair.b});
                     });
}

}  // namespace

Joined join_reports(std::span<const ReportView> reports, std::span<const JoinProposal> proposals,
                    const JoinRules& rules, NameBook& names) {
  Joiner joiner(reports, rules, names);
  Joined result;
  for (const auto& [a, b] : rules.together) {
    if (joiner.are_joined(a, b) || joiner.is_forbidden(a, b)) continue;
    joiner.join(a, b);
    result.decided.emplace_back(a, b);
  }
  std::vector<std::uint32_t> order(proposals.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    const auto key = [](const JoinProposal& proposal) {
      return std::tuple(-proposal.judgement.score, proposal.a, proposal.b);
    };
    return key(proposals[x]) < key(proposals[y]);
  });
  for (const std::uint32_t position : order) {
    const JoinProposal& proposal = proposals[position];
    const bool is_joined = joiner.are_joined(proposal.a, proposal.b);
    if (!is_joined) {
      if (joiner.is_forbidden(proposal.a, proposal.b)) continue;
      if (rests_on_people(proposal.judgement) && !people_agree(joiner, proposal)) continue;
      joiner.join(proposal.a, proposal.b);
      result.accepted.push_back(position);
    }
    const std::vector<Candidates::PersonPair>& people = proposal.judgement.people;
    for (std::size_t i = 0; i < std::min(people.size(), kPeopleMadeOneMax); ++i) {
      const Candidates::PersonPair& pair = people[i];
      const PersonSeat left{proposal.a, pair.a};
      const PersonSeat right{proposal.b, pair.b};
      if (joiner.may_be_one(left, right)) joiner.make_one(left, right);
    }
  }
  result.cluster.resize(reports.size());
  std::map<std::uint32_t, std::uint32_t> lowest;
  for (std::uint32_t i = 0; i < reports.size(); ++i) {
    result.cluster[i] = lowest.emplace(joiner.cluster_of(i), i).first->second;
  }
  return result;
}

}  // namespace habeas
