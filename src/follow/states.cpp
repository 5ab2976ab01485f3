// SPDX-License-Identifier: AGPL-3.0-or-later
#include "follow/states.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace habeas {
namespace {

constexpr std::array<std::pair<std::string_view, Liberty>, 7> kLiberties{{
    {"never_held", Liberty::NeverHeld},
    {"held", Liberty::Held},
    {"released", Liberty::Released},
    {"restricted", Liberty::Restricted},
    {"whereabouts_unknown", Liberty::WhereaboutsUnknown},
    {"disappeared", Liberty::Disappeared},
    {"dead", Liberty::Dead},
}};
constexpr std::array<std::pair<std::string_view, Procedure>, 8> kProcedures{{
    {"none", Procedure::None},
    {"witness", Procedure::Witness},
    {"suspect", Procedure::Suspect},
    {"accused", Procedure::Accused},
    {"convicted", Procedure::Convicted},
    {"acquitted", Procedure::Acquitted},
    {"quashed", Procedure::Quashed},
    {"served", Procedure::Served},
}};
constexpr std::array<std::pair<std::string_view, Standing>, 5> kStandings{{
    {"licensed", Standing::Licensed},
    {"suspended", Standing::Suspended},
    {"disbarred", Standing::Disbarred},
    {"refused_admission", Standing::RefusedAdmission},
    {"not_a_member", Standing::NotAMember},
}};

template <class Pairs>
auto value_for(const Pairs& pairs, std::string_view word) {
  for (const auto& [name, value] : pairs) {
    if (name == word) return value;
  }
  return decltype(pairs.front().second)::Unknown;
}

/// One statement that sets the axis.
struct Claim {
  std::string_view value;
  const Statement* statement = nullptr;
  PartialDate as_of;
  CivilDay day;
  bool is_dated = false;
};

bool sets_states(const Statement& statement, std::uint32_t person) {
  return statement.event->modality == Modality::Done &&
         statement.fact->confidence >= kDoubtfulBelow &&
         std::binary_search(statement.people.begin(), statement.people.end(), person);
}

std::vector<Claim> claims_on(const CaseFacts& facts, const StateRules& rules,
                             std::uint32_t person, std::string_view axis, CivilDay day) {
  std::vector<Claim> claims;
  for (const Statement& statement : facts.statements()) {
    if (!sets_states(statement, person)) continue;
    Claim claim{rules.value_of(facts, statement, axis), &statement, {}, {}, true};
    if (claim.value.empty()) continue;
    auto first = first_day(statement.event->date);
    if (first) {
      claim.as_of = *statement.event->date;
    } else {
      // What an old section tells without a day is not news of the day it is repeated.
      first = facts.published(statement.report);
      if (!first || statement.fact->background) continue;
      claim.as_of = *facts.reports()[statement.report]->published;
      claim.is_dated = false;
    }
    claim.day = *first;
    if (claim.day <= day) claims.push_back(claim);
  }
  std::stable_sort(claims.begin(), claims.end(),
                   [](const Claim& a, const Claim& b) { return a.day < b.day; });
  return claims;
}

/// An undated claim adds nothing where its report gives the day of the same state.
bool is_repeated(const Claim& claim, const std::vector<Claim>& claims) {
  if (claim.is_dated) return false;
  const Claim* latest = nullptr;
  for (const Claim& other : claims) {
    if (other.is_dated && other.statement->report == claim.statement->report) latest = &other;
  }
  return latest != nullptr && latest->value == claim.value;
}

std::optional<Claim> last_claim(const std::vector<Claim>& claims) {
  std::optional<Claim> last;
  for (const Claim& claim : claims) {
    if (is_repeated(claim, claims)) continue;
    if (last && last->value == "dead" && claim.value != "dead") continue;
    // The first source to tell of the latest day is the one named.
    if (last && last->value == claim.value && last->day == claim.day) continue;
    last = claim;
  }
  return last;
}

}  // namespace

void read_states(const CaseFacts& facts, const StateRules& rules, std::uint32_t person,
                 CivilDay day, PersonChronicle& chronicle) {
  if (const auto last = last_claim(claims_on(facts, rules, person, "liberty", day))) {
    chronicle.liberty = {value_for(kLiberties, last->value), last->as_of, last->statement->place};
  }
  if (const auto last = last_claim(claims_on(facts, rules, person, "procedure", day))) {
    chronicle.procedure = {value_for(kProcedures, last->value), last->as_of,
                           last->statement->place};
  }
  if (const auto last = last_claim(claims_on(facts, rules, person, "standing", day))) {
    chronicle.standing = {value_for(kStandings, last->value), last->as_of,
                          last->statement->place};
  }
}

}  // namespace habeas
