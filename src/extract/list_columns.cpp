// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/list_columns.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "extract/dates.h"
#include "model/words.h"
#include "text/fold.h"
#include "text/romanise.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::int32_t kStated = 950'000;
constexpr std::size_t kNamesMax = 50;  // of one cell

struct DayColumn {
  ListColumn column;
  std::string_view type;
  Modality modality;
};
constexpr std::array<DayColumn, 5> kDayColumns{{
    {ListColumn::Arrested, "arrest", Modality::Done},
    {ListColumn::Released, "release", Modality::Done},
    {ListColumn::Hearing, "hearing", Modality::Done},
    {ListColumn::Sentenced, "sentence", Modality::Done},
    {ListColumn::NextDate, "next_date", Modality::Announced},
}};

bool holds_day(ListColumn column) {
  return column == ListColumn::Date ||
         std::any_of(kDayColumns.begin(), kDayColumns.end(),
                     [&](const DayColumn& one) { return one.column == column; });
}

bool is_prose(ListColumn column) {
  return column == ListColumn::Name || column == ListColumn::Notes || column == ListColumn::Other;
}

/// `document` with the passages of which `keep` is true.
template <class Keep>
Document with_passages(const Document& document, Keep keep) {
  Document copy = document;
  copy.passages.clear();
  for (std::uint32_t i = 0; i < document.passages.size(); ++i) {
    if (keep(i)) copy.passages.push_back(document.passages[i]);
  }
  return copy;
}

/// The stretches of `span` between any of `marks`, without white space and brackets around them.
std::vector<TextSpan> split(std::string_view text, TextSpan span, std::string_view marks) {
  std::vector<TextSpan> parts;
  for (std::size_t begin = span.begin; begin < span.end && parts.size() < kNamesMax;) {
    const std::size_t end = std::min<std::size_t>(text.find_first_of(marks, begin), span.end);
    const std::string_view words = trim(text.substr(begin, end - begin));
    const auto at = static_cast<std::size_t>(words.data() - text.data());
    if (!words.empty() && words.size() <= kQuoteBytesMax) {
      parts.push_back(make_span(at, at + words.size()));
    }
    begin = end + 1;
  }
  return parts;
}

class ColumnFinder {
 public:
  ColumnFinder(const Document& document, const RowCells& cells, const ListRules& rules,
               std::vector<Fact>& facts)
      : document_(document), cells_(cells), rules_(rules), facts_(facts) {}

  void read(const std::vector<Fact>& days) {
    read_people();
    for (const RowCells::Cell& cell : cells_.cells) {
      if (cell.column == ListColumn::Country) read_country(cell);
      if (cell.column == ListColumn::Lawyer) read_lawyers(cell);
      if (holds_day(cell.column)) read_day(cell, days);
    }
    // A state that a day column told already is further evidence of that.
    for (const RowCells::Cell& cell : cells_.cells) {
      if (cell.column == ListColumn::Status) read_status(cell);
    }
  }

 private:
  Evidence cite_cell(const RowCells::Cell& cell, TextSpan span) const {
    return cite(document_.text, span, fmt::format("import.column.{}", word_of(cell.column)));
  }

  std::uint32_t add(FactKind kind, FactValue value, const RowCells::Cell& cell, TextSpan span) {
    Fact fact;
    fact.kind = kind;
    fact.value = std::move(value);
    fact.evidence.push_back(cite_cell(cell, span));
    fact.confidence = kStated;
    fact.visible = cell.visible;
    facts_.push_back(std::move(fact));
    return static_cast<std::uint32_t>(facts_.size() - 1);
  }

  /// The Person fact of that name: one that the prose named, else a new one.
  std::uint32_t take_person(const RowCells::Cell& cell, TextSpan span) {
    const std::string name = squash(slice(document_.text, span));
    const std::string key = fold_name(name);
    for (std::uint32_t i = 0; i < facts_.size(); ++i) {
      auto* const person = std::get_if<PersonValue>(&facts_[i].value);
      if (facts_[i].kind != FactKind::Person || person == nullptr) continue;
      const bool named_here =
          std::any_of(facts_[i].evidence.begin(), facts_[i].evidence.end(),
                      [&](const Evidence& one) { return overlaps(one.span, span); });
      if (!named_here && fold_name(person->name) != key) continue;
      if (person->name != name) {
        add_name(*person, person->name);
        std::erase(person->other_names, name);
        set_name(*person, name);
      }
      facts_[i].evidence.insert(facts_[i].evidence.begin(), cite_cell(cell, span));
      facts_[i].visible = cell.visible;
      facts_[i].confidence = std::max(facts_[i].confidence, kStated);
      return i;
    }
    PersonValue person;
    set_name(person, name);
    return add(FactKind::Person, std::move(person), cell, span);
  }

  static void set_name(PersonValue& person, const std::string& name) {
    person.name = name;
    const std::size_t gap = name.rfind(' ');
    person.given = gap == std::string::npos ? "" : name.substr(0, gap);
    person.family = gap == std::string::npos ? name : name.substr(gap + 1);
  }

  static void add_name(PersonValue& person, const std::string& name) {
    auto& others = person.other_names;
    if (name == person.name || std::count(others.begin(), others.end(), name) > 0) return;
    others.push_back(name);
  }

  void read_people() {
    for (const RowCells::Cell& cell : cells_.cells) {
      if (cell.column != ListColumn::Name) continue;
      for (const TextSpan span : split(document_.text, cell.words, ";\n")) {
        const std::uint32_t person = take_person(cell, span);
        std::get<PersonValue>(facts_[person].value).affected = true;
        if (std::count(people_.begin(), people_.end(), person) == 0) people_.push_back(person);
      }
    }
    // Other names of a row of several people could be anybody's.
    if (people_.size() != 1) return;
    for (const RowCells::Cell& cell : cells_.cells) {
      if (cell.column != ListColumn::OtherNames) continue;
      for (const TextSpan span : split(document_.text, cell.words, ";,\n/|")) {
        Fact& fact = facts_[people_.front()];
        add_name(std::get<PersonValue>(fact.value), squash(slice(document_.text, span)));
        fact.evidence.push_back(cite_cell(cell, span));
      }
    }
  }

  void read_country(const RowCells::Cell& cell) {
    const std::string_view words = slice(document_.text, cell.words);
    const Country* const country = rules_.gazetteer->find_country(squash(words));
    if (country == nullptr || words.size() > kQuoteBytesMax) return;
    PlaceValue place;
    place.name = country->name;
    place.type = "country";
    place.country = country->alpha3;
    add(FactKind::Place, std::move(place), cell, cell.words);
  }

  void read_lawyers(const RowCells::Cell& cell) {
    for (const TextSpan span : split(document_.text, cell.words, ";,\n/")) {
      if (fold_name(slice(document_.text, span)).empty()) continue;
      const std::uint32_t lawyer = take_person(cell, span);
      auto& person = std::get<PersonValue>(facts_[lawyer].value);
      if (person.role.empty()) person.role = "lawyer";
    }
  }

  EventValue make_event(std::string_view type, Modality modality) const {
    EventValue event;
    event.type = type;
    event.modality = modality;
    for (const std::uint32_t person : people_) {
      event.arguments.push_back({ArgumentRole::Target, person});
    }
    return event;
  }

  void read_day(const RowCells::Cell& cell, const std::vector<Fact>& days) {
    for (const Fact& day : days) {
      if (day.evidence.empty() || !contains(cell.words, day.evidence.front().span)) continue;
      DateValue value = std::get<DateValue>(day.value);
      value.role = cell.column == ListColumn::NextDate ? "deadline" : "event";
      const PartialDate date = value.date;
      const TextSpan span = day.evidence.front().span;
      const std::uint32_t stated = add(FactKind::Date, std::move(value), cell, span);
      for (const DayColumn& column : kDayColumns) {
        if (column.column != cell.column || people_.empty()) continue;
        EventValue event = make_event(column.type, column.modality);
        event.date = date;
        event.arguments.push_back({ArgumentRole::Date, stated});
        add(FactKind::Act, std::move(event), cell, span);
      }
    }
  }

  void read_status(const RowCells::Cell& cell) {
    const ListRules::State* const state = find_state(rules_, slice(document_.text, cell.words));
    if (state == nullptr || people_.empty() || length(cell.words) > kQuoteBytesMax) return;
    for (Fact& fact : facts_) {
      const auto* const event = std::get_if<EventValue>(&fact.value);
      const bool told = event != nullptr && fact.kind == state->kind &&
                        event->type == state->type &&
                        fact.evidence.front().rule.substr(0, 14) == "import.column.";
      if (!told) continue;
      fact.evidence.push_back(cite_cell(cell, cell.words));
      return;
    }
    add(state->kind, make_event(state->type, Modality::Done), cell, cell.words);
  }

  const Document& document_;
  const RowCells& cells_;
  const ListRules& rules_;
  std::vector<Fact>& facts_;
  std::vector<std::uint32_t> people_;  ///< facts of those whom the row is about
};

}  // namespace

Result<ListRules> make_list_rules(const Tables& tables) {
  ListRules rules;
  rules.gazetteer = &tables.gazetteer();
  TRY(const Table* const table, tables.require_table("list_states"));
  TRY(const std::size_t kind, table->require_column("kind"));
  TRY(const std::size_t type, table->require_column("type"));
  TRY(const std::size_t words, table->require_column("words"));
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    const auto known = find_word<FactKind>(table->cell(row, kind));
    if (known != FactKind::Act && known != FactKind::Status) {
      return fail(ErrorCode::BadInput,
                  fmt::format("{}: kind is neither act nor status", table->where(row)));
    }
    std::string_view rest = table->cell(row, words);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      rules.states[std::string(rest.substr(0, end))] = {*known,
                                                        std::string(table->cell(row, type))};
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return rules;
}

const ListRules::State* find_state(const ListRules& rules, std::string_view words) {
  if (words.size() > kQuoteBytesMax) return nullptr;
  const std::string folded = squash(fold(words));
  for (const std::string_view ends : {"", ",;(.:\n", ",;(.:\n-/"}) {
    const std::string_view part =
        ends.empty() ? folded : std::string_view(folded).substr(0, folded.find_first_of(ends));
    const auto found = rules.states.find(std::string(trim(part)));
    if (found != rules.states.end()) return &found->second;
  }
  return nullptr;
}

std::optional<RowCells> find_row_cells(const Document& document) {
  const std::string lead = std::string(kColumnsName) + ": ";
  if (document.id.part.find("row:") == std::string::npos || document.passages.empty()) {
    return std::nullopt;
  }
  const Passage& last = document.passages.back();
  const std::string_view line = slice(document.text, last.span);
  if (last.kind != PassageKind::Metadata || line.substr(0, lead.size()) != lead) {
    return std::nullopt;
  }
  const auto passages = parse_columns_line(line.substr(lead.size()));
  if (!passages || passages->size() > document.passages.size()) return std::nullopt;
  RowCells cells;
  for (std::uint32_t i = 0; i < passages->size(); ++i) {
    const Passage& passage = document.passages[i];
    const RowPassage& tells = (*passages)[i];
    const std::size_t begin = std::size_t{passage.span.begin} + tells.lead_bytes;
    if (begin >= passage.span.end || !is_boundary(document.text, begin)) return std::nullopt;
    cells.cells.push_back({tells.column, i, make_span(begin, passage.span.end), passage.visible});
  }
  return cells;
}

Document without_known_columns(const Document& document, const RowCells& cells) {
  return with_passages(document, [&](std::uint32_t position) {
    return position >= cells.cells.size() || is_prose(cells.cells[position].column);
  });
}

void find_columns(const Document& document, const RowCells& cells, const ListRules& rules,
                  const ScanRules& scan_rules, const DateRules& date_rules,
                  std::vector<Fact>& facts) {
  const Document days = with_passages(document, [&](std::uint32_t position) {
    return position < cells.cells.size() && holds_day(cells.cells[position].column);
  });
  const Scan scan = make_scan(days, scan_rules);
  FactDraft draft(scan);
  find_dates(scan, date_rules, draft);
  ColumnFinder(document, cells, rules, facts).read(draft.facts);
}

}  // namespace habeas
