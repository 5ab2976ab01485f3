// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/decision.h"

#include <algorithm>

#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kReasonBytesMax = 4'000;
constexpr std::size_t kFactsOfDecisionMax = 10'000;
constexpr std::size_t kDocumentsOfDecisionMax = 10'000;
constexpr std::size_t kNameBytesMax = 500;

std::string context_before(std::string_view text, std::size_t begin) {
  std::size_t from = begin > kAnchorContextBytes ? begin - kAnchorContextBytes : 0;
  while (from < begin && !is_boundary(text, from)) ++from;
  return std::string(text.substr(from, begin - from));
}

std::string context_after(std::string_view text, std::size_t end) {
  std::size_t to = std::min(text.size(), end + kAnchorContextBytes);
  while (to > end && !is_boundary(text, to)) --to;
  return std::string(text.substr(end, to - end));
}

bool same_words(const FactAnchor& anchor, const Fact& fact) {
  return fact.kind == anchor.kind && !fact.evidence.empty() &&
         fact.evidence.front().quote == anchor.quote;
}

/// How much of the surroundings is still there: 0 to 2.
int surroundings(const FactAnchor& anchor, const Fact& fact, std::string_view text) {
  const TextSpan span = fact.evidence.front().span;
  return (context_before(text, span.begin) == anchor.before ? 1 : 0) +
         (context_after(text, span.end) == anchor.after ? 1 : 0);
}

/// True if `name` is one line in which every word stands where it seems to.
bool is_plain_line(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_character(name, at);
    const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
    const bool turns_words = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (is_control || turns_words || c == kReplacement) return false;
  }
  return true;
}

/// What a decision of `kind` may say beside its reason.
struct Needs {
  bool facts = false;
  bool case_id = false;
  bool other_case = false;
  bool person = false;
  bool other_person = false;
  bool documents = false;
  bool level = false;
  bool audience = false;
  bool text = false;
  bool undone = false;
};

Needs needs_of(DecisionKind kind) {
  Needs needs;
  const bool about_people = kind == DecisionKind::SamePerson || kind == DecisionKind::NotSamePerson;
  const bool about_cases = kind == DecisionKind::Merge || kind == DecisionKind::Split ||
                           kind == DecisionKind::Move || kind == DecisionKind::Rename;
  needs.audience = kind == DecisionKind::SetAudience;
  needs.facts = kind == DecisionKind::ReadRightly || kind == DecisionKind::Verify ||
                kind == DecisionKind::Reject || needs.audience;
  needs.case_id = about_cases || needs.audience;
  needs.other_case = kind == DecisionKind::Merge;
  needs.person = about_people || needs.audience;
  needs.other_person = about_people;
  needs.documents = (about_cases && kind != DecisionKind::Rename) || needs.audience;
  needs.level = kind == DecisionKind::Verify;
  needs.text = kind == DecisionKind::Rename;
  needs.undone = kind == DecisionKind::Undo;
  return needs;
}

/// A field that says something that a decision of this kind does not hold: whoever wrote it meant
/// something that would not happen.
std::optional<std::string> find_surplus(const Decision& d) {
  const Needs needs = needs_of(d.kind);
  const std::pair<bool, const char*> rows[] = {
      {!d.facts.empty() && !needs.facts, "facts"},
      {d.case_id && !needs.case_id, "case"},
      {d.other_case && !needs.other_case, "other_case"},
      {d.person && !needs.person, "person"},
      {d.other_person && !needs.other_person, "other_person"},
      {!d.documents.empty() && !needs.documents, "documents"},
      {!d.others.empty() && (!needs.documents || needs.audience), "others"},
      {d.level != VerificationLevel::Unverified && !needs.level, "level"},
      {d.audience != Audience::Restricted && !needs.audience, "audience"},
      {!d.text.empty() && !needs.text, "text"},
      {d.undone && !needs.undone, "undone"},
  };
  for (const auto& [is_surplus, name] : rows) {
    if (is_surplus) return std::string(name) + ": a decision of this kind has none; take it out";
  }
  return std::nullopt;
}

}  // namespace

FactAnchor make_anchor(const Extraction& extraction, std::uint32_t fact, std::string_view text) {
  const Fact& meant = extraction.facts[fact];
  const Evidence& evidence = meant.evidence.front();
  FactAnchor anchor{extraction.document,
                    meant.kind,
                    value_key(meant),
                    evidence.quote,
                    context_before(text, evidence.span.begin),
                    context_after(text, evidence.span.end),
                    0};
  for (const Fact& other : extraction.facts) {
    if (same_words(anchor, other) && value_key(other) == anchor.value &&
        other.evidence.front().span.begin < evidence.span.begin) {
      ++anchor.occurrence;
    }
  }
  return anchor;
}

AnchorMatch find_anchor(const FactAnchor& anchor, const Extraction& extraction,
                        std::string_view text) {
  AnchorMatch best;
  int best_rank = 0;
  std::uint32_t seen = 0;
  for (std::uint32_t i = 0; i < extraction.facts.size(); ++i) {
    const Fact& fact = extraction.facts[i];
    if (!same_words(anchor, fact)) continue;
    const bool same_value = value_key(fact) == anchor.value;
    const int around = surroundings(anchor, fact, text);
    const bool same_turn = same_value && seen == anchor.occurrence;
    if (same_value) ++seen;
    const int rank = 1 + (same_value ? 8 : 0) + around * 2 + (same_turn ? 1 : 0);
    if (rank <= best_rank) continue;
    best_rank = rank;
    best.fact = i;
    best.state = same_value && around == 2 ? AnchorState::Found : AnchorState::Moved;
  }
  return best;
}

std::optional<std::string> find_fault(const Decision& decision) {
  if (decision.reason.empty()) return "reason: say why, in a few words";
  if (decision.reason.size() > kReasonBytesMax) return "reason: over 4,000 bytes";
  if (decision.facts.size() > kFactsOfDecisionMax) return "facts: over 10,000";
  if (decision.documents.size() > kDocumentsOfDecisionMax) return "documents: over 10,000";
  if (auto surplus = find_surplus(decision)) return surplus;
  const auto& d = decision;
  switch (d.kind) {
    case DecisionKind::ReadRightly:
    case DecisionKind::Reject:
      if (d.facts.empty()) return "facts: name at least one";
      break;
    case DecisionKind::Verify:
      if (d.facts.empty()) return "facts: name at least one";
      if (d.level == VerificationLevel::Unverified) return "level: say how surely";
      break;
    case DecisionKind::Merge:
      if (!d.case_id || !d.other_case) return "case and other_case: name both";
      if (d.case_id == d.other_case) return "other_case: is the same case";
      break;
    case DecisionKind::Split:
    case DecisionKind::Move:
      if (!d.case_id) return "case: name it";
      if (d.documents.empty()) return "documents: name at least one";
      break;
    case DecisionKind::Rename:
      if (!d.case_id) return "case: name it";
      if (trim(d.text).empty()) return "text: give the new name";
      if (d.text.size() > kNameBytesMax) return "text: over 500 bytes";
      if (!is_plain_line(d.text)) return "text: one line, without control characters";
      break;
    case DecisionKind::SamePerson:
    case DecisionKind::NotSamePerson:
      if (!d.person || !d.other_person) return "person and other_person: name both";
      if (d.person == d.other_person) return "other_person: is the same person";
      break;
    case DecisionKind::SetAudience: {
      const int targets = (d.facts.empty() ? 0 : 1) + (d.case_id ? 1 : 0) + (d.person ? 1 : 0) +
                          (d.documents.empty() ? 0 : 1);
      if (targets != 1) return "name exactly one of facts, case, person, documents";
      break;
    }
    case DecisionKind::Undo:
      if (!d.undone) return "undone: name the decision to take back";
      break;
  }
  return std::nullopt;
}

}  // namespace habeas
