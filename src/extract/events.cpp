// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/events.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "extract/affected.h"
#include "extract/event_ledger.h"
#include "extract/event_links.h"
#include "extract/event_parties.h"

namespace habeas {
namespace {

constexpr std::int32_t kStated = 880'000;
constexpr std::int32_t kByNoun = 820'000;
constexpr std::size_t kListEntryTokensMax = 16;

bool may_tell(PassageKind kind) {
  return kind != PassageKind::Metadata && kind != PassageKind::DateLine &&
         kind != PassageKind::SourceLine && kind != PassageKind::Byline;
}

/// Reads the sentences of a document one after the other.
class EventReader {
 public:
  EventReader(const Scan& scan, const EventRules& rules, FactDraft& draft)
      : scan_(scan), rules_(rules), draft_(draft), ledger_(scan, draft),
        words_(find_document_words(scan)) {}

  void read() {
    for (std::uint32_t position = 0; position < scan_.passages.size(); ++position) {
      if (!may_tell(scan_.passages[position].kind)) continue;
      const Scene scene = make_scene(scan_, position, rules_, draft_);
      for (const TokenRange sentence : scene.passage->sentences) {
        for (std::uint32_t at = sentence.begin; at < sentence.end; at += kSentenceTokensMax) {
          read_sentence(scene, {at, std::min(sentence.end, at + kSentenceTokensMax)});
        }
      }
    }
    link_events(ledger_.entries(), draft_);
    decide_affected(scan_, rules_, ledger_.entries(), draft_);
  }

 private:
  void read_sentence(const Scene& scene, TokenRange sentence) {
    const auto groups = find_groups(scene, sentence);
    auto act = std::lower_bound(
        scene.acts.begin(), scene.acts.end(), sentence.begin,
        [](const PatternMatch& one, std::uint32_t at) { return one.tokens.begin < at; });
    std::optional<TokenRange> before;
    std::vector<std::uint32_t> targets_before;
    bool told = false;
    for (; act != scene.acts.end() && act->tokens.end <= sentence.end; ++act) {
      const auto next = act + 1;
      const std::uint32_t next_act = next != scene.acts.end() && next->tokens.begin < sentence.end
                                         ? next->tokens.begin
                                         : sentence.end;
      const ActPlace place{scene,   draft_,       discourse_, groups,  sentence, act->tokens,
                           before, before ? &targets_before : nullptr, next_act};
      if (auto event = read_first(place, act - scene.acts.begin())) {
        targets_before = event->targets;
        discourse_.remember_targets(event->targets);
        before = act->tokens;
        ledger_.enter(std::move(*event));
        told = true;
      }
    }
    if (!told) read_list(scene, sentence, groups);
    discourse_.remember(groups);
  }

  /// A sentence or line that tells nothing but names: "They are A, B and C", or an entry of a list.
  void read_list(const Scene& scene, TokenRange sentence, const std::vector<PersonGroup>& groups) {
    constexpr std::uint32_t kReach = 8;
    if (groups.empty()) return;
    const std::uint32_t begin = groups.front().tokens.begin;
    if (begin > sentence.begin + kReach) return;
    const bool entry = begin <= sentence.begin + 2 && sentence.begin == 0 &&
                       (scene.passage->kind == PassageKind::ListEntry ||
                        scene.passage->tokens.size() <= kListEntryTokensMax);
    bool announced = false;
    for (std::uint32_t at = sentence.begin; at < begin; ++at) {
      announced = announced || scene.has("announcing", at);
    }
    if (!entry && !announced) return;
    for (const PersonGroup& group : groups) {
      ledger_.name_targets(group.people, {scene.position, group.tokens.begin, group.tokens.end});
      if (!entry) break;
    }
  }

  /// By the first row of those that match the words and find around them what they need.
  std::optional<EventDraft> read_first(const ActPlace& place, std::ptrdiff_t act) {
    const EventLanguage& language = *place.scene.language;
    for (const std::uint32_t at : place.scene.act_rows[static_cast<std::size_t>(act)]) {
      const ActRow& row = language.act_rows[at];
      if (!is_in_context(row, language)) continue;
      if (auto event = read_act(place, row)) return event;
    }
    return std::nullopt;
  }

  std::optional<EventDraft> read_act(const ActPlace& place, const ActRow& row) {
    EventDraft event;
    event.row = &row;
    event.act = {place.scene.position, place.act.begin, place.act.end};
    event.sentence = place.sentence;
    event.scope = {place.act_before ? place.act_before->end : place.sentence.begin,
                   place.next_act};
    event.value.type = row.type;
    event.value.particulars = row.particulars;
    const bool noun = row.voice == Voice::Nominal || row.voice == Voice::Possessed;
    event.confidence = noun ? kByNoun : kStated;
    if (!read_parties(place, event)) return std::nullopt;
    read_modality(place.scene, event);
    read_date(place.scene, draft_, event);
    read_circumstances(place.scene, draft_, event);
    if (row.voice == Voice::Either && event.targets.empty() && !event.value.date) {
      return std::nullopt;
    }
    const bool empty = row.kind == FactKind::Act && event.targets.empty() && !event.value.date &&
                       event.value.arguments.empty();
    if (empty) return std::nullopt;
    return event;
  }

  /// True if the document holds the words that the row needs, once for all its passages.
  bool is_in_context(const ActRow& row, const EventLanguage& language) const {
    if (row.context.empty()) return true;
    const auto set = language.sets.find(row.context);
    if (set == language.sets.end()) return false;
    return std::any_of(set->second.begin(), set->second.end(),
                       [&](const std::string& word) { return words_.contains(word); });
  }

  static WordSet find_document_words(const Scan& scan) {
    WordSet words;
    for (const ScannedPassage& passage : scan.passages) {
      for (const Token& token : passage.tokens) {
        if (token.kind == TokenKind::Word) words.insert(token.folded);
      }
    }
    return words;
  }

  const Scan& scan_;
  const EventRules& rules_;
  FactDraft& draft_;
  EventLedger ledger_;
  Discourse discourse_;
  WordSet words_;
};

}  // namespace

void find_events(const Scan& scan, const EventRules& rules, FactDraft& draft) {
  EventReader(scan, rules, draft).read();
}

}  // namespace habeas
