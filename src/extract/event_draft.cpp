// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/event_draft.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

namespace habeas {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kRolesOfOtherDays{"published"sv, "letter"sv,   "birth"sv,
                                       "law"sv,       "deadline"sv, "history"sv};

bool may_date(const EventDraft& event, const DateValue& date) {
  if (date.date.year == 0) return false;
  if (event.row->kind == FactKind::Notice) return date.role != "published";
  if (date.role == "as_of") return event.row->kind == FactKind::Status;
  return std::find(kRolesOfOtherDays.begin(), kRolesOfOtherDays.end(), date.role) ==
         kRolesOfOtherDays.end();
}

/// How far `at` is from the act: words between, and much more for each act or clause between.
std::uint32_t distance(const Scene& scene, const EventDraft& event, TokenRange at) {
  const bool noun = event.row->voice == Voice::Nominal || event.row->voice == Voice::Possessed;
  const std::uint32_t far_act = noun ? 45 : 14;  // a noun shares no day with the verb beside it
  constexpr std::uint32_t kClause = 10;
  constexpr std::uint32_t kAnd = 1;
  constexpr std::uint32_t kWordsAsOne = 4;  // a long list of names keeps nothing apart
  const bool before = at.end <= event.act.begin;
  const TokenRange gap = before ? TokenRange{at.end, event.act.begin}
                                : TokenRange{std::min(event.act.end, at.begin), at.begin};
  std::uint32_t far = (gap.end - gap.begin) / kWordsAsOne;
  for (std::uint32_t i = gap.begin; i < gap.end; ++i) {
    if (scene.has("clause", i) || scene.is(i, ";")) far += kClause;
    if (scene.has("and", i)) far += kAnd;
  }
  auto act = std::lower_bound(
      scene.acts.begin(), scene.acts.end(), gap.begin,
      [](const PatternMatch& one, std::uint32_t begin) { return one.tokens.begin < begin; });
  for (; act != scene.acts.end() && act->tokens.begin < gap.end; ++act) far += far_act;
  return far;
}

bool ends_clause(const Scene& scene, std::uint32_t at) {
  return scene.is(at, ",") || scene.is(at, ";") || scene.is(at, ")");
}

/// "the arrest of X, an advocate who has worked in Oral since 2011, and the search of his office":
/// what a relative clause says of a person is no day and no place of an act outside it.
bool is_told_of_person(const Scene& scene, const EventDraft& event, TokenRange mention) {
  std::uint32_t at = mention.begin;
  while (at > event.sentence.begin && !scene.has("who", at - 1)) {
    if (ends_clause(scene, --at)) return false;
  }
  if (at == event.sentence.begin) return false;
  std::uint32_t end = mention.end;
  while (end < event.sentence.end && !ends_clause(scene, end)) ++end;
  return event.act.end <= at || event.act.begin >= end;
}

bool goes_on(const FactDraft& draft, const SceneMention& date) {
  const auto& value = std::get<DateValue>(draft.facts[date.fact].value);
  return value.date.qualifier == DateQualifier::Since;
}

/// "On 3 May, the arrest of X": a day before a noun is its day only there.
bool opens_sentence(const EventDraft& event, const SceneMention& date) {
  return date.tokens.begin <= event.sentence.begin + 2;
}

void add_argument(EventDraft& event, ArgumentRole role, const SceneMention& mention) {
  const Argument argument{role, mention.fact};
  auto& arguments = event.value.arguments;
  if (std::find(arguments.begin(), arguments.end(), argument) != arguments.end()) return;
  arguments.push_back(argument);
  event.pieces.push_back(mention.tokens);
}

ArgumentRole role_of_place(const Scene& scene, const EventDraft& event, const SceneMention& place) {
  constexpr std::uint32_t kDescribingMax = 6;
  std::uint32_t at = place.tokens.begin;
  for (std::uint32_t i = 0; i < kDescribingMax && at > event.act.begin; ++i) {
    --at;
    if (scene.has("to", at)) return ArgumentRole::To;
    if (scene.has("from", at)) return ArgumentRole::From;
    if (scene.has("at", at) || scene.token(at).kind != TokenKind::Word) break;
  }
  return ArgumentRole::Place;
}

bool takes_provision(const std::string& type) {
  return type == "charge" || type == "conviction" || type == "sentence" || type == "hearing" ||
         type == "indictment" || type == "acquittal" || type == "arrest" || type == "detention";
}

/// Relatives who are told something are named by that word only.
void read_recipient(const Scene& scene, EventDraft& event) {
  for (std::uint32_t at = event.scope.begin; at < event.scope.end; ++at) {
    if (!scene.has("relatives", at)) continue;
    event.value.particulars.push_back({"recipient", scene.token(at).folded});
    return;
  }
}

void read_penalties(const Scene& scene, EventDraft& event) {
  auto match = std::lower_bound(
      scene.penalties.begin(), scene.penalties.end(), event.act.begin,
      [](const PatternMatch& one, std::uint32_t at) { return one.tokens.begin < at; });
  for (; match != scene.penalties.end() && match->tokens.end <= event.scope.end; ++match) {
    const Particular& particular = scene.language->penalty_rows[match->row].particular;
    auto& known = event.value.particulars;
    const bool again = std::any_of(known.begin(), known.end(), [&](const Particular& one) {
      return one.name == particular.name;
    });
    if (!again) known.push_back(particular);
  }
}

}  // namespace

void read_modality(const Scene& scene, EventDraft& event) {
  if (event.row->modality) {
    event.value.modality = *event.row->modality;
    return;
  }
  const auto begin = std::lower_bound(
      scene.modality.begin(), scene.modality.end(), event.scope.begin,
      [](const PatternMatch& one, std::uint32_t at) { return one.tokens.begin < at; });
  for (auto match = begin; match != scene.modality.end(); ++match) {
    if (match->tokens.begin >= event.act.end) break;
    const ModalityRow& row = scene.language->modality_rows[match->row];
    const bool reaches = match->tokens.end + row.reach >= event.act.begin;
    if (!reaches) continue;
    const bool stronger = row.modality == Modality::Negated || row.modality == Modality::Denied ||
                          event.value.modality == Modality::Done ||
                          event.value.modality == Modality::Alleged;
    if (stronger) event.value.modality = row.modality;
  }
}

void read_date(const Scene& scene, const FactDraft& draft, EventDraft& event) {
  constexpr std::uint32_t kTooFar = 25;
  constexpr std::uint32_t kSure = 16;
  const bool noun = event.row->voice == Voice::Nominal || event.row->voice == Voice::Possessed;
  std::uint32_t nearest = kTooFar;
  const SceneMention* best = nullptr;
  for (const SceneMention& mention : scene.mentions_in(event.sentence)) {
    if (mention.kind != FactKind::Date) continue;
    if (!may_date(event, std::get<DateValue>(draft.facts[mention.fact].value))) continue;
    if (noun && mention.tokens.end <= event.act.begin && !opens_sentence(event, mention)) continue;
    // Before the act "que" may as well begin what was said: only a time that goes on is of a life.
    const bool may_be_told = event.act.end <= mention.tokens.begin || goes_on(draft, mention);
    if (may_be_told && is_told_of_person(scene, event, mention.tokens)) continue;
    const std::uint32_t far = distance(scene, event, mention.tokens);
    if (far < nearest) {
      nearest = far;
      best = &mention;
    }
  }
  if (best == nullptr) return;
  event.value.date = std::get<DateValue>(draft.facts[best->fact].value).date;
  add_argument(event, ArgumentRole::Date, *best);
  if (nearest > kSure) event.confidence -= 120'000;
}

void read_circumstances(const Scene& scene, const FactDraft& draft, EventDraft& event) {
  const bool moves = event.value.type == "transfer" || event.value.type == "deportation";
  for (const SceneMention& mention : scene.mentions_in(event.scope)) {
    if (mention.inside) continue;
    const bool behind = event.act.end <= mention.tokens.begin;
    if (behind && is_told_of_person(scene, event, mention.tokens)) continue;
    switch (mention.kind) {
      case FactKind::Place:
      case FactKind::Facility: {
        const bool issues =
            event.row->kind == FactKind::Notice && mention.kind == FactKind::Facility;
        const ArgumentRole role = moves    ? role_of_place(scene, event, mention)
                                  : issues ? ArgumentRole::Issuer
                                           : ArgumentRole::Place;
        const auto& known = event.value.arguments;
        const bool taken = std::any_of(known.begin(), known.end(), [&](const Argument& one) {
          return one.role == role && draft.facts[one.fact].kind == mention.kind;
        });
        if (!taken) add_argument(event, role, mention);
        break;
      }
      case FactKind::Court:
        add_argument(event, ArgumentRole::Court, mention);
        break;
      case FactKind::Provision:
        if (takes_provision(event.value.type)) {
          add_argument(event, ArgumentRole::Provision, mention);
        }
        break;
      case FactKind::Quantity:
        if (mention.tokens.begin >= event.act.begin) {
          add_argument(event, ArgumentRole::Quantity, mention);
        }
        break;
      default:
        break;
    }
  }
  if (event.row->kind == FactKind::Notice) read_recipient(scene, event);
  if (event.value.type == "sentence" || event.value.type == "conviction") {
    read_penalties(scene, event);
  }
}

TokenPlace evidence_of(const Scan& scan, const EventDraft& event) {
  TokenPlace place = event.act;
  const auto bytes = [&](TokenPlace one) { return length(to_document_span(scan, one)); };
  for (const TokenRange piece : event.pieces) {
    if (piece.begin < event.sentence.begin || piece.end > event.sentence.end) continue;
    TokenPlace wider = place;
    wider.begin = std::min(wider.begin, piece.begin);
    wider.end = std::max(wider.end, piece.end);
    if (bytes(wider) <= kEventQuoteBytes) place = wider;
  }
  return shorten(scan, place, kQuoteBytesMax);
}

}  // namespace habeas
