// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/event_links.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace habeas {
namespace {

using Entry = EventLedger::Entry;

EventValue& event_of(FactDraft& draft, const Entry& entry) {
  return std::get<EventValue>(draft.facts[entry.fact].value);
}

bool has_argument(const EventValue& event, ArgumentRole role) {
  return std::any_of(event.arguments.begin(), event.arguments.end(),
                     [&](const Argument& one) { return one.role == role; });
}

/// The day of an incident is the day of the act that the document told of just before.
void link_incident(const std::vector<Entry>& entries, std::size_t at, FactDraft& draft) {
  const EventValue incident = event_of(draft, entries[at]);
  for (std::size_t i = at; i-- > 0;) {
    if (draft.facts[entries[i].fact].kind != FactKind::Act || !entries[i].affects) continue;
    EventValue& act = event_of(draft, entries[i]);
    if (act.date || act.modality == Modality::Negated) return;
    act.date = incident.date;
    for (const Argument& argument : incident.arguments) {
      if (argument.role == ArgumentRole::Target) continue;
      act.arguments.push_back(argument);
    }
    event_of(draft, entries[at]).arguments.push_back({ArgumentRole::About, entries[i].fact});
    return;
  }
}

/// The ruling before that is of a court which the decision on appeal names as the other one.
void link_overturned(const std::vector<Entry>& entries, std::size_t at, FactDraft& draft) {
  EventValue& appeal = event_of(draft, entries[at]);
  for (std::size_t i = at; i-- > 0;) {
    const EventValue& ruling = event_of(draft, entries[i]);
    if (ruling.type != "ruling" && ruling.type != "conviction" && ruling.type != "sentence") {
      continue;
    }
    const bool named = std::any_of(
        ruling.arguments.begin(), ruling.arguments.end(), [&](const Argument& court) {
          return court.role == ArgumentRole::Court &&
                 std::find(appeal.arguments.begin(), appeal.arguments.end(), court) !=
                     appeal.arguments.end();
        });
    if (!named) continue;
    appeal.arguments.push_back({ArgumentRole::Overturned, entries[i].fact});
    return;
  }
}

/// Where each act was told, in text order.
std::vector<std::pair<TokenPlace, std::size_t>> find_tellings(const std::vector<Entry>& entries,
                                                              const FactDraft& draft) {
  std::vector<std::pair<TokenPlace, std::size_t>> tellings;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    if (draft.facts[entries[at].fact].kind != FactKind::Act) continue;
    for (const TokenPlace place : entries[at].told) tellings.emplace_back(place, at);
  }
  std::sort(tellings.begin(), tellings.end());
  return tellings;
}

/// The act that a notice speaks of: the first one told behind it.
std::optional<std::size_t> find_announced_act(
    const std::vector<std::pair<TokenPlace, std::size_t>>& tellings, TokenPlace notice) {
  constexpr std::uint32_t kReach = 30;
  const auto next = std::lower_bound(
      tellings.begin(), tellings.end(), notice,
      [](const auto& telling, const TokenPlace& place) { return telling.first < place; });
  if (next == tellings.end() || next->first.passage != notice.passage) return std::nullopt;
  if (next->first.begin > notice.end + kReach) return std::nullopt;
  return next->second;
}

/// A later notice of another act of the same type takes the place of the one before.
void link_notices(const std::vector<Entry>& entries, FactDraft& draft) {
  const auto tellings = find_tellings(entries, draft);
  std::optional<std::size_t> earlier;
  std::optional<std::size_t> earlier_act;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    if (draft.facts[entries[at].fact].kind != FactKind::Notice) continue;
    const auto act = find_announced_act(tellings, entries[at].told.front());
    if (!act) continue;
    EventValue& notice = event_of(draft, entries[at]);
    notice.arguments.push_back({ArgumentRole::About, entries[*act].fact});
    if (notice.modality == Modality::Negated || !notice.date) continue;
    if (earlier && entries[*earlier_act].fact != entries[*act].fact &&
        event_of(draft, entries[*earlier_act]).type == event_of(draft, entries[*act]).type) {
      EventValue& before = event_of(draft, entries[*earlier]);
      const bool later = before.date && is_before(*before.date, *notice.date);
      if (later && !has_argument(before, ArgumentRole::SupersededBy)) {
        before.arguments.push_back({ArgumentRole::SupersededBy, entries[at].fact});
      }
    }
    earlier = at;
    earlier_act = act;
  }
}

/// "X was moved to A, where he remained detained": the status is of the place that was reached.
void link_status(const std::vector<Entry>& entries, std::size_t at, FactDraft& draft) {
  const EventValue& before = event_of(draft, entries[at - 1]);
  const TokenPlace told = entries[at].told.front();
  const bool together = entries[at - 1].told.back().passage == told.passage &&
                        before.type == "transfer" && entries[at - 1].targets == entries[at].targets;
  if (!together || !has_argument(before, ArgumentRole::To)) return;
  EventValue& status = event_of(draft, entries[at]);
  std::erase_if(status.arguments,
                [](const Argument& one) { return one.role == ArgumentRole::Place; });
  for (const Argument& one : before.arguments) {
    if (one.role == ArgumentRole::To) status.arguments.push_back({ArgumentRole::Place, one.fact});
  }
}

}  // namespace

void link_events(const std::vector<Entry>& entries, FactDraft& draft) {
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const EventValue& event = event_of(draft, entries[at]);
    if (event.type == "incident") link_incident(entries, at, draft);
    if (event.type == "appeal") link_overturned(entries, at, draft);
    if (at > 0 && event.type == "detained") link_status(entries, at, draft);
  }
  link_notices(entries, draft);
}

}  // namespace habeas
