// SPDX-License-Identifier: AGPL-3.0-or-later
#include "follow/custody.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "follow/distance.h"
#include "text/romanise.h"

namespace habeas {
namespace {

/// Two sources that tell of one transfer may be this far apart on its day.
constexpr std::int32_t kSameMoveDays = 10;
constexpr std::size_t kStepsMax = 500;

struct Spot {
  std::string facility;
  std::string city;

  bool is_known() const { return !facility.empty() || !city.empty(); }
};

struct Move {
  std::string_view what;  ///< of tables/states: "begin", "move", "at", "end"
  const Statement* statement = nullptr;
  std::optional<PartialDate> date;
  Spot from;
  Spot to;
};

void add_place(const Fact& fact, Spot& spot) {
  const auto* place = std::get_if<PlaceValue>(&fact.value);
  if (place == nullptr) return;
  if (fact.kind == FactKind::Facility && spot.facility.empty()) {
    spot.facility = place->name;
    if (!place->city.empty()) spot.city = place->city;
  } else if (fact.kind == FactKind::Place && place->type == "city" && spot.city.empty()) {
    spot.city = place->name;
  }
}

Spot spot_of(const CaseFacts& facts, const Statement& statement, ArgumentRole role) {
  Spot spot;
  for (const Fact* fact : facts.arguments(statement, role)) add_place(*fact, spot);
  return spot;
}

bool is_same_spot(const Spot& a, const Spot& b) {
  const std::string left = fold_name(a.city);
  const std::string right = fold_name(b.city);
  if (!left.empty() && !right.empty() && left != right) return false;
  if (a.facility.empty() || b.facility.empty()) return !left.empty() && left == right;
  const std::string one = fold_name(a.facility);
  const std::string other = fold_name(b.facility);
  return one.find(other) != std::string::npos || other.find(one) != std::string::npos;
}

std::string_view word_of_qualifier(QuantityQualifier qualifier) {
  switch (qualifier) {
    case QuantityQualifier::Exact: return "";
    case QuantityQualifier::About: return "about";
    case QuantityQualifier::MoreThan: return "more than";
    case QuantityQualifier::LessThan: return "less than";
    case QuantityQualifier::AtLeast: return "at least";
    case QuantityQualifier::UpTo: return "up to";
  }
  return "";
}

bool is_stated_done(const Statement& statement, std::uint32_t person) {
  return statement.event->modality == Modality::Done &&
         statement.fact->confidence >= kDoubtfulBelow &&
         std::binary_search(statement.people.begin(), statement.people.end(), person);
}

Move make_move(const CaseFacts& facts, const Statement& statement, std::string_view what) {
  Move move{what, &statement, statement.event->date, {}, {}};
  move.from = spot_of(facts, statement, ArgumentRole::From);
  move.to = spot_of(facts, statement, ArgumentRole::To);
  if (!move.to.is_known()) move.to = spot_of(facts, statement, ArgumentRole::Place);
  return move;
}

/// Ordered by day; what happened on one day as it was told.
std::vector<Move> moves_of(const CaseFacts& facts, const StateRules& rules, std::uint32_t person,
                           CivilDay day) {
  std::vector<std::pair<CivilDay, Move>> moves;
  std::vector<Move> undated;
  std::set<std::uint32_t> dated_reports;
  for (const Statement& statement : facts.statements()) {
    if (!is_stated_done(statement, person)) continue;
    const std::string_view what = rules.value_of(facts, statement, "custody");
    if (what.empty()) continue;
    Move move = make_move(facts, statement, what);
    if (const auto when = first_day(move.date)) {
      dated_reports.insert(statement.report);
      if (*when <= day) moves.emplace_back(*when, std::move(move));
    } else {
      undated.push_back(std::move(move));
    }
  }
  for (Move& move : undated) {
    // Without a day and a place it says nothing of the way; nor beside days of the same report.
    const std::uint32_t report = move.statement->report;
    const bool is_end = move.what == "end";
    if (!is_end && (!move.to.is_known() || dated_reports.contains(report))) continue;
    const auto when = facts.published(report);
    if (!when || *when > day || move.statement->fact->background) continue;
    move.date.reset();
    moves.emplace_back(*when, std::move(move));
  }
  std::stable_sort(moves.begin(), moves.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Move> result;
  for (auto& [when, move] : moves) result.push_back(std::move(move));
  return result;
}

class Trail {
 public:
  Trail(const CaseFacts& facts, std::uint32_t person, const Tables& tables)
      : facts_(facts), cities_(facts, tables) {
    for (const FactPlace& place : facts.cluster().people[person].mentions) {
      for (std::uint32_t i = 0; i < facts.reports().size() && home_.empty(); ++i) {
        if (facts.reports()[i]->id != place.document) continue;
        const Fact* fact = facts.find_fact(i, place.fact);
        if (fact != nullptr) home_ = std::get<PersonValue>(fact->value).home_place;
      }
    }
  }

  void add(const Move& move) {
    if (steps_.size() >= kStepsMax) return;
    if (move.what == "begin") begin(move);
    if (move.what == "move") transfer(move);
    if (move.what == "at") stay(move);
    if (move.what == "end" && is_open_) {
      steps_.back().until = move.date;
      cite(steps_.back(), move);
      is_open_ = false;
    }
  }

  void announce(const Statement& statement) {
    const Move move = make_move(facts_, statement, "move");
    if (!move.to.is_known() || steps_.size() >= kStepsMax) return;
    for (CustodyStep& step : steps_) {
      if (!is_same_spot({step.facility, step.city}, move.to)) continue;
      if (!step.announced && came_before(step, statement)) continue;
      cite(step, move);
      if (!step.stated_distance_km) measure(step, move, "");
      return;
    }
    const std::string origin = is_open_ ? steps_.back().city : "";
    push(move.to, move);
    steps_.back().announced = true;
    measure(steps_.back(), move, origin);
  }

  std::vector<CustodyStep> take() { return std::move(steps_); }

 private:
  void cite(CustodyStep& step, const Move& move) {
    const FactPlace place = move.statement->place;
    const auto known = std::find(step.facts.begin(), step.facts.end(), place);
    if (known == step.facts.end()) step.facts.push_back(place);
  }

  /// They were there already when the report that announces it came out.
  bool came_before(const CustodyStep& step, const Statement& statement) const {
    const auto from = first_day(step.from);
    const auto published = facts_.published(statement.report);
    return !step.announced && from && published && *from < *published && step.until;
  }

  void push(const Spot& spot, const Move& move) {
    CustodyStep step;
    step.facility = spot.facility;
    step.city = spot.city;
    step.from = move.date;
    cite(step, move);
    steps_.push_back(std::move(step));
  }

  void fill(CustodyStep& step, const Spot& spot) {
    if (step.facility.empty()) step.facility = spot.facility;
    if (step.city.empty()) step.city = spot.city;
  }

  void begin(const Move& move) {
    if (is_open_) {
      CustodyStep& step = steps_.back();
      const Spot here{step.facility, step.city};
      if (!move.to.is_known() || !here.is_known() || is_same_spot(here, move.to)) {
        fill(step, move.to);
        if (!step.from) step.from = move.date;
        cite(step, move);
        return;
      }
    }
    push(move.to, move);
    is_open_ = true;
  }

  /// The same transfer, told by another source with a day nearby.
  CustodyStep* find_told(const Move& move) {
    for (CustodyStep& step : steps_) {
      const auto a = first_day(step.from);
      const auto b = first_day(move.date);
      if (!is_same_spot({step.facility, step.city}, move.to)) continue;
      if (!a || !b || b->days - a->days <= kSameMoveDays) return &step;
    }
    return nullptr;
  }

  void transfer(const Move& move) {
    if (!move.to.is_known()) {
      if (is_open_) cite(steps_.back(), move);
      return;
    }
    if (CustodyStep* told = find_told(move)) {
      cite(*told, move);
      fill(*told, move.to);
      if (!told->from) told->from = move.date;
      if (!told->stated_distance_km) measure(*told, move, told->distance_from);
      return;
    }
    if (is_open_) {
      CustodyStep& step = steps_.back();
      const Spot here{step.facility, step.city};
      if (!here.is_known() || is_same_spot(here, move.from)) fill(step, move.from);
      step.until = move.date;
      cite(step, move);
    } else if (move.from.is_known()) {
      push(move.from, move);
      steps_.back().from.reset();
      steps_.back().until = move.date;
    }
    const std::string origin = steps_.empty() ? "" : steps_.back().city;
    push(move.to, move);
    measure(steps_.back(), move, origin);
    is_open_ = true;
  }

  void stay(const Move& move) {
    if (is_open_) {
      CustodyStep& step = steps_.back();
      if (!move.to.is_known() || is_same_spot({step.facility, step.city}, move.to) ||
          !Spot{step.facility, step.city}.is_known()) {
        fill(step, move.to);
        cite(step, move);
        return;
      }
    }
    if (!move.to.is_known()) return;
    push(move.to, move);
    // Seen there on that day; when they came is not said.
    if (steps_.back().from) steps_.back().from->qualifier = DateQualifier::Before;
    is_open_ = true;
  }

  void measure(CustodyStep& step, const Move& move, const std::string& previous) {
    std::string origin;
    for (const Fact* fact : facts_.arguments(*move.statement, ArgumentRole::Quantity)) {
      const auto* quantity = std::get_if<QuantityValue>(&fact->value);
      if (quantity == nullptr || quantity->measure != "distance") continue;
      if (quantity->unit != "km") continue;
      step.stated_distance_km = quantity->amount;
      step.stated_qualifier = word_of_qualifier(quantity->qualifier);
      for (const Argument& argument : quantity->arguments) {
        const Fact* from = facts_.find_fact(move.statement->report, argument.fact);
        if (from == nullptr || argument.role != ArgumentRole::From) continue;
        Spot spot;
        add_place(*from, spot);
        origin = spot.city;
      }
      break;
    }
    if (origin.empty()) origin = move.from.city;
    if (origin.empty() && step.stated_distance_km) origin = home_;
    if (origin.empty()) origin = previous;
    if (origin.empty()) origin = home_;
    const auto a = cities_.find(origin);
    const auto b = cities_.find(step.city);
    if (!a || !b || *a == *b) return;
    step.distance_from = origin;
    step.computed_distance_km = distance_km(*a, *b);
  }

  const CaseFacts& facts_;
  CityMap cities_;
  std::string home_;
  std::vector<CustodyStep> steps_;
  bool is_open_ = false;
};

/// True if a notice that was superseded is about the statement.
bool is_superseded(const CaseFacts& facts, const Statement& announced) {
  const auto has = [](const EventValue& event, ArgumentRole role) {
    return std::any_of(event.arguments.begin(), event.arguments.end(),
                       [&](const Argument& argument) { return argument.role == role; });
  };
  if (has(*announced.event, ArgumentRole::SupersededBy)) return true;
  return std::any_of(
      facts.statements().begin(), facts.statements().end(), [&](const Statement& notice) {
        if (notice.report != announced.report) return false;
        if (notice.fact->kind != FactKind::Notice) return false;
        if (!has(*notice.event, ArgumentRole::SupersededBy)) return false;
        return std::any_of(notice.event->arguments.begin(), notice.event->arguments.end(),
                           [&](const Argument& argument) {
                             return argument.role == ArgumentRole::About &&
                                    argument.fact == announced.place.fact;
                           });
      });
}

}  // namespace

std::vector<CustodyStep> make_custody(const CaseFacts& facts, const StateRules& rules,
                                      std::uint32_t person, CivilDay day, const Tables& tables) {
  Trail trail(facts, person, tables);
  for (const Move& move : moves_of(facts, rules, person, day)) trail.add(move);
  for (const Statement& statement : facts.statements()) {
    if (statement.event->modality != Modality::Announced) continue;
    if (rules.value_of(facts, statement, "custody") != "move") continue;
    if (!std::binary_search(statement.people.begin(), statement.people.end(), person)) continue;
    if (is_superseded(facts, statement)) continue;
    trail.announce(statement);
  }
  return trail.take();
}

}  // namespace habeas
