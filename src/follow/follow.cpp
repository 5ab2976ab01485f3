// SPDX-License-Identifier: AGPL-3.0-or-later
#include "follow/follow.h"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "follow/case_facts.h"
#include "follow/chains.h"
#include "follow/custody.h"
#include "follow/state_rules.h"
#include "follow/states.h"
#include "follow/timeline.h"
#include "text/romanise.h"

namespace habeas {
namespace {

/// What two facts must share to be one thing told twice: the words of their arguments too.
std::string key_of(const CaseFacts& facts, std::uint32_t report, const Fact& fact) {
  if (const auto* place = std::get_if<PlaceValue>(&fact.value)) {
    return fold_name(place->name) + "|" +
           (fact.kind == FactKind::Place ? place->country : fold_name(place->city));
  }
  if (const auto* named = std::get_if<NamedValue>(&fact.value)) {
    return fact.kind == FactKind::Label && !named->type.empty() ? named->type
                                                                : fold_name(named->name);
  }
  if (const auto* provision = std::get_if<ProvisionValue>(&fact.value)) {
    return provision->article + "|" + fold_name(provision->instrument);
  }
  const auto* event = std::get_if<EventValue>(&fact.value);
  if (event == nullptr) return value_key(fact);
  std::set<std::string> names;
  for (const Argument& argument : event->arguments) {
    const Fact* other = facts.find_fact(report, argument.fact);
    if (other == nullptr || argument.role == ArgumentRole::Target) continue;
    if (const auto* person = std::get_if<PersonValue>(&other->value)) {
      names.insert(fold_name(person->name));
    } else if (const auto* named = std::get_if<NamedValue>(&other->value)) {
      names.insert(fold_name(named->name));
    }
  }
  std::string key = value_key(fact);
  for (const std::string& name : names) key += "|" + name;
  return key;
}

/// One of each, the first mention.
std::vector<FactPlace> list_of(const CaseFacts& facts, std::initializer_list<FactKind> kinds) {
  std::vector<FactPlace> list;
  std::set<std::pair<FactKind, std::string>> known;
  for (std::uint32_t report = 0; report < facts.reports().size(); ++report) {
    for (const auto& [position, fact] : facts.facts_of(report)) {
      if (std::find(kinds.begin(), kinds.end(), fact->kind) == kinds.end()) continue;
      if (!known.emplace(fact->kind, key_of(facts, report, *fact)).second) continue;
      list.push_back({facts.reports()[report]->id, position});
    }
  }
  return list;
}

/// An article is one line: with its law where that is told, in its weightiest role.
std::vector<FactPlace> list_provisions(const CaseFacts& facts) {
  struct Line {
    FactPlace place;
    ProvisionRole role = ProvisionRole::Mention;
  };
  std::vector<std::string> order;
  std::map<std::string, Line> lines;
  for (std::uint32_t report = 0; report < facts.reports().size(); ++report) {
    for (const auto& [position, fact] : facts.facts_of(report)) {
      const auto* provision = std::get_if<ProvisionValue>(&fact->value);
      if (provision == nullptr) continue;
      const std::string key = key_of(facts, report, *fact);
      const FactPlace place{facts.reports()[report]->id, position};
      const auto [line, is_new] = lines.emplace(key, Line{place, provision->role});
      if (is_new) order.push_back(key);
      // Later roles say more than a mention; of two that do, the first told stands.
      if (!is_new && line->second.role == ProvisionRole::Mention) {
        line->second = {provision->role == ProvisionRole::Mention ? line->second.place : place,
                        provision->role};
      }
    }
  }
  std::vector<FactPlace> list;
  for (const std::string& key : order) list.push_back(lines.at(key).place);
  return list;
}

/// The nearest announced day from `day` on; without one, the latest that was announced for after
/// the last report.
std::optional<PartialDate> next_date(const CaseFacts& facts, std::optional<CivilDay> last_report,
                                     CivilDay day) {
  std::optional<PartialDate> coming;
  std::optional<PartialDate> passed;
  for (const Statement& statement : facts.statements()) {
    if (statement.event->modality != Modality::Announced) continue;
    const auto& date = statement.event->date;
    const auto first = first_day(date);
    if (!first) continue;
    if (*first >= day) {
      if (!coming || is_before(*date, *coming)) coming = date;
    } else if (last_report && *first > *last_report) {
      if (!passed || is_before(*passed, *date)) passed = date;
    }
  }
  return coming ? coming : passed;
}

}  // namespace

Chronicle follow(const CaseCluster& cluster, std::span<const ReportSummary> reports, CivilDay day,
                 const Tables& tables) {
  const CaseFacts facts(cluster, reports);
  const StateRules rules(tables);
  Chronicle chronicle;
  chronicle.entries = make_timeline(facts, tables);
  for (std::uint32_t person = 0; person < cluster.people.size(); ++person) {
    if (!cluster.people[person].affected) continue;
    PersonChronicle one;
    one.person = person;
    read_states(facts, rules, person, day, one);
    one.custody = make_custody(facts, rules, person, day, tables);
    chronicle.people.push_back(std::move(one));
  }
  chronicle.chains = make_chains(facts);
  chronicle.courts = list_of(facts, {FactKind::Court});
  chronicle.provisions = list_provisions(facts);
  chronicle.places = list_of(facts, {FactKind::Place, FactKind::Facility});
  chronicle.labels = list_of(facts, {FactKind::Label});
  chronicle.interventions = list_of(facts, {FactKind::Intervention});
  chronicle.attributions = list_of(facts, {FactKind::Attribution});
  for (std::uint32_t i = 0; i < facts.reports().size(); ++i) {
    const auto published = facts.published(i);
    if (!published || *published > day) continue;
    if (!chronicle.last_report || *published > *chronicle.last_report) {
      chronicle.last_report = published;
    }
  }
  chronicle.next_date = next_date(facts, chronicle.last_report, day);
  if (chronicle.last_report) chronicle.silent_days = day.days - chronicle.last_report->days;
  return chronicle;
}

}  // namespace habeas
