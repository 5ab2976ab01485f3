// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/people.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "link/disjoint_sets.h"
#include "text/romanise.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::int32_t kFullNameMin = 780'000;
constexpr std::int32_t kSameSoundMin = 950'000;
constexpr std::int32_t kPartialMin = 450'000;
/// Names under one key that are all compared; beyond, each with its neighbours by spelling.
constexpr std::size_t kComparedAllMax = 128;
constexpr std::size_t kNeighbours = 16;
constexpr std::size_t kGroupNodesMax = 16;

/// Mentions that are named alike: one way of naming, one kind of role.
struct Node {
  std::uint32_t name = 0;
  bool joins = true;
  bool affected = false;
  std::vector<FactPlace> mentions;       // sorted
  std::vector<DocumentId> documents;     // sorted
};

struct Edge {
  std::int32_t score = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};

class PeopleJoiner {
 public:
  PeopleJoiner(std::span<const ReportSummary* const> reports, const MentionRules& rules,
               const LinkWords& words, NameBook& names)
      : rules_(rules), names_(names) {
    collect(reports, words);
    groups_ = DisjointSets(nodes_.size());
    members_.resize(nodes_.size());
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) members_[i] = {i};
  }

  std::vector<LinkedPerson> run(std::span<const ReportSummary* const> reports) {
    join_decided();
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = pairs_alike();
    join_full_names(pairs);
    join_partial_names(pairs);
    return people(reports);
  }

 private:
  void collect(std::span<const ReportSummary* const> reports, const LinkWords& words);
  void join_decided();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_alike() const;
  void join_full_names(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs);
  void join_partial_names(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs);
  std::vector<LinkedPerson> people(std::span<const ReportSummary* const> reports);
  bool are_decided_different(std::uint32_t left, std::uint32_t right) const;
  bool share_document(std::uint32_t left, std::uint32_t right) const;
  bool contradict(std::uint32_t left, std::uint32_t right);
  void join(std::uint32_t a, std::uint32_t b);
  bool is_full(std::uint32_t group) const;
  bool is_one_word(std::uint32_t group) const;

  const MentionRules& rules_;
  NameBook& names_;
  std::vector<Node> nodes_;  // in an order of their own: by spelling, then first mention
  DisjointSets groups_{0};
  std::vector<std::vector<std::uint32_t>> members_;  // [root]
};

bool is_usable(const Fact& fact) { return !fact.evidence.empty() && fact.visible; }

void PeopleJoiner::collect(std::span<const ReportSummary* const> reports, const LinkWords& words) {
  std::set<FactPlace> decided;
  for (const auto& pairs : {&rules_.same, &rules_.different}) {
    for (const auto& [a, b] : *pairs) {
      decided.insert(a);
      decided.insert(b);
    }
  }
  // A mention that somebody decided about stands alone: its namesakes join it, or do not.
  std::map<std::tuple<std::uint32_t, bool, FactPlace>, Node> nodes;
  for (const ReportSummary* report : reports) {
    for (std::uint32_t i = 0; i < report->facts.size(); ++i) {
      const Fact& fact = report->facts[i];
      const auto* person = std::get_if<PersonValue>(&fact.value);
      if (person == nullptr || !is_usable(fact)) continue;
      const FactPlace place{report->id, i};
      const bool joins = person->affected || !words.never_link.contains(person->role);
      const std::uint32_t name = names_.add(*person);
      Node& node = nodes[{name, joins, decided.contains(place) ? place : FactPlace{}}];
      node.name = name;
      node.joins = joins;
      node.affected = node.affected || person->affected;
      node.mentions.push_back(place);
      node.documents.push_back(report->id);
    }
  }
  for (auto& [key, node] : nodes) {
    std::sort(node.mentions.begin(), node.mentions.end());
    std::sort(node.documents.begin(), node.documents.end());
    nodes_.push_back(std::move(node));
  }
  std::sort(nodes_.begin(), nodes_.end(), [&](const Node& a, const Node& b) {
    const auto key = [&](const Node& node) {
      const PreparedName& name = names_.person(node.name).name;
      return std::tie(name.folded, name.printed, node.mentions.front());
    };
    return key(a) < key(b);
  });
}

void PeopleJoiner::join(std::uint32_t a, std::uint32_t b) {
  const std::uint32_t left = groups_.find(a);
  const std::uint32_t right = groups_.find(b);
  if (left == right) return;
  std::vector<std::uint32_t> all = std::move(members_[left]);
  all.insert(all.end(), members_[right].begin(), members_[right].end());
  std::sort(all.begin(), all.end());
  members_[left].clear();
  members_[right].clear();
  groups_.join(left, right);
  members_[groups_.find(left)] = std::move(all);
}

void PeopleJoiner::join_decided() {
  std::map<FactPlace, std::uint32_t> node_of;
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
    for (const FactPlace& place : nodes_[i].mentions) node_of[place] = i;
  }
  for (const auto& [a, b] : rules_.same) {
    if (rules_.different.contains({a, b})) continue;
    const auto left = node_of.find(a);
    const auto right = node_of.find(b);
    if (left != node_of.end() && right != node_of.end()) join(left->second, right->second);
  }
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> PeopleJoiner::pairs_alike() const {
  std::map<std::string, std::vector<std::uint32_t>> blocks;
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
    const PreparedPerson& person = names_.person(nodes_[i].name);
    std::set<std::string> keys;
    const auto add = [&](const PreparedName& name) {
      for (const NameWord& word : name.words) {
        if (!word.is_initial) keys.insert(names_.spelling().skeleton_of(word.sound));
      }
    };
    add(person.name);
    for (const PreparedName& other : person.other_names) add(other);
    for (const std::string& key : keys) blocks[key].push_back(i);
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const auto& [key, block] : blocks) {
    const std::size_t reach = block.size() <= kComparedAllMax ? block.size() : kNeighbours;
    for (std::size_t i = 0; i < block.size(); ++i) {
      for (std::size_t j = i + 1; j < std::min(block.size(), i + 1 + reach); ++j) {
        pairs.emplace_back(block[i], block[j]);
      }
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

bool PeopleJoiner::are_decided_different(std::uint32_t left, std::uint32_t right) const {
  const auto holds = [&](std::uint32_t group, const FactPlace& place) {
    return std::any_of(members_[group].begin(), members_[group].end(), [&](std::uint32_t member) {
      const std::vector<FactPlace>& mentions = nodes_[member].mentions;
      return std::binary_search(mentions.begin(), mentions.end(), place);
    });
  };
  return std::any_of(rules_.different.begin(), rules_.different.end(), [&](const auto& pair) {
    return (holds(left, pair.first) && holds(right, pair.second)) ||
           (holds(right, pair.first) && holds(left, pair.second));
  });
}

bool PeopleJoiner::share_document(std::uint32_t left, std::uint32_t right) const {
  std::set<DocumentId> documents;
  for (const std::uint32_t member : members_[left]) {
    documents.insert(nodes_[member].documents.begin(), nodes_[member].documents.end());
  }
  return std::any_of(members_[right].begin(), members_[right].end(), [&](std::uint32_t member) {
    return std::any_of(nodes_[member].documents.begin(), nodes_[member].documents.end(),
                       [&](const DocumentId& id) { return documents.contains(id); });
  });
}

bool PeopleJoiner::contradict(std::uint32_t left, std::uint32_t right) {
  const std::size_t most_left = std::min(members_[left].size(), kGroupNodesMax);
  const std::size_t most_right = std::min(members_[right].size(), kGroupNodesMax);
  for (std::size_t i = 0; i < most_left; ++i) {
    for (std::size_t j = 0; j < most_right; ++j) {
      const NameMatch& match =
          names_.match(nodes_[members_[left][i]].name, nodes_[members_[right][j]].name);
      if (match.relation == NameRelation::Contradiction) return true;
    }
  }
  return false;
}

void PeopleJoiner::join_full_names(
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
  std::vector<Edge> edges;
  for (const auto& [a, b] : pairs) {
    const NameMatch& match = names_.match(nodes_[a].name, nodes_[b].name);
    // The same name of one word is the same person of a case as well.
    const bool is_equal = names_.person(nodes_[a].name).name.folded ==
                          names_.person(nodes_[b].name).name.folded;
    const bool is_one = match.relation == NameRelation::Same && match.score >= kFullNameMin;
    if (is_one || (is_equal && match.relation == NameRelation::Partial)) {
      edges.push_back({match.score, a, b});
    }
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) {
    return std::tuple(-x.score, x.a, x.b) < std::tuple(-y.score, y.a, y.b);
  });
  for (const Edge& edge : edges) {
    const std::uint32_t left = groups_.find(edge.a);
    const std::uint32_t right = groups_.find(edge.b);
    if (left == right || are_decided_different(left, right)) continue;
    if (edge.score < kSameSoundMin && share_document(left, right)) continue;
    if (contradict(left, right)) continue;
    join(left, right);
  }
}

/// True if one of the names has two words or more that are not initials.
bool PeopleJoiner::is_full(std::uint32_t group) const {
  return std::any_of(members_[group].begin(), members_[group].end(), [&](std::uint32_t member) {
    const std::vector<NameWord>& words = names_.person(nodes_[member].name).name.words;
    return std::count_if(words.begin(), words.end(),
                         [](const NameWord& word) { return !word.is_initial; }) >= 2;
  });
}

bool PeopleJoiner::is_one_word(std::uint32_t group) const {
  return std::all_of(members_[group].begin(), members_[group].end(), [&](std::uint32_t member) {
    return names_.person(nodes_[member].name).name.words.size() == 1;
  });
}

void PeopleJoiner::join_partial_names(
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
  // All is looked up before anything is joined, so that no name profits from its place in a list.
  std::map<std::uint32_t, std::set<std::uint32_t>> candidates;
  for (const auto& [a, b] : pairs) {
    const std::uint32_t left = groups_.find(a);
    const std::uint32_t right = groups_.find(b);
    if (left == right || is_full(left) == is_full(right)) continue;
    if (nodes_[a].joins != nodes_[b].joins) continue;
    const NameMatch& match = names_.match(nodes_[a].name, nodes_[b].name);
    if (match.relation != NameRelation::Partial || match.score < kPartialMin) continue;
    const std::uint32_t part = is_full(left) ? right : left;
    candidates[part].insert(part == left ? right : left);
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> joins;
  for (const auto& [part, fulls] : candidates) {
    if (fulls.size() != 1) continue;
    const std::uint32_t full = *fulls.begin();
    if (are_decided_different(part, full) || contradict(part, full)) continue;
    // Beside the full name on one page, initials are somebody else; a bare surname is the same.
    if (!is_one_word(part) && share_document(part, full)) continue;
    joins.emplace_back(part, full);
  }
  for (const auto& [part, full] : joins) join(part, full);
}

/// How full a spelling is, the fullest first.
auto fullness(const NameBook& names, std::uint32_t name, const std::string& spelling,
              std::size_t mentions) {
  const std::vector<NameWord>& words = names.person(name).name.words;
  std::size_t position = 0;
  const bool is_latin = spelling.empty() ||
                        script_of(next_character(spelling, position)) == Script::Latin;
  const auto full_words = std::count_if(words.begin(), words.end(), [](const NameWord& word) {
    return !word.is_initial;
  });
  const auto capitals = std::count_if(spelling.begin(), spelling.end(),
                                      [](char letter) { return letter >= 'A' && letter <= 'Z'; });
  return std::tuple(!is_latin, -full_words, -static_cast<std::ptrdiff_t>(mentions), capitals,
                    -static_cast<std::ptrdiff_t>(spelling.size()), spelling);
}

std::vector<LinkedPerson> PeopleJoiner::people(std::span<const ReportSummary* const> reports) {
  std::map<DocumentId, const ReportSummary*> report_of;
  for (const ReportSummary* report : reports) report_of.emplace(report->id, report);
  std::vector<LinkedPerson> result;
  for (std::uint32_t root = 0; root < nodes_.size(); ++root) {
    if (groups_.find(root) != root) continue;
    LinkedPerson person;
    std::map<std::string, std::pair<std::uint32_t, std::size_t>> spellings;
    std::set<std::string> others;
    for (const std::uint32_t member : members_[root]) {
      const Node& node = nodes_[member];
      person.affected = person.affected || node.affected;
      for (const FactPlace& place : node.mentions) {
        const auto& value =
            std::get<PersonValue>(report_of.at(place.document)->facts[place.fact].value);
        ++spellings.emplace(value.name, std::pair(node.name, 0)).first->second.second;
        others.insert(value.other_names.begin(), value.other_names.end());
        person.mentions.push_back(place);
      }
    }
    std::sort(person.mentions.begin(), person.mentions.end());
    const auto fullest = std::min_element(
        spellings.begin(), spellings.end(), [&](const auto& a, const auto& b) {
          return fullness(names_, a.second.first, a.first, a.second.second) <
                 fullness(names_, b.second.first, b.first, b.second.second);
        });
    person.name = fullest->first;
    for (const auto& [spelling, unused] : spellings) others.insert(spelling);
    others.erase(person.name);
    others.erase("");
    person.other_names.assign(others.begin(), others.end());
    result.push_back(std::move(person));
  }
  std::sort(result.begin(), result.end(), [](const LinkedPerson& a, const LinkedPerson& b) {
    const auto key = [](const LinkedPerson& person) {
      return std::tuple(!person.affected, fold_name(person.name), person.name,
                        person.mentions.front());
    };
    return key(a) < key(b);
  });
  return result;
}

}  // namespace

std::vector<LinkedPerson> join_people(std::span<const ReportSummary* const> reports,
                                      const MentionRules& rules, const LinkWords& words,
                                      NameBook& names) {
  return PeopleJoiner(reports, rules, words, names).run(reports);
}

}  // namespace habeas
