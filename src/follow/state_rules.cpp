// SPDX-License-Identifier: AGPL-3.0-or-later
#include "follow/state_rules.h"

#include <algorithm>
#include <optional>

namespace habeas {
namespace {

std::vector<std::pair<std::string, std::string>> conditions_of(std::string_view cell) {
  std::vector<std::pair<std::string, std::string>> conditions;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(';'), cell.size());
    const std::string_view one = cell.substr(0, end);
    const std::size_t equals = one.find('=');
    if (equals != std::string_view::npos) {
      conditions.emplace_back(one.substr(0, equals), one.substr(equals + 1));
    }
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return conditions;
}

/// The type of the ruling that the statement sets aside.
std::string_view overturned_type(const CaseFacts& facts, const Statement& statement) {
  const Fact* ruling = facts.find_argument(statement, ArgumentRole::Overturned);
  if (ruling == nullptr) return {};
  const auto* event = std::get_if<EventValue>(&ruling->value);
  return event == nullptr ? std::string_view() : std::string_view(event->type);
}

bool has_particular(const EventValue& event, const std::string& name, const std::string& value) {
  return std::any_of(event.particulars.begin(), event.particulars.end(),
                     [&](const Particular& one) { return one.name == name && one.value == value; });
}

}  // namespace

StateRules::StateRules(const Tables& tables) {
  const Table* table = tables.find_table("states");
  if (table == nullptr) return;
  const auto column = [&](std::string_view name, std::size_t row) -> std::string {
    const auto position = table->find_column(name);
    return position ? std::string(table->cell(row, *position)) : std::string();
  };
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    const FactKind kind = column("kind", row) == "status" ? FactKind::Status : FactKind::Act;
    rows_[{kind, column("type", row)}].push_back(
        {column("axis", row), column("value", row), conditions_of(column("where", row))});
  }
  for (auto& [key, rows] : rows_) {
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      return a.conditions.size() > b.conditions.size();
    });
  }
}

std::string_view StateRules::value_of(const CaseFacts& facts, const Statement& statement,
                                      std::string_view axis) const {
  const auto found = rows_.find({statement.fact->kind, statement.event->type});
  if (found == rows_.end()) return {};
  for (const Row& row : found->second) {
    if (row.axis != axis) continue;
    const bool fits = std::all_of(
        row.conditions.begin(), row.conditions.end(), [&](const auto& condition) {
          if (condition.first == "overturns") {
            return overturned_type(facts, statement) == condition.second;
          }
          return has_particular(*statement.event, condition.first, condition.second);
        });
    if (fits) return row.value;
  }
  return {};
}

}  // namespace habeas
