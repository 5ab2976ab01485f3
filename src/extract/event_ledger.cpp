// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/event_ledger.h"

#include <algorithm>
#include <utility>

namespace habeas {
namespace {

EventValue& event_of(FactDraft& draft, std::uint32_t fact) {
  return std::get<EventValue>(draft.facts[fact].value);
}

/// Nothing contradicts: one is not stated, they are equal, or one is the coarser form.
bool may_be_same_date(const std::optional<PartialDate>& a, const std::optional<PartialDate>& b) {
  if (!a || !b) return true;
  const std::string one = to_iso(*a);
  const std::string two = to_iso(*b);
  return one.starts_with(two) || two.starts_with(one);
}

bool may_be_same_people(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  const auto within = [](const auto& brief, const auto& full) {
    return std::all_of(brief.begin(), brief.end(), [&](std::uint32_t one) {
      return std::find(full.begin(), full.end(), one) != full.end();
    });
  };
  return within(a, b) || within(b, a);
}

std::optional<std::uint32_t> court_of(const EventValue& event) {
  for (const Argument& argument : event.arguments) {
    if (argument.role == ArgumentRole::Court) return argument.fact;
  }
  return std::nullopt;
}

std::string outcome_of(const EventValue& event) {
  for (const Particular& particular : event.particulars) {
    if (particular.name == "outcome") return particular.value;
  }
  return {};
}

bool differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}

/// Where a transfer leads decides which transfer it is.
bool has_other_destination(const EventValue& a, const EventValue& b) {
  const auto destination = [](const EventValue& event) {
    std::optional<std::uint32_t> to;
    for (const Argument& one : event.arguments) {
      if (one.role == ArgumentRole::To && !to) to = one.fact;
    }
    return to;
  };
  const auto one = destination(a);
  const auto two = destination(b);
  return one && two && *one != *two;
}

/// Decisions are told apart by their court; where it is not stated they may be two.
bool is_decision(const std::string& type) { return type == "ruling" || type == "appeal"; }

}  // namespace

bool EventLedger::is_same(const Entry& entry, const EventDraft& event) const {
  const EventValue& known = event_of(draft_, entry.fact);
  const FactKind kind = event.row->kind;
  if (kind == FactKind::Notice || kind == FactKind::Attribution) return false;
  if (known.modality != event.value.modality) return false;
  if (!may_be_same_date(known.date, event.value.date)) return false;
  if (!may_be_same_people(entry.targets, event.targets)) return false;
  if (differ(outcome_of(known), outcome_of(event.value))) return false;
  if (has_other_destination(known, event.value)) return false;
  const auto one = court_of(known);
  const auto two = court_of(event.value);
  if (is_decision(event.value.type)) {
    return one == two && outcome_of(known) == outcome_of(event.value);
  }
  return !one || !two || *one == *two;
}

void EventLedger::join(Entry& entry, EventDraft event) {
  EventValue& known = event_of(draft_, entry.fact);
  const bool finer = event.value.date && (!known.date || precision_of(*event.value.date) >
                                                             precision_of(*known.date));
  if (finer) known.date = event.value.date;
  for (const Argument& argument : event.value.arguments) {
    if (argument.role == ArgumentRole::Date && !finer) continue;
    auto& arguments = known.arguments;
    if (std::find(arguments.begin(), arguments.end(), argument) == arguments.end()) {
      arguments.push_back(argument);
    }
  }
  for (const Particular& particular : event.value.particulars) {
    auto& particulars = known.particulars;
    const bool stated = std::any_of(particulars.begin(), particulars.end(),
                                    [&](const Particular& p) { return p.name == particular.name; });
    if (!stated) particulars.push_back(particular);
  }
  for (const std::uint32_t target : event.targets) {
    if (std::find(entry.targets.begin(), entry.targets.end(), target) == entry.targets.end()) {
      entry.targets.push_back(target);
    }
  }
  entry.told.push_back(event.act);
  Fact& fact = draft_.facts[entry.fact];
  fact.confidence = std::max(fact.confidence, event.confidence);
  entry.affects = entry.affects || event.row->affects;
  draft_.add_evidence(entry.fact, evidence_of(scan_, event), "act." + event.row->id);
}

void EventLedger::name_targets(const std::vector<std::uint32_t>& people, TokenPlace place) {
  if (!open_) return;
  Entry& entry = entries_[*open_];
  if (place.passage > entry.told.back().passage + kPassagesApartMax) return;
  for (const std::uint32_t person : people) {
    if (std::find(entry.targets.begin(), entry.targets.end(), person) != entry.targets.end()) {
      continue;
    }
    entry.targets.push_back(person);
    event_of(draft_, entry.fact).arguments.push_back({ArgumentRole::Target, person});
  }
}

std::uint32_t EventLedger::enter(EventDraft event) {
  const bool unnamed = event.row->affects && event.targets.empty();
  auto& known = by_type_[std::to_string(static_cast<int>(event.row->kind)) + event.value.type];
  const std::size_t compared = std::min(known.size(), kComparedMax);
  for (std::size_t i = known.size() - compared; i < known.size(); ++i) {
    Entry& entry = entries_[known[i]];
    if (!is_same(entry, event)) continue;
    join(entry, std::move(event));
    if (unnamed && entry.targets.empty()) {
      open_ = known[i];
    } else {
      open_.reset();
    }
    return entry.fact;
  }
  Entry entry;
  entry.targets = event.targets;
  entry.told = {event.act};
  entry.affects = event.row->affects;
  const TokenPlace place = evidence_of(scan_, event);
  entry.fact = draft_.add(event.row->kind, std::move(event.value), place, "act." + event.row->id,
                          event.confidence);
  open_.reset();
  if (unnamed) open_ = static_cast<std::uint32_t>(entries_.size());
  known.push_back(static_cast<std::uint32_t>(entries_.size()));
  entries_.push_back(std::move(entry));
  return entries_.back().fact;
}

}  // namespace habeas
