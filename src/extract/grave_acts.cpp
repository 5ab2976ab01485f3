// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/grave_acts.h"

#include <algorithm>
#include <array>

namespace habeas {
namespace {

constexpr std::array<std::string_view, 5> kGraveTypes{
    {"killing", "death_in_custody", "enforced_disappearance", "torture", "disbarment"}};

bool is_any_of(const Scene& scene, std::uint32_t at,
               std::initializer_list<std::string_view> sets) {
  return std::any_of(sets.begin(), sets.end(),
                     [&](std::string_view set) { return scene.has(set, at); });
}

bool is_lower_word(const Token& token) {
  return token.kind == TokenKind::Word && token.casing == Casing::Lower;
}

/// A word that says nothing of anybody else.
bool is_small(const Scene& scene, std::uint32_t at) {
  return !is_lower_word(scene.token(at)) ||
         is_any_of(scene, at, {"and", "adverb", "be", "auxiliary", "determiner", "named_before",
                               "of", "at", "from"});
}

bool is_other_person(const Scene& scene, std::uint32_t at) {
  return is_any_of(scene, at, {"owner", "whose"});
}

/// Footnote marks are looked over.
std::uint32_t begin_of_gap(const Scene& scene, TokenRange gap) {
  std::uint32_t at = gap.begin;
  while (at + 2 < gap.end && scene.is(at, "[") && scene.is(at + 2, "]")) at += 3;
  return at;
}

/// What stands between a subject and the act: "X, a lawyer, was killed", "X, who was killed".
bool is_sure_gap(const Scene& scene, TokenRange gap) {
  const std::uint32_t begin = begin_of_gap(scene, gap);
  if (begin == gap.end) return true;
  if (!is_small(scene, begin)) return false;
  bool relative = false;
  for (std::uint32_t at = begin; at < gap.end; ++at) {
    if (is_other_person(scene, at)) return false;
    if (scene.has("who", at) && !relative && at <= begin + 1) {
      relative = true;
    } else if (scene.has("clause", at) || (relative && !is_small(scene, at))) {
      return false;
    }
  }
  return relative || !scene.is(begin, ",") || scene.is(gap.end - 1, ",");
}

/// "X killed in May", but not "X killed two".
bool ends_behind(const ActPlace& place) {
  const std::uint32_t at = place.act.end;
  return at >= place.sentence.end || !is_lower_word(place.scene.token(at)) ||
         is_any_of(place.scene, at, {"by", "at", "and"});
}

/// A pronoun right before or behind, or the act before joined to this by small words only.
bool is_sure_reference(const ActPlace& place) {
  const Scene& scene = place.scene;
  for (std::uint32_t at = place.act.begin; at <= place.act.end && at < place.sentence.end; ++at) {
    if (!is_any_of(scene, at, {"he", "she", "they"})) continue;
    const std::uint32_t next = at + 1;
    return !scene.has("owner", at) || next >= place.sentence.end ||
           !is_lower_word(scene.token(next)) || is_any_of(scene, next, {"at", "by", "and"});
  }
  for (std::uint32_t at = place.act.begin; at-- > place.sentence.begin;) {
    if (place.act_before && at < place.act_before->end) return true;
    if (scene.has("owner", at) && at + 1 < place.act.begin) return false;
    if (is_any_of(scene, at, {"he", "she", "they", "two", "person_noun"})) return true;
    if (!is_small(scene, at) || !is_lower_word(scene.token(at))) return false;
  }
  return false;
}

/// True if the next of a list is one of it: nothing of the gap speaks of a relation or another
/// act, and what stands last are small words.
bool is_same_list(const Scene& scene, TokenRange gap) {
  std::uint32_t last = gap.begin;
  for (std::uint32_t at = gap.begin; at < gap.end; ++at) {
    if (is_other_person(scene, at) || scene.has("clause", at)) return false;
    if (scene.is(at, ",") || scene.is(at, ";")) last = at;
  }
  for (const PatternMatch& act : scene.acts) {
    if (act.tokens.begin >= gap.begin && act.tokens.begin < gap.end) return false;
  }
  for (std::uint32_t at = last; at < gap.end; ++at) {
    if (!is_small(scene, at)) return false;
  }
  return true;
}

/// "killed lawyer X", but not "killed two people, X said".
bool is_named_right_behind(const ActPlace& place, const Involved& target) {
  constexpr std::uint32_t kUnknownMax = 2;
  std::uint32_t unknown = 0;
  for (std::uint32_t at = place.act.end; at < target.tokens->begin; ++at) {
    if (place.scene.has("at", at)) return false;  // "killed under President X"
    if (!is_small(place.scene, at)) ++unknown;
  }
  return unknown <= kUnknownMax && (target.tokens->begin <= place.act.end ||
                                    is_small(place.scene, target.tokens->begin - 1));
}

bool is_possessive(const Scene& scene, TokenRange tokens) {
  return scene.token(tokens.end - 1).folded.ends_with("'s");
}

void cut_list(const ActPlace& place, Involved& target) {
  std::uint32_t end = 0;
  std::size_t kept = 0;
  for (const SceneMention& mention : place.scene.mentions_in(*target.tokens)) {
    if (mention.kind != FactKind::Person) continue;
    if (kept > 0 && !is_same_list(place.scene, {end, mention.tokens.begin})) break;
    if (is_possessive(place.scene, mention.tokens)) break;
    end = mention.tokens.end;
    ++kept;
  }
  if (kept < target.people.size()) target.people.resize(kept);
}

}  // namespace

bool is_grave(std::string_view type) {
  return std::find(kGraveTypes.begin(), kGraveTypes.end(), type) != kGraveTypes.end();
}

Involved keep_sure(const ActPlace& place, Involved target, bool participle) {
  if (target.people.empty()) return target;
  if (!target.tokens) return is_sure_reference(place) ? target : Involved{};
  if (target.tokens->begin >= place.act.begin) {
    if (!is_named_right_behind(place, target)) return {};
    cut_list(place, target);
    return target;
  }
  const TokenRange gap{target.tokens->end, place.act.begin};
  const bool doer = participle && gap.begin == gap.end && !ends_behind(place);
  return !doer && is_sure_gap(place.scene, gap) ? target : Involved{};
}

}  // namespace habeas
