// SPDX-License-Identifier: AGPL-3.0-or-later
#include "follow/timeline.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "text/romanise.h"

namespace habeas {
namespace {

/// More entries of one kind, type and modality are told one by one: a bound, not a rule.
constexpr std::size_t kEntriesComparedMax = 500;

struct OnceRule {
  std::int32_t window_days = 0;
  std::vector<std::string> values;
};

std::map<std::string, OnceRule, std::less<>> once_rules(const Tables& tables) {
  std::map<std::string, OnceRule, std::less<>> rules;
  const Table* table = tables.find_table("chronicle");
  if (table == nullptr) return rules;
  const auto type = table->find_column("type");
  const auto window = table->find_column("window_days");
  const auto values = table->find_column("values");
  for (std::size_t row = 0; type && window && values && row < table->row_count(); ++row) {
    OnceRule rule;
    rule.window_days = std::atoi(std::string(table->cell(row, *window)).c_str());
    std::string_view rest = table->cell(row, *values);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      rule.values.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    rules.emplace(table->cell(row, *type), std::move(rule));
  }
  return rules;
}

/// An entry while it grows.
struct Draft {
  ChronicleEntry entry;
  std::set<std::pair<std::uint32_t, FactPlace>> cited;  ///< by report, the earliest first
  std::set<std::uint32_t> reports;
  std::map<std::string, std::string> values;  ///< of tables/chronicle: "regime" -> "strict"
  std::string folded_place;
};

/// Where it happened: what stands for it in words, facility and court before city.
std::string place_of(const CaseFacts& facts, const Statement& statement) {
  std::string place;
  for (const ArgumentRole role : {ArgumentRole::To, ArgumentRole::Place, ArgumentRole::Court}) {
    for (const Fact* fact : facts.arguments(statement, role)) {
      const auto* value = std::get_if<PlaceValue>(&fact->value);
      if (value == nullptr) continue;
      if (fact->kind != FactKind::Place) return value->name;
      if (place.empty()) place = value->name;
    }
  }
  return place;
}

std::map<std::string, std::string> values_of(const CaseFacts& facts, const Statement& statement,
                                             const OnceRule* rule) {
  std::map<std::string, std::string> values;
  if (rule == nullptr) return values;
  for (const std::string& name : rule->values) {
    const std::string_view value = particular(*statement.event, name);
    if (!value.empty()) values.emplace(name, value);
  }
  for (const Fact* fact : facts.arguments(statement, ArgumentRole::Quantity)) {
    const auto* quantity = std::get_if<QuantityValue>(&fact->value);
    if (quantity == nullptr) continue;
    const bool counts = std::find(rule->values.begin(), rule->values.end(), quantity->measure) !=
                        rule->values.end();
    if (counts) {
      values.emplace(quantity->measure, fmt::format("{} {}", quantity->amount, quantity->unit));
    }
  }
  return values;
}

bool values_differ(const Draft& a, const Draft& b) {
  return std::any_of(a.values.begin(), a.values.end(), [&](const auto& value) {
    const auto other = b.values.find(value.first);
    return other != b.values.end() && other->second != value.second;
  });
}

bool people_agree(const Draft& a, const Draft& b) {
  const std::vector<std::uint32_t>& left = a.entry.people;
  const std::vector<std::uint32_t>& right = b.entry.people;
  if (left.empty() || right.empty()) return left.empty() && right.empty();
  return std::includes(left.begin(), left.end(), right.begin(), right.end()) ||
         std::includes(right.begin(), right.end(), left.begin(), left.end());
}

bool places_agree(const Draft& a, const Draft& b) {
  const std::string& left = a.folded_place;
  const std::string& right = b.folded_place;
  return left.empty() || right.empty() || left.find(right) != std::string::npos ||
         right.find(left) != std::string::npos;
}

bool is_one_statement(const Draft& a, const Draft& b) {
  if (!people_agree(a, b) || !places_agree(a, b) || values_differ(a, b)) return false;
  return a.entry.date && b.entry.date && may_be_same_day(*a.entry.date, *b.entry.date);
}

void merge(Draft& into, Draft from) {
  ChronicleEntry& entry = into.entry;
  std::vector<std::uint32_t> people;
  std::set_union(entry.people.begin(), entry.people.end(), from.entry.people.begin(),
                 from.entry.people.end(), std::back_inserter(people));
  entry.people = std::move(people);
  if (from.entry.date &&
      (!entry.date || precision_of(*from.entry.date) > precision_of(*entry.date))) {
    entry.date = from.entry.date;
  }
  if (from.entry.place.size() > entry.place.size()) {
    entry.place = from.entry.place;
    into.folded_place = from.folded_place;
  }
  entry.background = entry.background && from.entry.background;
  into.cited.merge(from.cited);
  into.reports.merge(from.reports);
  into.values.merge(from.values);
}

Draft make_draft(const CaseFacts& facts, const Statement& statement, const OnceRule* rule) {
  Draft draft;
  draft.entry.kind = statement.fact->kind;
  draft.entry.type = statement.event->type;
  draft.entry.modality = statement.event->modality;
  draft.entry.date = statement.event->date;
  if (draft.entry.date && !days_of(*draft.entry.date)) draft.entry.date.reset();
  draft.cited = {{statement.report, statement.place}};
  draft.entry.people = statement.people;
  draft.entry.place = place_of(facts, statement);
  draft.entry.background = statement.fact->background;
  draft.reports = {statement.report};
  draft.values = values_of(facts, statement, rule);
  draft.folded_place = fold_name(draft.entry.place);
  return draft;
}

/// Precise days first, so that "in May" joins "on 17 May" and not the other way round.
std::vector<Draft> merge_dated(std::vector<Draft> drafts) {
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    const DatePrecision left = precision_of(*a.entry.date);
    const DatePrecision right = precision_of(*b.entry.date);
    return left != right ? left > right : is_before(*a.entry.date, *b.entry.date);
  });
  std::vector<Draft> merged;
  for (Draft& draft : drafts) {
    const std::size_t reach = std::min(merged.size(), kEntriesComparedMax);
    const auto begin = merged.end() - static_cast<std::ptrdiff_t>(reach);
    const auto same = std::find_if(
        begin, merged.end(), [&](const Draft& other) { return is_one_statement(other, draft); });
    if (same != merged.end()) {
      merge(*same, std::move(draft));
    } else {
      merged.push_back(std::move(draft));
    }
  }
  return merged;
}

/// An undated statement is the one dated act of its kind on these people; of several, none.
void merge_undated(std::vector<Draft>& merged, std::vector<Draft> undated) {
  const std::size_t dated = merged.size();
  for (Draft& draft : undated) {
    std::vector<std::size_t> fitting;
    for (std::size_t i = 0; i < merged.size() && i < kEntriesComparedMax; ++i) {
      if (i >= dated && !fitting.empty()) break;
      const bool fits = people_agree(merged[i], draft) && places_agree(merged[i], draft) &&
                        !values_differ(merged[i], draft);
      if (fits) fitting.push_back(i);
    }
    if (fitting.size() == 1) {
      merge(merged[fitting.front()], std::move(draft));
    } else {
      merged.push_back(std::move(draft));
    }
  }
}

bool is_told_by_others(const CaseFacts& facts, const Draft& a, const Draft& b) {
  for (const std::uint32_t report : a.reports) {
    for (const std::uint32_t other : b.reports) {
      if (facts.source_of(report) == facts.source_of(other)) return false;
    }
  }
  return true;
}

/// Two entries that are one act told differently by two sources.
bool contradict(const CaseFacts& facts, const Draft& a, const Draft& b, const OnceRule& rule) {
  if (a.entry.people.empty() || !people_agree(a, b) || !places_agree(a, b)) return false;
  if (!a.entry.date || !b.entry.date || !is_told_by_others(facts, a, b)) return false;
  if (may_be_same_day(*a.entry.date, *b.entry.date)) return values_differ(a, b);
  const auto left = first_day(a.entry.date);
  const auto right = first_day(b.entry.date);
  const bool are_days = precision_of(*a.entry.date) == DatePrecision::Day &&
                        precision_of(*b.entry.date) == DatePrecision::Day;
  return are_days && std::abs(left->days - right->days) <= rule.window_days;
}

void tie_contradictions(const CaseFacts& facts, const OnceRule& rule, std::vector<Draft>& drafts,
                        std::uint32_t& brackets) {
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    for (std::size_t j = i + 1; j < std::min(drafts.size(), i + kEntriesComparedMax); ++j) {
      if (!contradict(facts, drafts[i], drafts[j], rule)) continue;
      std::uint32_t& first = drafts[i].entry.bracket;
      std::uint32_t& second = drafts[j].entry.bracket;
      if (first == 0) first = second != 0 ? second : ++brackets;
      if (second == 0) second = first;
    }
  }
}

void finish(const CaseFacts& facts, Draft& draft) {
  std::set<std::uint32_t> sources;
  for (const std::uint32_t report : draft.reports) sources.insert(facts.source_of(report));
  draft.entry.independent_sources = static_cast<std::uint32_t>(sources.size());
  draft.entry.facts.clear();
  for (const auto& [report, place] : draft.cited) draft.entry.facts.push_back(place);
}

/// By date, undated last, then as first told; brackets are counted in that order.
std::vector<ChronicleEntry> put_in_order(std::vector<Draft> drafts) {
  std::sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    const auto& left = a.entry.date;
    const auto& right = b.entry.date;
    if (left.has_value() != right.has_value()) return left.has_value();
    if (left && is_before(*left, *right)) return true;
    if (left && is_before(*right, *left)) return false;
    return *a.cited.begin() < *b.cited.begin();
  });
  std::vector<ChronicleEntry> entries;
  std::map<std::uint32_t, std::uint32_t> numbers;
  for (Draft& draft : drafts) {
    if (draft.entry.bracket != 0) {
      const auto next = static_cast<std::uint32_t>(numbers.size() + 1);
      draft.entry.bracket = numbers.emplace(draft.entry.bracket, next).first->second;
    }
    entries.push_back(std::move(draft.entry));
  }
  return entries;
}

}  // namespace

std::vector<ChronicleEntry> make_timeline(const CaseFacts& facts, const Tables& tables) {
  struct Drafts {
    std::vector<Draft> dated;
    std::vector<Draft> undated;
  };
  const auto rules = once_rules(tables);
  std::map<std::tuple<FactKind, std::string, Modality>, Drafts> kinds;
  for (const Statement& statement : facts.statements()) {
    const EventValue& event = *statement.event;
    const auto rule = rules.find(event.type);
    Draft draft = make_draft(facts, statement, rule == rules.end() ? nullptr : &rule->second);
    Drafts& drafts = kinds[{statement.fact->kind, event.type, event.modality}];
    (draft.entry.date ? drafts.dated : drafts.undated).push_back(std::move(draft));
  }
  std::vector<Draft> all;
  std::uint32_t brackets = 0;
  for (auto& [kind, drafts] : kinds) {
    std::vector<Draft> merged = merge_dated(std::move(drafts.dated));
    merge_undated(merged, std::move(drafts.undated));
    const auto rule = rules.find(std::get<std::string>(kind));
    const Modality modality = std::get<Modality>(kind);
    if (rule != rules.end() && (modality == Modality::Done || modality == Modality::Alleged)) {
      tie_contradictions(facts, rule->second, merged, brackets);
    }
    for (Draft& draft : merged) {
      finish(facts, draft);
      all.push_back(std::move(draft));
    }
  }
  return put_in_order(std::move(all));
}

}  // namespace habeas
