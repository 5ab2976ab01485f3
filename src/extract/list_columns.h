// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "extract/date_words.h"
#include "extract/scan.h"
#include "know/tables.h"
#include "model/list_row.h"

namespace habeas {

/// tables/list_states and the gazetteer. Borrows the Tables it was made of.
struct ListRules {
  struct State {
    FactKind kind = FactKind::Status;
    std::string type;
  };
  std::unordered_map<std::string, State> states;  ///< by folded words
  const Gazetteer* gazetteer = nullptr;
};
/// Errors: BadInput, a row of no known kind. `tables` must outlive the rules.
Result<ListRules> make_list_rules(const Tables& tables);

/// What a cell of the status column states; nullptr if it is no row.
const ListRules::State* find_state(const ListRules& rules, std::string_view words);

/// The cells of a Document that is a row of a case list.
struct RowCells {
  struct Cell {
    ListColumn column = ListColumn::Other;
    std::uint32_t passage = 0;
    TextSpan words;  ///< without the header
    bool visible = true;
  };
  std::vector<Cell> cells;
};
/// Nothing unless the Document is such a row: its `columns` line tells of passages that are there.
std::optional<RowCells> find_row_cells(const Document& document);

/// The Document as the other finders shall see it: the name, notes and columns of no known meaning.
/// What a known column holds is no prose and would be misread: a lawyer is not the one held.
Document without_known_columns(const Document& document, const RowCells& cells);

/// Adds what the known columns state, each with the words of its cell and the rule
/// `import.column.<name>`: the person, other names, country, status, days, lawyers. A person whom
/// the prose names too is one fact.
void find_columns(const Document& document, const RowCells& cells, const ListRules& rules,
                  const ScanRules& scan_rules, const DateRules& date_rules,
                  std::vector<Fact>& facts);

}  // namespace habeas
