// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/date_words.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "text/fold.h"

namespace habeas {
namespace {

constexpr std::pair<std::string_view, DateWordKind> kKinds[] = {
    {"month", DateWordKind::Month},
    {"weekday", DateWordKind::Weekday},
    {"month_stem", DateWordKind::MonthStem},
    {"between", DateWordKind::Between},
    {"and", DateWordKind::And},
    {"to", DateWordKind::To},
    {"early", DateWordKind::Early},
    {"mid", DateWordKind::Mid},
    {"late", DateWordKind::Late},
    {"about", DateWordKind::About},
    {"before", DateWordKind::Before},
    {"after", DateWordKind::After},
    {"since", DateWordKind::Since},
    {"until", DateWordKind::Until},
    {"in", DateWordKind::In},
    {"year", DateWordKind::Year},
    {"day", DateWordKind::Day},
    {"same_day", DateWordKind::SameDay},
    {"last", DateWordKind::Last},
    {"this", DateWordKind::This},
    {"next", DateWordKind::Next},
    {"unit_week", DateWordKind::UnitWeek},
    {"unit_month", DateWordKind::UnitMonth},
    {"unit_year", DateWordKind::UnitYear},
    {"letter", DateWordKind::Letter},
    {"as_of", DateWordKind::AsOf},
    {"deadline", DateWordKind::Deadline},
    {"birth", DateWordKind::Birth},
    {"law", DateWordKind::Law},
    {"history", DateWordKind::History},
    {"published", DateWordKind::Published},
};

std::vector<std::string> split(std::string_view text, char sign) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(sign, begin), text.size());
    if (end > begin) parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

Result<std::int32_t> read_number(std::string_view cell, const std::string& where) {
  std::int32_t number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size()) {
    return fail(ErrorCode::BadInput, where + ": value is no number: '" + std::string(cell) + "'");
  }
  return number;
}

Result<void> add_day_words(const Table& table, DateRules& rules) {
  TRY(const auto kind, table.require_column("kind"));
  TRY(const auto language, table.require_column("language"));
  TRY(const auto value, table.require_column("value"));
  TRY(const auto words, table.require_column("words"));
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.cell(row, kind) != "month") continue;
    TRY(const auto number, read_number(table.cell(row, value), table.where(row)));
    for (const std::string& word : split(table.cell(row, words), ';')) {
      rules.months[fold(word)].push_back(
          {static_cast<std::int8_t>(number), std::string(table.cell(row, language))});
    }
  }
  return {};
}

Result<void> add_row(const Table& table, std::size_t row, std::string_view language,
                     DateRules& rules) {
  TRY(const auto id, table.require_column("id"));
  TRY(const auto kind, table.require_column("kind"));
  TRY(const auto value, table.require_column("value"));
  TRY(const auto words, table.require_column("words"));
  const auto* const known =
      std::find_if(std::begin(kKinds), std::end(kKinds),
                   [&](const auto& one) { return one.first == table.cell(row, kind); });
  if (known == std::end(kKinds)) {
    return fail(ErrorCode::BadInput,
                table.where(row) + ": no such kind: '" + std::string(table.cell(row, kind)) + "'");
  }
  TRY(const auto number, read_number(table.cell(row, value), table.where(row)));
  for (const std::string& phrase : split(table.cell(row, words), ';')) {
    const std::string folded = fold(phrase);
    const MonthWord month{static_cast<std::int8_t>(number), std::string(language)};
    if (known->second == DateWordKind::Month) {
      rules.months[folded].push_back(month);
    } else if (known->second == DateWordKind::MonthStem) {
      rules.month_stems.emplace_back(folded, month);
    } else if (known->second == DateWordKind::Weekday) {
      rules.weekdays.emplace(folded, number);
    } else {
      DateWord word{known->second, number, "date." + std::string(table.cell(row, id)),
                    split(folded, ' ')};
      rules.endings[word.words.back()].push_back(word);
      rules.phrases[word.words.front()].push_back(std::move(word));
    }
  }
  return {};
}

}  // namespace

Result<DateRules> make_date_rules(const Tables& tables) {
  DateRules rules;
  TRY(const Table* const day_words, tables.require_table("day_words"));
  TRY(add_day_words(*day_words, rules));
  for (const Table* table : tables.tables_under("date_words")) {
    const std::string_view language = table->name().substr(table->name().find('/') + 1);
    for (std::size_t row = 0; row < table->row_count(); ++row) {
      TRY(add_row(*table, row, language, rules));
    }
  }
  for (const auto& [word, months] : rules.months) rules.openers.add(word);
  for (const auto& [word, day] : rules.weekdays) rules.openers.add(word);
  for (const auto& [word, words] : rules.phrases) rules.openers.add(word);
  for (const auto& [word, words] : rules.endings) rules.ends.add(word);
  const auto longest_first = [](std::vector<DateWord>& words) {
    std::stable_sort(words.begin(), words.end(), [](const DateWord& a, const DateWord& b) {
      return a.words.size() > b.words.size();
    });
  };
  for (auto& [word, words] : rules.phrases) longest_first(words);
  for (auto& [word, words] : rules.endings) longest_first(words);
  return rules;
}

std::optional<std::int8_t> DateRules::find_month(const Token& token, std::string_view language,
                                                 bool any_language) const {
  if (token.kind != TokenKind::Word) return std::nullopt;
  if (const auto found = months.find(token.folded); found != months.end()) {
    for (const MonthWord& word : found->second) {
      if (any_language || word.language == language) return word.month;
    }
  }
  if (token.script != Script::Cyrillic) return std::nullopt;
  for (const auto& [stem, word] : month_stems) {
    if (token.folded.starts_with(stem) && (any_language || word.language == language)) {
      return word.month;
    }
  }
  return std::nullopt;
}

namespace {

bool stands_at(const ScannedPassage& passage, std::uint32_t at, const DateWord& word) {
  if (at + word.words.size() > passage.tokens.size()) return false;
  for (std::size_t i = 0; i < word.words.size(); ++i) {
    if (passage.tokens[at + i].folded != word.words[i]) return false;
  }
  return true;
}

}  // namespace

const DateWord* DateRules::phrase_at(const ScannedPassage& passage, std::uint32_t at,
                                     DateWordKind kind) const {
  if (at >= passage.tokens.size() || !openers.may_have(passage.hashes[at])) return nullptr;
  const auto found = phrases.find(passage.tokens[at].folded);
  if (found == phrases.end()) return nullptr;
  for (const DateWord& word : found->second) {
    if (word.kind == kind && stands_at(passage, at, word)) return &word;
  }
  return nullptr;
}

const DateWord* DateRules::phrase_before(const ScannedPassage& passage, std::uint32_t end,
                                         DateWordKind kind) const {
  if (end == 0 || !ends.may_have(passage.hashes[end - 1])) return nullptr;
  const auto found = endings.find(passage.tokens[end - 1].folded);
  if (found == endings.end()) return nullptr;
  for (const DateWord& word : found->second) {
    const auto length = static_cast<std::uint32_t>(word.words.size());
    if (word.kind == kind && length <= end && stands_at(passage, end - length, word)) return &word;
  }
  return nullptr;
}

}  // namespace habeas
