// SPDX-License-Identifier: AGPL-3.0-or-later
#include "disclose/court_ladder.h"

#include <algorithm>
#include <array>
#include <set>

#include "disclose/fact_lines.h"
#include "text/fold.h"

namespace habeas {

namespace {

// From below upwards; what is not here stands below all.
constexpr std::array<std::string_view, 7> kLevels{
    "district", "city", "regional", "appeal", "supreme", "constitutional", "international"};

std::ptrdiff_t rank_of(std::string_view level) {
  const auto found = std::find(kLevels.begin(), kLevels.end(), level);
  return found == kLevels.end() ? -1 : found - kLevels.begin();
}

CourtRung& rung_of(std::vector<CourtRung>& rungs, const PlaceValue& court) {
  const std::string folded = fold(court.name);
  for (CourtRung& rung : rungs) {
    if (fold(rung.name) == folded) return rung;
  }
  rungs.push_back({court.name, court.type, {}});
  return rungs.back();
}

const PlaceValue* find_court(const Extraction& extraction, std::uint32_t fact) {
  if (fact >= extraction.facts.size() || extraction.facts[fact].kind != FactKind::Court) {
    return nullptr;
  }
  return std::get_if<PlaceValue>(&extraction.facts[fact].value);
}

// Every fact that some ruling of its report sets aside.
Result<std::set<FactPlace>> overturned_in(ArchiveView& archive, const Chronicle& chronicle) {
  std::set<FactPlace> overturned;
  for (const ChronicleEntry& entry : chronicle.entries) {
    for (const FactPlace& place : entry.facts) {
      TRY(const ShownReport* view, archive.report(place.document));
      if (place.fact >= view->extraction.facts.size()) continue;
      const auto* event = std::get_if<EventValue>(&view->extraction.facts[place.fact].value);
      if (event == nullptr) continue;
      for (const Argument& argument : event->arguments) {
        if (argument.role == ArgumentRole::Overturned) {
          overturned.insert({place.document, argument.fact});
        }
      }
    }
  }
  return overturned;
}

Result<void> add_entry(std::vector<CourtRung>& rungs, ArchiveView& archive,
                       const ChronicleEntry& entry, const std::set<FactPlace>& overturned) {
  for (const FactPlace& place : entry.facts) {
    TRY(const ShownReport* view, archive.report(place.document));
    if (place.fact >= view->extraction.facts.size()) continue;
    const auto* event = std::get_if<EventValue>(&view->extraction.facts[place.fact].value);
    if (event == nullptr) continue;
    for (const Argument& argument : event->arguments) {
      if (argument.role != ArgumentRole::Court) continue;
      const PlaceValue* court = find_court(view->extraction, argument.fact);
      if (court == nullptr) continue;
      Ruling ruling;
      ruling.date = entry.date;
      ruling.line = fact_line(view->extraction, place.fact);
      ruling.quote = quote_of(*view, place.fact);
      ruling.overturned =
          std::any_of(entry.facts.begin(), entry.facts.end(),
                      [&](const FactPlace& one) { return overturned.contains(one); });
      rung_of(rungs, *court).rulings.push_back(std::move(ruling));
      return {};
    }
  }
  return {};
}

void mark_what_stands(std::vector<CourtRung>& rungs) {
  Ruling* last = nullptr;
  for (CourtRung& rung : rungs) {
    for (Ruling& ruling : rung.rulings) {
      if (ruling.overturned || !ruling.date || ruling.line.modality != Modality::Done) continue;
      if (last == nullptr || !is_before(*ruling.date, *last->date)) last = &ruling;
    }
  }
  if (last != nullptr) last->stands = true;
}

}  // namespace

Result<std::vector<CourtRung>> court_ladder(ArchiveView& archive, const Chronicle& chronicle) {
  TRY(const std::set<FactPlace> overturned, overturned_in(archive, chronicle));
  std::vector<CourtRung> rungs;
  for (const ChronicleEntry& entry : chronicle.entries) {
    TRY(add_entry(rungs, archive, entry, overturned));
  }
  for (const FactPlace& place : chronicle.courts) {
    TRY(const ShownReport* view, archive.report(place.document));
    const PlaceValue* court = find_court(view->extraction, place.fact);
    if (court != nullptr) rung_of(rungs, *court);
  }
  mark_what_stands(rungs);
  std::stable_sort(rungs.begin(), rungs.end(), [](const CourtRung& a, const CourtRung& b) {
    return rank_of(a.level) > rank_of(b.level);
  });
  return rungs;
}

}  // namespace habeas
