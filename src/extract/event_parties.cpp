// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/event_parties.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "extract/grave_acts.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::int32_t kLessByPronoun = 110'000;
constexpr std::int32_t kLessWithoutTarget = 140'000;

bool is_acting_official(const FactDraft& draft, std::uint32_t person) {
  const std::string& role = std::get<PersonValue>(draft.facts[person].value).role;
  return role == "official" || role == "judge" || role == "prosecutor" ||
         role == "police_or_security";
}

void add_people(EventDraft& event, ArgumentRole role, const Involved& involved) {
  for (const std::uint32_t person : involved.people) {
    event.value.arguments.push_back({role, person});
    if (role == ArgumentRole::Target) event.targets.push_back(person);
  }
  if (involved.tokens) event.pieces.push_back(*involved.tokens);
  if (role == ArgumentRole::Target && involved.resolved) event.confidence -= kLessByPronoun;
}

/// Those to whom the act is done; to suffer the gravest they must be named beyond doubt.
void add_targets(const ActPlace& place, EventDraft& event, const Involved& involved,
                 bool participle = false) {
  const bool grave = is_grave(event.row->type);
  add_people(event, ArgumentRole::Target,
             grave ? keep_sure(place, involved, participle) : involved);
}

/// The mention of one of `kinds` nearest before the act, in its scope.
const SceneMention* find_before(const ActPlace& place, std::initializer_list<FactKind> kinds) {
  const std::uint32_t begin = place.act_before ? place.act_before->end : place.sentence.begin;
  const SceneMention* last = nullptr;
  for (const SceneMention& mention : place.scene.mentions_in({begin, place.act.begin})) {
    if (mention.tokens.end > place.act.begin) continue;
    if (std::find(kinds.begin(), kinds.end(), mention.kind) != kinds.end()) last = &mention;
  }
  return last;
}

void add_mention(EventDraft& event, ArgumentRole role, const SceneMention* mention) {
  if (mention == nullptr) return;
  event.value.arguments.push_back({role, mention->fact});
  event.pieces.push_back(mention->tokens);
}

/// "by X" behind a passive.
void read_performer_behind(const ActPlace& place, EventDraft& event) {
  constexpr std::uint32_t kReach = 6;
  std::uint32_t at = place.act.end;
  const std::uint32_t end = std::min(place.next_act, at + kReach);
  while (at < end && !place.scene.has("by", at)) ++at;
  if (at >= end) return;
  for (const SceneMention& mention : place.scene.mentions_in({at, place.next_act})) {
    if (mention.tokens.begin > at + kReach) break;
    if (mention.kind == FactKind::Person || mention.kind == FactKind::Organisation ||
        mention.kind == FactKind::Court) {
      const bool court = mention.kind == FactKind::Court;
      return add_mention(event, court ? ArgumentRole::Court : ArgumentRole::Performer, &mention);
    }
  }
}

void read_passive(const ActPlace& place, EventDraft& event, bool participle) {
  Involved target = find_subject(place, participle);
  if (target.people.empty()) target = find_announced(place);
  if (target.people.empty()) target = find_fronted(place);
  add_targets(place, event, target);
  read_performer_behind(place, event);
}

void read_active(const ActPlace& place, EventDraft& event, const Involved& object) {
  add_targets(place, event, object);
  for (const PersonGroup& group : place.groups) {
    const bool subject = group.tokens.end <= place.act.begin &&
                         place.act.begin - group.tokens.end <= 3 && !group.possessive;
    if (subject) add_people(event, ArgumentRole::Performer, {group.people, group.tokens, false});
  }
  add_mention(event, ArgumentRole::Performer, find_before(place, {FactKind::Organisation}));
}

/// "the arrest of X"; what an official is named with is done by him: "the summons of X, head of".
void read_nominal(const ActPlace& place, EventDraft& event) {
  Involved named = find_object(place);
  if (named.people.empty()) named = find_announced(place);
  const bool by_them = !named.people.empty() &&
                       std::all_of(named.people.begin(), named.people.end(), [&](auto person) {
                         return is_acting_official(place.draft, person);
                       });
  if (!by_them) return add_targets(place, event, named);
  add_people(event, ArgumentRole::Performer, named);
  add_targets(place, event, find_subject(place, false));
  if (event.targets.empty() && place.targets_before != nullptr) {
    add_people(event, ArgumentRole::Target, {*place.targets_before, std::nullopt, true});
  }
}

bool read_either(const ActPlace& place, EventDraft& event) {
  const Involved object = find_object(place);
  if (!object.people.empty() && !object.resolved) return read_active(place, event, object), true;
  const Involved subject = find_subject(place, true);
  if (!subject.people.empty()) {
    add_targets(place, event, subject, true);
    read_performer_behind(place, event);
    return true;
  }
  if (!object.people.empty()) return read_active(place, event, object), true;
  add_targets(place, event, find_announced(place));
  return true;
}

bool read_issuer(const ActPlace& place, EventDraft& event) {
  add_mention(event, ArgumentRole::Issuer, find_before(place, {FactKind::Organisation}));
  for (const SceneMention& mention :
       place.scene.mentions_in({place.act.end, place.next_act})) {
    if (mention.kind != FactKind::Person && mention.kind != FactKind::Organisation) continue;
    constexpr std::uint32_t kReach = 4;
    bool addressed = place.scene.has("to", place.act.end - 1);
    for (std::uint32_t at = place.act.end; at < mention.tokens.begin; ++at) {
      addressed = addressed || place.scene.has("to", at);
    }
    if (addressed && mention.tokens.begin <= place.act.end + kReach) {
      add_mention(event, ArgumentRole::Recipient, &mention);
    } else if (mention.kind == FactKind::Person) {
      add_people(event, ArgumentRole::Target, {{mention.fact}, mention.tokens, false});
    }
  }
  return true;
}

/// An organisation concludes; a court rules, which is another thing.
bool read_conclusion(const ActPlace& place, EventDraft& event) {
  const SceneMention* const who =
      find_before(place, {FactKind::Organisation, FactKind::Court, FactKind::Person});
  if (who == nullptr || who->kind != FactKind::Organisation) return false;
  add_mention(event, ArgumentRole::Claimant, who);
  event.pieces.push_back({place.act.end, place.sentence.end});
  return true;
}

std::string words_between(const Scene& scene, TokenRange range) {
  if (range.begin >= range.end) return {};
  const TextSpan span{scene.token(range.begin).span.begin, scene.token(range.end - 1).span.end};
  return squash(slice(scene.passage->reading.text, span));
}

/// The words for those who are said to have acted, back to the article that opens them.
TokenRange find_actor_words(const ActPlace& place) {
  constexpr std::uint32_t kReach = 6;
  const Scene& scene = place.scene;
  std::uint32_t end = place.act.begin;
  while (end > place.sentence.begin && (scene.has("be", end - 1) || scene.has("clause", end - 1))) {
    --end;
  }
  std::uint32_t begin = end;
  for (std::uint32_t i = 0; i < kReach && begin > place.sentence.begin; ++i) {
    if (scene.token(begin - 1).kind != TokenKind::Word || scene.has("and", begin - 1)) break;
    --begin;
    if (scene.has("determiner", begin)) return {begin, end};
  }
  return begin == place.sentence.begin ? TokenRange{begin, end} : TokenRange{end, end};
}

/// Up to the end of the clause.
TokenRange find_words_behind(const ActPlace& place) {
  constexpr std::uint32_t kReach = 8;
  const Scene& scene = place.scene;
  std::uint32_t end = place.act.end;
  while (end < place.sentence.end && end < place.act.end + kReach &&
         scene.token(end).kind == TokenKind::Word && !scene.has("clause", end) &&
         !scene.has("and", end)) {
    ++end;
  }
  return {place.act.end, end};
}

void read_attribution(const ActPlace& place, EventDraft& event) {
  const TokenRange actor = find_actor_words(place);
  const TokenRange behind = find_words_behind(place);
  for (const auto& [name, range] : {std::pair{"who", actor}, std::pair{"behind_it", behind}}) {
    std::string words = words_between(place.scene, range);
    if (words.empty()) continue;
    event.value.particulars.push_back({name, std::move(words)});
    event.pieces.push_back(range);
  }
  for (const SceneMention& mention :
       place.scene.mentions_in({place.act.end, place.next_act})) {
    const bool blamed = mention.kind == FactKind::Person ||
                        mention.kind == FactKind::Organisation || mention.kind == FactKind::Place;
    if (blamed) return add_mention(event, ArgumentRole::Performer, &mention);
  }
}

}  // namespace

bool read_parties(const ActPlace& place, EventDraft& event) {
  const Scene& scene = place.scene;
  switch (event.row->voice) {
    case Voice::Passive:
      read_passive(place, event, false);
      break;
    case Voice::Active: {
      const Involved object = find_object(place);
      // Without a name the verb alone tells little, unless the whole report is about such acts.
      if (object.people.empty() && event.row->context.empty()) return false;
      read_active(place, event, object);
      break;
    }
    case Voice::Either:
      if (!read_either(place, event)) return false;
      break;
    case Voice::Nominal:
      read_nominal(place, event);
      if (event.value.arguments.empty()) return false;
      break;
    case Voice::Possessed:
      add_people(event, ArgumentRole::Target, find_owner(place));
      if (event.targets.empty()) return false;
      break;
    case Voice::Imperative:
      if (place.act.begin != place.sentence.begin &&
          scene.token(place.act.begin).casing == Casing::Lower) {
        return false;
      }
      add_people(event, ArgumentRole::Target, find_object(place));
      if (event.targets.empty()) return false;
      break;
    case Voice::Recipient:
      add_people(event, ArgumentRole::Recipient, find_object(place));
      break;
    case Voice::Issuer:
      return read_issuer(place, event);
    case Voice::Respondent:
      add_mention(event, ArgumentRole::Issuer,
                  find_before(place, {FactKind::Organisation, FactKind::Person}));
      event.pieces.push_back({place.sentence.begin, place.sentence.end});
      return true;
    case Voice::Conclusion:
      return read_conclusion(place, event);
    case Voice::Attribution:
      read_attribution(place, event);
      return true;
    case Voice::None:
      add_people(event, ArgumentRole::Target, find_owner(place));
      return true;
  }
  if (event.targets.empty()) event.confidence -= kLessWithoutTarget;
  return true;
}

}  // namespace habeas
