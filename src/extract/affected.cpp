// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/affected.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace habeas {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kNeverAffected{"official"sv, "judge"sv, "prosecutor"sv,
                                    "police_or_security"sv, "relative"sv, "president"sv};

PersonValue& person_of(FactDraft& draft, std::uint32_t fact) {
  return std::get<PersonValue>(draft.facts[fact].value);
}

bool is_done(Modality modality) {
  return modality != Modality::Negated && modality != Modality::Denied;
}

bool may_be_affected(const PersonValue& person) {
  return std::find(kNeverAffected.begin(), kNeverAffected.end(), person.role) ==
         kNeverAffected.end();
}

void mark_targets(const std::vector<EventLedger::Entry>& entries, FactDraft& draft) {
  constexpr std::int32_t kEnough = 640'000;
  for (const EventLedger::Entry& entry : entries) {
    const Fact& fact = draft.facts[entry.fact];
    if (!entry.affects || fact.confidence < kEnough) continue;
    if (!is_done(std::get<EventValue>(fact.value).modality)) continue;
    for (const std::uint32_t target : entry.targets) {
      PersonValue& person = person_of(draft, target);
      if (may_be_affected(person)) person.affected = true;
    }
  }
}

/// An urgent appeal, by its own number or label, is about those in its title.
void mark_people_of_title(const Scan& scan, FactDraft& draft) {
  const bool appeal = std::any_of(draft.facts.begin(), draft.facts.end(), [](const Fact& fact) {
    if (fact.kind == FactKind::Label) return true;
    const auto* reference = std::get_if<ReferenceValue>(&fact.value);
    return reference != nullptr && reference->role == ReferenceRole::Own;
  });
  if (!appeal) return;
  for (std::uint32_t position = 0; position < scan.passages.size(); ++position) {
    const ScannedPassage& passage = scan.passages[position];
    if (passage.kind != PassageKind::Title) continue;
    const auto count = static_cast<std::uint32_t>(passage.tokens.size());
    for (const auto& mention : draft.mentions_in(FactKind::Person, {position, 0, count})) {
      PersonValue& person = person_of(draft, mention.fact);
      if (may_be_affected(person)) person.affected = true;
    }
  }
}

/// The role named most among the words for the people of the report; "" if there is none.
std::string find_collective_role(const Scan& scan, const EventRules& rules,
                                 const FactDraft& draft) {
  constexpr std::string_view kSet = "collective_";
  std::map<std::string, std::uint32_t> counts;
  bool on_rights = false;
  for (const ScannedPassage& passage : scan.passages) {
    const EventLanguage& language = rules.language_of(passage);
    on_rights = on_rights || std::any_of(passage.tokens.begin(), passage.tokens.end(),
                                         [&](const Token& token) {
                                           return language.has("rights_report", token);
                                         });
    for (const auto& [name, words] : language.sets) {
      if (!name.starts_with(kSet)) continue;
      for (const Token& token : passage.tokens) {
        if (words.contains(token.folded)) ++counts[name.substr(kSet.size())];
      }
    }
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != counts.end()) return most->first;
  const bool appeal = std::any_of(draft.facts.begin(), draft.facts.end(), [](const Fact& fact) {
    return fact.kind == FactKind::Reference || fact.kind == FactKind::Label;
  });
  return appeal || on_rights ? "defender" : "";
}

std::string type_of_organisation(const FactDraft& draft, const std::string& name) {
  for (const Fact& fact : draft.facts) {
    if (fact.kind != FactKind::Organisation) continue;
    const auto& named = std::get<NamedValue>(fact.value);
    if (named.name == name) return named.type;
  }
  return {};
}

void settle_role(const FactDraft& draft, const std::string& collective, PersonValue& person) {
  if (person.role == "president" || person.role == "leader") {
    const std::string type = type_of_organisation(draft, person.organisation);
    if (person.role == "president" && person.organisation.empty()) {
      person.role = "official";
    } else if (type == "state") {
      person.role = "official";
    } else if (person.affected) {
      person.role = collective.empty() ? "defender" : collective;
    } else {
      person.role = person.organisation.empty() ? "other" : "colleague_or_spokesperson";
    }
    return;
  }
  if (!person.role.empty()) return;
  if (person.affected) {
    person.role = !collective.empty() ? collective : "other";
  } else if (!person.organisation.empty()) {
    person.role = "colleague_or_spokesperson";
  } else {
    person.role = "other";
  }
}

}  // namespace

void decide_affected(const Scan& scan, const EventRules& rules,
                     const std::vector<EventLedger::Entry>& entries, FactDraft& draft) {
  mark_targets(entries, draft);
  mark_people_of_title(scan, draft);
  const std::string collective = find_collective_role(scan, rules, draft);
  for (Fact& fact : draft.facts) {
    if (fact.kind != FactKind::Person) continue;
    settle_role(draft, collective, std::get<PersonValue>(fact.value));
  }
}

}  // namespace habeas
