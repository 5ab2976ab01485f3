// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/event_targets.h"

#include <algorithm>
#include <utility>

namespace habeas {
namespace {

constexpr std::uint32_t kObjectReach = 14;
constexpr std::uint32_t kListReach = 32;

std::uint32_t skip_marks(const Scene& scene, std::uint32_t at, std::uint32_t end) {
  while (at + 2 < end && scene.is(at, "[") && scene.is(at + 2, "]")) at += 3;
  return at;
}

bool holds(const Scene& scene, TokenRange range, std::string_view set) {
  for (std::uint32_t at = range.begin; at < range.end; ++at) {
    if (scene.has(set, at)) return true;
  }
  return false;
}

Involved as_involved(const PersonGroup& group) { return {group.people, group.tokens, false}; }

/// Words that describe people stand between a preposition and their name: "of human rights
/// lawyers A and B". -> the position of what rules the group.
std::uint32_t ruler_of(const Scene& scene, const PersonGroup& group, std::uint32_t first) {
  constexpr std::uint32_t kDescribingMax = 5;
  std::uint32_t at = group.tokens.begin;
  for (std::uint32_t i = 0; i < kDescribingMax && at > first; ++i) {
    const Token& before = scene.token(at - 1);
    if (before.kind != TokenKind::Word) return at;
    if (scene.has("blocking_preposition", at - 1)) return at - 1;
    if (scene.has("be", at - 1) || scene.has("and", at - 1) || scene.has("clause", at - 1)) {
      return at;
    }
    --at;
  }
  return group.tokens.begin;
}

bool is_blocked(const Scene& scene, const PersonGroup& group, std::uint32_t first) {
  const std::uint32_t at = ruler_of(scene, group, first);
  return at < group.tokens.begin && scene.has("blocking_preposition", at);
}

/// "X, who was": the act tells of the group right before it.
bool is_relative(const Scene& scene, TokenRange gap) {
  constexpr std::uint32_t kAppositionMax = 12;
  std::uint32_t at = skip_marks(scene, gap.begin, gap.end);
  if (at < gap.end && scene.has("who", at)) return true;
  if (at >= gap.end || !scene.is(at, ",") || gap.end - at > kAppositionMax) return false;
  for (++at; at < gap.end; ++at) {
    if (scene.has("who", at)) return true;
    if (scene.is(at, ",") || scene.has("be", at)) return false;
  }
  return false;
}

/// "X, convicted of": nothing but a comma, or an apposition between commas.
bool is_beside(const Scene& scene, TokenRange gap) {
  constexpr std::uint32_t kAppositionMax = 12;
  const std::uint32_t at = skip_marks(scene, gap.begin, gap.end);
  if (at == gap.end) return true;
  const bool alone = gap.end - at == 1 && (scene.is(at, ":") || scene.is(at, "(") ||
                                           scene.is(at, "-"));
  return alone || (scene.is(at, ",") && scene.is(gap.end - 1, ",") &&
                   gap.end - at <= kAppositionMax);
}

struct Pronoun {
  std::uint32_t at = 0;
  Involved involved;
};

std::optional<Involved> resolve(const ActPlace& place, std::uint32_t at) {
  const Scene& scene = place.scene;
  Involved involved;
  involved.resolved = true;
  if (scene.has("person_noun", at) && at > 0 && scene.has("determiner", at - 1)) {
    const auto person = place.discourse.only_person(place.draft, Sex::Unstated);
    if (!person) return std::nullopt;
    involved.people = {*person};
    return involved;
  }
  const bool he = scene.has("he", at);
  if (he || scene.has("she", at)) {
    const auto person = place.discourse.only_person(place.draft, he ? Sex::Male : Sex::Female);
    if (!person) return std::nullopt;
    involved.people = {*person};
    return involved;
  }
  if (!scene.has("two", at) && !scene.has("they", at)) return std::nullopt;
  involved.people = place.discourse.last_group(place.draft, scene.has("two", at) ? 2 : 0);
  if (involved.people.empty()) return std::nullopt;
  return involved;
}

/// The pronoun nearest before the act.
std::optional<Pronoun> find_pronoun(const ActPlace& place, std::uint32_t first) {
  constexpr std::uint32_t kReach = 10;
  const std::uint32_t end = place.act.begin;
  const std::uint32_t begin = std::max(first, end > kReach ? end - kReach : 0);
  for (std::uint32_t at = end; at-- > begin;) {
    if (place.scene.has("owner", at) && at + 1 < end) return std::nullopt;  // "his brother was"
    if (auto involved = resolve(place, at)) return Pronoun{at, std::move(*involved)};
  }
  return std::nullopt;
}

/// The last group before the act that may be its subject.
const PersonGroup* find_subject_group(const ActPlace& place, bool participle) {
  const Scene& scene = place.scene;
  bool nearest = true;
  for (auto group = place.groups.rbegin(); group != place.groups.rend(); ++group) {
    if (group->tokens.end > place.act.begin) continue;
    const TokenRange gap{group->tokens.end, place.act.begin};
    const bool relative = nearest && is_relative(scene, gap);
    const bool beside = nearest && participle && is_beside(scene, gap);
    nearest = false;
    if (scene.has_predicate(gap)) return nullptr;
    if (relative || beside) return &*group;
    if (participle || group->possessive) continue;
    if (is_blocked(scene, *group, place.sentence.begin)) continue;
    return &*group;
  }
  return nullptr;
}

/// "A, B and C, both of whom fled": the last two, not all.
Involved as_many_as_said(const ActPlace& place, const PersonGroup& group) {
  Involved involved = as_involved(group);
  const std::uint32_t at = skip_marks(place.scene, group.tokens.end, place.act.begin);
  const bool both = at + 3 < place.act.begin && place.scene.is(at, ",") &&
                    place.scene.has("two", at + 1) && place.scene.has("who", at + 3);
  if (both && involved.people.size() > 2) {
    involved.people.erase(involved.people.begin(), involved.people.end() - 2);
  }
  return involved;
}

bool is_continued(const ActPlace& place) {
  if (!place.act_before || place.targets_before == nullptr || place.targets_before->empty()) {
    return false;
  }
  const TokenRange gap{place.act_before->end, place.act.begin};
  const bool others = std::any_of(place.groups.begin(), place.groups.end(),
                                  [&](const PersonGroup& group) {
                                    return group.tokens.begin >= gap.begin &&
                                           group.tokens.end <= gap.end;
                                  });
  return !others && (holds(place.scene, gap, "and") || place.scene.is(gap.end - 1, ","));
}

}  // namespace

void Discourse::remember(const std::vector<PersonGroup>& groups) {
  if (sentences_.size() == kSentencesKept) sentences_.erase(sentences_.begin());
  sentences_.push_back(groups);
}

void Discourse::remember_targets(const std::vector<std::uint32_t>& people) {
  targets_.insert(people.begin(), people.end());
}

std::vector<std::uint32_t> Discourse::last_group(const FactDraft& draft,
                                                 std::size_t size) const {
  std::vector<std::uint32_t> last;
  for (auto sentence = sentences_.rbegin(); sentence != sentences_.rend(); ++sentence) {
    for (auto group = sentence->rbegin(); group != sentence->rend(); ++group) {
      const std::size_t count = group->people.size();
      if (size == 0 ? count < 2 : count != size) continue;
      const bool known = std::any_of(group->people.begin(), group->people.end(),
                                     [&](std::uint32_t one) { return targets_.contains(one); });
      if (known) return group->people;
      if (last.empty()) last = group->people;
    }
  }
  if (last.empty() && size > 1) {
    std::vector<std::uint32_t> people = recent_people(draft, Sex::Unstated);
    if (people.size() == size) return people;
  }
  return last;
}

std::vector<std::uint32_t> Discourse::recent_people(const FactDraft& draft, Sex sex) const {
  std::vector<std::uint32_t> people;
  std::size_t looked_at = 0;
  for (auto sentence = sentences_.rbegin(); sentence != sentences_.rend(); ++sentence) {
    if (sentence->empty()) continue;
    for (const PersonGroup& group : *sentence) {
      for (const std::uint32_t fact : group.people) {
        const Sex other = std::get<PersonValue>(draft.facts[fact].value).sex;
        if (sex != Sex::Unstated && other != Sex::Unstated && other != sex) continue;
        if (std::find(people.begin(), people.end(), fact) == people.end()) people.push_back(fact);
      }
    }
    if (++looked_at == kSentencesForPronoun) break;
  }
  return people;
}

std::optional<std::uint32_t> Discourse::only_person(const FactDraft& draft, Sex sex) const {
  std::vector<std::uint32_t> people = recent_people(draft, sex);
  if (people.size() > 1) {
    std::erase_if(people, [&](std::uint32_t one) { return !targets_.contains(one); });
  }
  if (people.size() != 1) return std::nullopt;
  return people.front();
}

Involved find_subject(const ActPlace& place, bool participle) {
  const PersonGroup* const group = find_subject_group(place, participle);
  const std::uint32_t first = place.act_before ? place.act_before->end : place.sentence.begin;
  const auto pronoun = participle ? std::nullopt : find_pronoun(place, first);
  const bool same = pronoun && group != nullptr && pronoun->involved.people == group->people;
  const bool nearer = pronoun && (group == nullptr || group->tokens.end <= pronoun->at);
  if (nearer && !same) return pronoun->involved;  // "X, a lawyer, was": named after all
  if (group != nullptr) return as_many_as_said(place, *group);
  if (is_continued(place)) return {*place.targets_before, std::nullopt, true};
  return {};
}

Involved find_object(const ActPlace& place) {
  const Scene& scene = place.scene;
  const std::uint32_t begin = place.act.end;
  for (const PersonGroup& group : place.groups) {
    if (group.tokens.begin < place.act.begin) continue;
    if (group.tokens.begin < begin) return as_involved(group);  // named inside the pattern
    const TokenRange gap{begin, group.tokens.begin};
    if (gap.end - gap.begin > kObjectReach || scene.has_predicate(gap)) break;
    if (holds(scene, gap, "clause") || holds(scene, gap, "blocking_preposition")) break;
    bool broken = false;
    for (std::uint32_t at = gap.begin; at < gap.end; ++at) {
      broken = broken || scene.is(at, ";") || scene.is(at, ",") || scene.is(at, ".");
    }
    if (broken || group.possessive) break;
    return as_involved(group);
  }
  for (std::uint32_t at = place.act.begin; at <= begin && at < place.sentence.end; ++at) {
    if (scene.has("two", at)) continue;
    if (auto involved = resolve(place, at)) return *involved;
  }
  return {};
}

Involved find_owner(const ActPlace& place) {
  for (const PersonGroup& group : place.groups) {
    const bool right_before = group.tokens.end <= place.act.begin &&
                              place.act.begin - group.tokens.end <= 2;
    if (right_before && group.possessive) return as_involved(group);
  }
  if (place.act.begin == 0 || !place.scene.has("owner", place.act.begin - 1)) return {};
  return resolve(place, place.act.begin - 1).value_or(Involved{});
}

Involved find_fronted(const ActPlace& place) {
  constexpr std::uint32_t kReach = 10;
  if (place.act.begin > place.sentence.begin + 1) return {};
  for (const PersonGroup& group : place.groups) {
    if (group.tokens.begin < place.act.end) continue;
    const bool near = group.tokens.begin - place.act.end <= kReach && !group.possessive &&
                      place.scene.is(group.tokens.begin - 1, ",");
    return near ? as_involved(group) : Involved{};
  }
  return {};
}

Involved find_announced(const ActPlace& place) {
  const Scene& scene = place.scene;
  for (const PersonGroup& group : place.groups) {
    if (group.tokens.begin < place.act.end) continue;
    const TokenRange gap{place.act.end, group.tokens.begin};
    if (gap.end - gap.begin > kListReach) break;
    bool announced = false;
    for (std::uint32_t at = gap.begin; at < gap.end; ++at) {
      announced = announced || scene.is(at, ":") || scene.has("namely", at);
    }
    if (announced) return as_involved(group);
    break;
  }
  return {};
}

}  // namespace habeas
