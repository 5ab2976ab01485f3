// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "follow/case_facts.h"
#include "know/tables.h"

namespace habeas {

/// tables/states, ready to be asked.
class StateRules {
 public:
  explicit StateRules(const Tables& tables);

  /// What the statement sets on `axis` ("liberty", "custody", ...), "" for nothing. Asks neither
  /// for modality nor for the day.
  std::string_view value_of(const CaseFacts& facts, const Statement& statement,
                            std::string_view axis) const;

 private:
  struct Row {
    std::string axis;
    std::string value;
    std::vector<std::pair<std::string, std::string>> conditions;
  };

  std::map<std::pair<FactKind, std::string>, std::vector<Row>> rows_;  // most conditions first
};

}  // namespace habeas
