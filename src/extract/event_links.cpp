// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/event_links.h"

#include <algorithm>
#include <optional>

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

std::optional<std::size_t> act_in_same_sentence(const std::vector<Entry>& entries, std::size_t at,
                                                const FactDraft& draft) {
  constexpr std::uint32_t kReach = 30;
  const TokenPlace notice = entries[at].first;
  for (std::size_t i = at + 1; i < entries.size(); ++i) {
    const TokenPlace act = entries[i].first;
    if (act.passage != notice.passage || act.begin > notice.end + kReach) break;
    if (draft.facts[entries[i].fact].kind == FactKind::Act) return i;
  }
  return std::nullopt;
}

/// A later notice of another act of the same type takes the place of the one before.
void link_notices(const std::vector<Entry>& entries, FactDraft& draft) {
  std::optional<std::size_t> earlier;
  std::optional<std::size_t> earlier_act;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    if (draft.facts[entries[at].fact].kind != FactKind::Notice) continue;
    const auto act = act_in_same_sentence(entries, at, draft);
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

}  // namespace

void link_events(const std::vector<Entry>& entries, FactDraft& draft) {
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const EventValue& event = event_of(draft, entries[at]);
    if (event.type == "incident") link_incident(entries, at, draft);
    if (event.type == "appeal") link_overturned(entries, at, draft);
  }
  link_notices(entries, draft);
}

}  // namespace habeas
