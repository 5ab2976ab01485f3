// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/report_view.h"

#include <algorithm>
#include <string_view>

#include "model/reference_number.h"
#include "text/romanise.h"

namespace habeas {
namespace {

std::set<std::string, std::less<>> column_of(const Tables& tables, std::string_view table_name,
                                             std::string_view column_name) {
  std::set<std::string, std::less<>> words;
  const Table* table = tables.find_table(table_name);
  if (table == nullptr) return words;
  const auto column = table->find_column(column_name);
  if (!column) return words;
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    words.emplace(table->cell(row, *column));
  }
  return words;
}

template <class Value>
void sort_unique(std::vector<Value>& values, std::size_t most) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.size() > most) values.resize(most);
}

void add_person(ReportView& view, const PersonValue& person, std::uint32_t fact,
                const LinkWords& words, NameBook& names) {
  if (person.affected) ++view.affected_count;
  LinkPerson entry;
  entry.fact = fact;
  entry.name = names.add(person);
  entry.affected = person.affected;
  entry.joins = person.affected || !words.never_link.contains(person.role);
  entry.role = person.role;
  entry.organisation = fold_name(person.organisation);
  entry.home_place = fold_name(person.home_place);
  view.people.push_back(std::move(entry));
}

void add_reference(ReportView& view, const ReferenceValue& reference, const LinkWords& words) {
  if (reference.key.empty()) return;
  LinkReference entry{reference.key, base_number(reference), reference.update};
  const bool is_own = reference.role != ReferenceRole::Other &&
                      !words.weak_references.contains(reference.scheme);
  (is_own ? view.references : view.hints).push_back(std::move(entry));
}

void add_event(ReportView& view, const Fact& fact, const EventValue& event) {
  if (fact.kind != FactKind::Act) return;
  if (event.date && precision_of(*event.date) == DatePrecision::Day && !is_range(*event.date)) {
    if (const auto days = days_of(*event.date)) view.acts.push_back({event.type, days->first});
  }
  const std::vector<Fact>& facts = view.report->facts;
  for (const Argument& argument : event.arguments) {
    if (argument.role != ArgumentRole::Target || argument.fact >= facts.size()) continue;
    const Fact& target = facts[argument.fact];
    const auto* named = std::get_if<NamedValue>(&target.value);
    if (target.kind != FactKind::Organisation || named == nullptr) continue;
    view.targets.push_back({fold_name(named->name), named->name});
  }
}

void add_place(ReportView& view, const Fact& fact, const PlaceValue& place) {
  if (fact.kind == FactKind::Place && place.type == "city") {
    view.cities.push_back({fold_name(place.name), place.name});
  } else if (!place.city.empty()) {
    view.cities.push_back({fold_name(place.city), place.city});
  }
}

/// An affected person stands first whatever else the page names.
void cut_people(ReportView& view) {
  std::stable_sort(view.people.begin(), view.people.end(),
                   [](const LinkPerson& a, const LinkPerson& b) {
                     return a.affected != b.affected ? a.affected : a.joins && !b.joins;
                   });
  if (view.people.size() > kLinkPeopleMax) view.people.resize(kLinkPeopleMax);
}

/// "benjamin-ramos-letter" of an address is a title too, and often the fuller one.
std::string_view path_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::size_t path = address.find('/', scheme + 3);
  return path == std::string_view::npos ? std::string_view() : address.substr(path);
}

void read_title(ReportView& view, const Spelling& spelling) {
  const std::string title = view.report->title.substr(0, kNameBytesMax) + " " +
                            std::string(path_of(view.report->address).substr(0, kNameBytesMax));
  const std::string folded = fold_name(title);
  std::string_view rest = folded;
  while (!rest.empty() && view.title_sounds.size() < kTitleWordsMax) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (end > 1) view.title_sounds.insert(spelling.sound_of(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

}  // namespace

LinkWords link_words(const Tables& tables) {
  return {column_of(tables, "never_link", "role"), column_of(tables, "weak_references", "scheme")};
}

ReportView view_report(const ReportSummary& report, const LinkWords& words, NameBook& names) {
  ReportView view;
  view.report = &report;
  if (report.published) {
    if (const auto days = days_of(*report.published)) view.published = days->first;
  }
  for (std::uint32_t i = 0; i < report.facts.size(); ++i) {
    const Fact& fact = report.facts[i];
    if (fact.evidence.empty() || !fact.visible) continue;
    if (const auto* person = std::get_if<PersonValue>(&fact.value)) {
      add_person(view, *person, i, words, names);
    } else if (const auto* reference = std::get_if<ReferenceValue>(&fact.value)) {
      add_reference(view, *reference, words);
    } else if (const auto* event = std::get_if<EventValue>(&fact.value)) {
      add_event(view, fact, *event);
    } else if (const auto* place = std::get_if<PlaceValue>(&fact.value)) {
      add_place(view, fact, *place);
    }
  }
  cut_people(view);
  sort_unique(view.references, kLinkListMax);
  if (view.references.size() > kOwnReferencesMax) {
    view.hints.insert(view.hints.end(), view.references.begin(), view.references.end());
    view.references.clear();
  }
  sort_unique(view.hints, kLinkListMax);
  sort_unique(view.cities, kLinkListMax);
  sort_unique(view.targets, kLinkListMax);
  sort_unique(view.acts, kLinkListMax);
  read_title(view, names.spelling());
  return view;
}

}  // namespace habeas
