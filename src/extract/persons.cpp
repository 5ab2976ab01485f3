// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/persons.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extract/name_run.h"
#include "extract/person_context.h"
#include "extract/person_join.h"
#include "extract/person_mentions.h"
#include "text/utf8.h"

namespace habeas {
namespace {

bool may_name_people(PassageKind kind) {
  return kind != PassageKind::Metadata && kind != PassageKind::DateLine &&
         kind != PassageKind::SourceLine;
}

/// True if nothing but separators and titles stands between two names of one passage.
bool is_list(const PassageView& view, const NameMention& a, const NameMention& b) {
  std::uint32_t at = skip_note_marks(view.passage->tokens, a.name.end);
  for (; at < b.whole.begin; ++at) {
    const Token& token = view.passage->tokens[at];
    const bool separator = token.folded == "," || token.folded == ";" ||
                           is_word(token, view.language->joiners);
    if (!separator) return false;
  }
  return true;
}

/// "A, B and C, lawyers of D" is said of all three.
void spread_over_lists(const PassageView& view, std::vector<NameMention>& mentions) {
  for (std::size_t last = mentions.size(); last-- > 1;) {
    if (!mentions[last].closes_list) continue;
    for (std::size_t i = last; i-- > 0 && is_list(view, mentions[i], mentions[i + 1]);) {
      if (mentions[i].role.empty()) mentions[i].role = mentions[last].role;
      if (mentions[i].organisation.empty()) mentions[i].organisation = mentions[last].organisation;
    }
  }
}

std::vector<NameMention> find_mentions(const Scan& scan, const PersonRules& rules,
                                       const FactDraft& draft) {
  const DocumentWords words = find_document_words(scan);
  std::vector<PassageView> views;
  std::vector<NameMention> mentions;
  for (std::uint32_t position = 0; position < scan.passages.size(); ++position) {
    if (!may_name_people(scan.passages[position].kind)) continue;
    views.push_back(make_view(scan, position, rules, draft));
    auto found = find_names(views.back(), words);
    for (NameMention& mention : found) read_context(views.back(), mention);
    spread_over_lists(views.back(), found);
    std::move(found.begin(), found.end(), std::back_inserter(mentions));
  }
  std::vector<NameMention> brief;
  const WordSet known = find_known_words(mentions);
  for (PassageView& view : views) {
    auto found = find_short_names(view, known);
    for (NameMention& mention : found) read_context(view, mention);
    std::move(found.begin(), found.end(), std::back_inserter(brief));
  }
  std::move(brief.begin(), brief.end(), std::back_inserter(mentions));
  std::sort(mentions.begin(), mentions.end(),
            [](const NameMention& a, const NameMention& b) { return a.name < b.name; });
  return mentions;
}

void split_name(PersonValue& person) {
  const std::size_t gap = person.name.rfind(' ');
  if (gap == std::string::npos) {
    person.family = person.name;
    return;
  }
  person.given = person.name.substr(0, gap);
  person.family = person.name.substr(gap + 1);
}

void add_other_name(PersonValue& person, const std::string& name) {
  auto& others = person.other_names;
  if (name == person.name || std::find(others.begin(), others.end(), name) != others.end()) return;
  others.push_back(name);
}

/// True where a name in the genitive or dative form cannot be the subject: not at the beginning
/// of its passage.
bool is_object(const NameMention& mention) { return mention.whole.begin > 0; }

/// The first stated of each, as the reader meets them.
PersonValue make_person(const std::vector<NameMention>& mentions, const JoinedPerson& joined) {
  const NameMention& fullest = mentions[joined.fullest];
  PersonValue person;
  person.name = to_nominative(fullest.printed, is_object(fullest));
  for (const std::uint32_t at : joined.mentions) {
    const bool as_full = mentions[at].parts.size() == fullest.parts.size();
    const bool bare = as_full && is_without_ending(mentions[at].parts, fullest.parts);
    if (bare) person.name = mentions[at].printed;
  }
  person.title = fullest.title;
  for (const std::uint32_t at : joined.mentions) {
    const NameMention& mention = mentions[at];
    person.role = tell_more(person.role, mention.role);
    if (person.organisation.empty()) person.organisation = mention.organisation;
    if (person.home_place.empty()) person.home_place = mention.home_place;
    if (person.sex == Sex::Unstated) person.sex = mention.sex;
    add_other_name(person, mention.printed);
    for (const std::string& name : mention.other_names) add_other_name(person, name);
  }
  split_name(person);
  return person;
}

}  // namespace

void find_persons(const Scan& scan, const PersonRules& rules, FactDraft& draft) {
  const auto mentions = find_mentions(scan, rules, draft);
  for (const JoinedPerson& joined : join_mentions(mentions)) {
    const NameMention& fullest = mentions[joined.fullest];
    std::int32_t confidence = fullest.confidence;
    for (const std::uint32_t at : joined.mentions) {
      confidence = std::max(confidence, mentions[at].confidence);
    }
    const std::uint32_t fact = draft.add(FactKind::Person, make_person(mentions, joined),
                                         fullest.whole, fullest.rule, confidence);
    for (const std::uint32_t at : joined.mentions) {
      if (at != joined.fullest) draft.add_evidence(fact, mentions[at].whole, mentions[at].rule);
    }
  }
}

}  // namespace habeas
