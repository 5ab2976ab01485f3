// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/scene.h"

#include <algorithm>
#include <array>
#include <utility>

namespace habeas {
namespace {

struct KindOfSpan {
  FactKind kind;
  SpanClass span;
};
constexpr std::array<KindOfSpan, 8> kSpanKinds{{{FactKind::Person, SpanClass::Person},
                                                {FactKind::Place, SpanClass::Place},
                                                {FactKind::Organisation, SpanClass::Organisation},
                                                {FactKind::Court, SpanClass::Court},
                                                {FactKind::Facility, SpanClass::Facility},
                                                {FactKind::Date, SpanClass::Date},
                                                {FactKind::Quantity, SpanClass::Quantity},
                                                {FactKind::Provision, SpanClass::Provision}}};

bool is_noun_voice(Voice voice) {
  return voice == Voice::Nominal || voice == Voice::Possessed || voice == Voice::Imperative;
}

template <class Matches>
auto first_from(const Matches& matches, std::uint32_t begin) {
  return std::lower_bound(
      matches.begin(), matches.end(), begin,
      [](const auto& one, std::uint32_t at) { return one.tokens.begin < at; });
}

/// A comma, a semicolon or "and" stands before `end`.
bool ends_part(const Scene& scene, std::uint32_t end) {
  return scene.is(end - 1, ",") || scene.is(end - 1, ";") || scene.has("and", end - 1);
}

/// What stands between two people, and whether it joins them.
enum class Gap { Apart, Comma, Joined };

/// "and the arrest of": who is named behind it belongs to that act.
bool names_other_act(const Scene& scene, TokenRange gap) {
  constexpr std::uint32_t kDescribingMax = 5;
  for (auto act = first_from(scene.acts, gap.begin);
       act != scene.acts.end() && act->tokens.begin < gap.end; ++act) {
    const Voice voice = scene.row(*act).voice;
    if (voice != Voice::Nominal || act->tokens.end + kDescribingMax < gap.end) continue;
    bool parted = false;
    for (std::uint32_t at = act->tokens.end; at < gap.end; ++at) {
      parted = parted || scene.is(at, ",") || scene.is(at, ";") || scene.has("and", at);
    }
    if (!parted) return true;
  }
  return false;
}

Gap read_gap(const Scene& scene, TokenRange gap) {
  constexpr std::uint32_t kShort = 6;
  constexpr std::uint32_t kDescribed = 10;
  constexpr std::uint32_t kLong = 48;
  std::uint32_t at = gap.begin;
  while (at + 2 < gap.end && scene.is(at, "[") && scene.is(at + 2, "]")) at += 3;
  const std::uint32_t size = gap.end - at;
  if (size == 0 || size > kLong) return Gap::Apart;
  const bool joiner = scene.has("and", at);
  const bool opens = scene.is(at, ",") || scene.is(at, ";") || scene.is(at, "(") ||
                     scene.is(at, "-");
  const bool described = size <= kDescribed && (scene.has("of", at) || scene.has("at", at) ||
                                                scene.has("from", at));
  if (!joiner && !opens && !(described && ends_part(scene, gap.end))) return Gap::Apart;
  bool joined = joiner || scene.is(at, ";");
  std::uint32_t commas = 0;
  std::uint32_t from = at;
  for (std::uint32_t i = at; i < gap.end; ++i) {
    if (scene.is(i, ";")) from = i;  // whatever was said of A is over: "A, who was there; and B"
  }
  joined = joined || from > at;
  for (std::uint32_t i = from; i < gap.end; ++i) {
    if (scene.has("clause", i) || scene.has("be", i)) return Gap::Apart;
    const bool stop = scene.is(i, ".") && i + 1 < gap.end && scene.token(i + 1).space_before;
    if (i > at && stop) return Gap::Apart;
    if (scene.is(i, ",")) ++commas;
    if (size <= kShort && scene.has("and", i)) joined = true;
  }
  if (scene.has_predicate(gap) || names_other_act(scene, gap)) return Gap::Apart;
  if (size > kShort) {
    // A long apposition ends with a comma or "and" right before the next name.
    for (std::uint32_t i = gap.end; i > gap.end - kShort && i-- > at;) {
      if (scene.has("and", i)) return Gap::Joined;
      if (scene.is(i, ",") || scene.is(i, ";")) return Gap::Comma;
    }
    return Gap::Apart;
  }
  return joined ? Gap::Joined : Gap::Comma;
}

/// For each standing match the rows of all matches of the same tokens.
std::vector<std::vector<std::uint32_t>> rows_of(const std::vector<PatternMatch>& standing,
                                                const std::vector<PatternMatch>& all) {
  std::vector<std::vector<std::uint32_t>> rows;
  auto match = all.begin();
  for (const PatternMatch& one : standing) {
    while (*match != one) ++match;
    auto& of_one = rows.emplace_back();
    for (; match != all.end() && match->tokens == one.tokens; ++match) {
      of_one.push_back(match->row);
    }
  }
  return rows;
}

bool is_institution(FactKind kind) {
  return kind == FactKind::Facility || kind == FactKind::Court || kind == FactKind::Organisation;
}

/// A place that only names an institution tells nothing of its own.
void mark_inside(Scene& scene) {
  for (std::size_t i = 0; i < scene.mentions.size(); ++i) {
    const SceneMention& outer = scene.mentions[i];
    if (!is_institution(outer.kind)) continue;
    for (std::size_t j = i; j-- > 0 && scene.mentions[j].tokens.begin == outer.tokens.begin;) {
      if (scene.mentions[j].kind == FactKind::Place) scene.mentions[j].inside = true;
    }
    for (std::size_t j = i + 1; j < scene.mentions.size(); ++j) {
      if (scene.mentions[j].tokens.begin >= outer.tokens.end) break;
      if (scene.mentions[j].kind == FactKind::Place) scene.mentions[j].inside = true;
    }
  }
  if (scene.mentions.empty()) return;
  SceneMention& first = scene.mentions.front();
  const bool prefix = first.kind == FactKind::Place && first.tokens.begin == 0 &&
                      scene.is(first.tokens.end, ":");
  if (prefix) first.inside = true;
}

/// "Detention" in the name of a detention centre is no act, nor is it "his" without an owner.
bool may_stand(const Scene& scene, const PatternMatch& match) {
  if (scene.row(match).voice == Voice::Possessed) {
    const std::uint32_t at = match.tokens.begin;
    if (at == 0) return false;
    if (!scene.token(at - 1).folded.ends_with("'s") && !scene.has("owner", at - 1)) return false;
  }
  constexpr std::uint32_t kInstitutionTokensMax = 16;
  const std::uint32_t begin = match.tokens.begin;
  const TokenRange near{begin > kInstitutionTokensMax ? begin - kInstitutionTokensMax : 0,
                        match.tokens.end};
  const auto mentions = scene.mentions_in(near);
  return std::none_of(mentions.begin(), mentions.end(), [&](const SceneMention& mention) {
    return is_institution(mention.kind) && mention.tokens.begin <= match.tokens.begin &&
           match.tokens.end <= mention.tokens.end;
  });
}

struct GroupPart {
  PersonGroup group;
  bool joined = false;
};

/// "A, B" without "and" is no list of two: "after meeting A, B was held".
void close_group(GroupPart& part, std::vector<PersonGroup>& groups,
                 const std::vector<PersonGroup>& singles) {
  if (part.group.people.size() == 2 && !part.joined) {
    groups.insert(groups.end(), singles.begin(), singles.end());
  } else if (!part.group.people.empty()) {
    groups.push_back(std::move(part.group));
  }
  part = {};
}

}  // namespace

std::span<const SceneMention> Scene::mentions_in(TokenRange range) const {
  const auto begin = first_from(mentions, range.begin);
  const auto end = first_from(mentions, range.end);
  return {begin, end};
}

bool Scene::has_predicate(TokenRange range) const {
  for (auto act = first_from(acts, range.begin); act != acts.end() && act->tokens.begin < range.end;
       ++act) {
    if (!is_noun_voice(row(*act).voice)) return true;
  }
  return false;
}

Scene make_scene(const Scan& scan, std::uint32_t position, const EventRules& rules,
                 const FactDraft& draft) {
  Scene scene;
  scene.position = position;
  scene.passage = &scan.passages[position];
  scene.language = &rules.language_of(*scene.passage);
  const auto count = static_cast<std::uint32_t>(scene.passage->tokens.size());
  std::vector<ClassSpan> spans;
  for (const KindOfSpan& kind : kSpanKinds) {
    for (const auto& mention : draft.mentions_in(kind.kind, {position, 0, count})) {
      const TokenRange tokens{mention.place.begin, mention.place.end};
      scene.mentions.push_back({kind.kind, mention.fact, tokens});
      spans.push_back({kind.span, tokens});
    }
  }
  std::stable_sort(scene.mentions.begin(), scene.mentions.end(),
                   [](const SceneMention& a, const SceneMention& b) {
                     return a.tokens.begin < b.tokens.begin;
                   });
  mark_inside(scene);
  std::stable_sort(spans.begin(), spans.end(), [](const ClassSpan& a, const ClassSpan& b) {
    return a.tokens.begin < b.tokens.begin;
  });
  const auto& tokens = scene.passage->tokens;
  auto matches = scene.language->acts.find(tokens, spans);
  std::erase_if(matches, [&](const PatternMatch& match) { return !may_stand(scene, match); });
  scene.acts = longest_matches(matches);
  scene.act_rows = rows_of(scene.acts, matches);
  if (scene.acts.empty()) return scene;
  scene.modality = longest_matches(scene.language->modality.find(tokens, spans));
  scene.penalties = longest_matches(scene.language->penalties.find(tokens, spans));
  return scene;
}

std::vector<PersonGroup> find_groups(const Scene& scene, TokenRange sentence) {
  std::vector<PersonGroup> groups;
  std::vector<PersonGroup> singles;
  GroupPart part;
  for (const SceneMention& mention : scene.mentions_in(sentence)) {
    if (mention.kind != FactKind::Person) continue;
    const Gap gap = part.group.people.empty()
                        ? Gap::Apart
                        : read_gap(scene, {part.group.tokens.end, mention.tokens.begin});
    if (gap == Gap::Apart) {
      close_group(part, groups, singles);
      singles.clear();
      part.group.tokens = mention.tokens;
    }
    part.joined = part.joined || gap == Gap::Joined;
    part.group.tokens.end = mention.tokens.end;
    part.group.people.push_back(mention.fact);
    part.group.possessive = scene.token(mention.tokens.end - 1).folded.ends_with("'s");
    singles.push_back({mention.tokens, {mention.fact}, part.group.possessive});
  }
  close_group(part, groups, singles);
  return groups;
}

}  // namespace habeas
