// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/event_rules.h"

#include <array>
#include <charconv>
#include <utility>

#include "extract/name_forms.h"

namespace habeas {
namespace {

template <class Value>
struct Named {
  std::string_view name;
  Value value;
};

constexpr std::array<Named<Voice>, 12> kVoices{{{"passive", Voice::Passive},
                                                {"active", Voice::Active},
                                                {"either", Voice::Either},
                                                {"nominal", Voice::Nominal},
                                                {"possessed", Voice::Possessed},
                                                {"imperative", Voice::Imperative},
                                                {"none", Voice::None},
                                                {"issuer", Voice::Issuer},
                                                {"recipient", Voice::Recipient},
                                                {"respondent", Voice::Respondent},
                                                {"conclusion", Voice::Conclusion},
                                                {"attribution", Voice::Attribution}}};

constexpr std::array<Named<FactKind>, 6> kKinds{{{"act", FactKind::Act},
                                                 {"status", FactKind::Status},
                                                 {"notice", FactKind::Notice},
                                                 {"intervention", FactKind::Intervention},
                                                 {"conclusion", FactKind::Conclusion},
                                                 {"attribution", FactKind::Attribution}}};

constexpr std::array<Named<Modality>, 6> kModalities{{{"done", Modality::Done},
                                                      {"announced", Modality::Announced},
                                                      {"attempted", Modality::Attempted},
                                                      {"alleged", Modality::Alleged},
                                                      {"denied", Modality::Denied},
                                                      {"negated", Modality::Negated}}};

template <class Names>
auto parse_named(const Names& names, std::string_view word, const std::string& where)
    -> Result<decltype(names.front().value)> {
  for (const auto& named : names) {
    if (named.name == word) return named.value;
  }
  return fail(ErrorCode::BadInput, where + ": '" + std::string(word) + "' is not known here");
}

Result<std::vector<Particular>> parse_particulars(std::string_view cell, const std::string& where) {
  std::vector<Particular> particulars;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(';'), cell.size());
    const std::string_view one = cell.substr(0, end);
    const std::size_t equals = one.find('=');
    if (equals == std::string_view::npos) {
      return fail(ErrorCode::BadInput, where + ": particulars are name=value;name=value");
    }
    const std::string_view value = one.substr(equals + 1);
    particulars.push_back({std::string(one.substr(0, equals)), std::string(value)});
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return particulars;
}

/// The cells of one table by the names of its columns.
class Columns {
 public:
  static Result<Columns> make(const Table& table, std::initializer_list<const char*> names) {
    Columns columns;
    columns.table_ = &table;
    for (const char* name : names) {
      TRY(const std::size_t at, table.require_column(name));
      columns.at_.push_back(at);
    }
    return columns;
  }

  std::string_view cell(std::size_t row, std::size_t column) const {
    return table_->cell(row, at_[column]);
  }

 private:
  const Table* table_ = nullptr;
  std::vector<std::size_t> at_;
};

Result<void> load_acts(const Table& table, const WordSets& sets, EventLanguage& language) {
  TRY(const Columns columns,
      Columns::make(table, {"id", "pattern", "kind", "type", "voice", "affects", "modality",
                            "context", "particulars"}));
  std::vector<PatternRow> patterns;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string where = table.where(row);
    ActRow act;
    act.id = std::string(columns.cell(row, 0));
    TRY(act.kind, parse_named(kKinds, columns.cell(row, 2), where));
    act.type = std::string(columns.cell(row, 3));
    TRY(act.voice, parse_named(kVoices, columns.cell(row, 4), where));
    act.affects = columns.cell(row, 5) == "yes";
    if (!columns.cell(row, 6).empty()) {
      TRY(act.modality, parse_named(kModalities, columns.cell(row, 6), where));
    }
    act.context = std::string(columns.cell(row, 7));
    TRY(act.particulars, parse_particulars(columns.cell(row, 8), where));
    language.act_rows.push_back(std::move(act));
    patterns.push_back({std::string(columns.cell(row, 1)), where});
  }
  TRY(language.acts, PatternSet::make(patterns, sets));
  return {};
}

Result<void> load_modality(const Table& table, const WordSets& sets, EventLanguage& language) {
  TRY(const Columns columns, Columns::make(table, {"pattern", "modality", "reach"}));
  std::vector<PatternRow> patterns;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string where = table.where(row);
    ModalityRow one;
    TRY(one.modality, parse_named(kModalities, columns.cell(row, 1), where));
    const std::string_view reach = columns.cell(row, 2);
    const auto read = std::from_chars(reach.data(), reach.data() + reach.size(), one.reach);
    if (read.ec != std::errc{} || read.ptr != reach.data() + reach.size()) {
      return fail(ErrorCode::BadInput, where + ": reach is a number of words");
    }
    language.modality_rows.push_back(one);
    patterns.push_back({std::string(columns.cell(row, 0)), where});
  }
  TRY(language.modality, PatternSet::make(patterns, sets));
  return {};
}

Result<void> load_penalties(const Table& table, const WordSets& sets, EventLanguage& language) {
  TRY(const Columns columns, Columns::make(table, {"pattern", "name", "value"}));
  std::vector<PatternRow> patterns;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    language.penalty_rows.push_back(
        {{std::string(columns.cell(row, 1)), std::string(columns.cell(row, 2))}});
    patterns.push_back({std::string(columns.cell(row, 0)), table.where(row)});
  }
  TRY(language.penalties, PatternSet::make(patterns, sets));
  return {};
}

constexpr std::string_view kTopics[] = {"acts", "act_words", "modality", "penalties"};

Result<EventLanguage> load_language(std::span<const Table* const> tables) {
  EventLanguage language;
  TRY(const WordSets sets, make_word_sets(*tables[1]));
  for (const auto& [name, set] : sets) language.sets[name].insert(set.begin(), set.end());
  TRY(load_acts(*tables[0], sets, language));
  TRY(load_modality(*tables[2], sets, language));
  TRY(load_penalties(*tables[3], sets, language));
  return language;
}

}  // namespace

bool EventLanguage::has(std::string_view set, const Token& token) const {
  const auto found = sets.find(set);
  if (found == sets.end()) return false;
  return found->second.contains(token.folded);
}

Result<EventRules> make_event_rules(const Tables& tables) {
  EventRules rules;
  TRY(rules.function_words_, FunctionWords::make(tables));
  TRY(rules.languages_, LanguageRules<EventLanguage>::make(tables, kTopics, load_language));
  return rules;
}

}  // namespace habeas
