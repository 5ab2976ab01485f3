// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/quantities.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "text/fold.h"

namespace habeas {
namespace {

constexpr std::pair<std::string_view, QuantityQualifier> kQualifiers[] = {
    {"about", QuantityQualifier::About},        {"more_than", QuantityQualifier::MoreThan},
    {"less_than", QuantityQualifier::LessThan}, {"at_least", QuantityQualifier::AtLeast},
    {"up_to", QuantityQualifier::UpTo},
};

struct Number {
  std::int64_t amount = 0;
  std::uint32_t end = 0;
};

class Finder {
 public:
  Finder(const Scan& scan, const QuantityRules& rules, FactDraft& draft)
      : scan_(scan), rules_(rules), draft_(draft) {}

  void find() {
    for (std::uint32_t passage = 0; passage < scan_.passages.size(); ++passage) {
      const ScannedPassage& here = scan_.passages[passage];
      if (here.kind == PassageKind::Metadata || here.kind == PassageKind::Footnote) continue;
      for (std::uint32_t at = 0; at < here.tokens.size();) {
        at = std::max(read(passage, at), at + 1);
      }
    }
  }

 private:
  static bool is_sign(const ScannedPassage& here, std::uint32_t at, std::string_view sign) {
    return at < here.tokens.size() && here.tokens[at].folded == sign;
  }

  /// 1,500; 1 500; 97'000; 3.5 is left alone; "twenty-eight", "five".
  std::optional<Number> number_at(const ScannedPassage& here, std::uint32_t at) const {
    const auto& tokens = here.tokens;
    if (tokens[at].kind == TokenKind::Word) {
      const auto found = rules_.numbers.find(tokens[at].folded);
      if (found == rules_.numbers.end()) return std::nullopt;
      return Number{found->second, at + 1};
    }
    if (tokens[at].kind != TokenKind::Number) return std::nullopt;
    std::string digits = tokens[at].folded;
    std::uint32_t end = at + 1;
    while (end + 1 < tokens.size() && tokens[at].folded.size() <= 3) {
      const bool sign =
          (is_sign(here, end, ",") || is_sign(here, end, ".") || is_sign(here, end, "'")) &&
          !tokens[end].space_before;
      const std::uint32_t group = sign ? end + 1 : end;
      const bool three = tokens[group].kind == TokenKind::Number &&
                         tokens[group].folded.size() == 3 && (!sign || !tokens[group].space_before);
      if (!three) break;
      digits += tokens[group].folded;
      end = group + 1;
    }
    const bool fraction = is_sign(here, end, ".") && end + 1 < tokens.size() &&
                          !tokens[end].space_before && !tokens[end + 1].space_before &&
                          tokens[end + 1].kind == TokenKind::Number;
    if (fraction || digits.size() > 15) return std::nullopt;
    Number number{0, end};
    std::from_chars(digits.data(), digits.data() + digits.size(), number.amount);
    return number;
  }

  std::uint32_t read(std::uint32_t passage, std::uint32_t at) {
    const ScannedPassage& here = scan_.passages[passage];
    const auto number = number_at(here, at);
    if (!number || is_inside_other(passage, at)) return at;
    std::uint32_t unit_at = number->end;
    if (is_sign(here, unit_at, "-")) ++unit_at;
    if (is_sign(here, unit_at, "(")) return at;
    const Phrase* const unit = find_unit(here, unit_at, number->end);
    if (unit == nullptr) return number->end;
    const UnitRow& row = rules_.rows[unit->row];
    std::uint32_t end = unit_end_;
    if (row.measure.empty()) return end;  // a row that only keeps others from reading it
    QuantityValue value;
    value.measure = row.measure;
    value.unit = row.unit;
    value.amount = number->amount;
    std::uint32_t begin = at;
    if (const Phrase* const word = rules_.qualifiers.longest_before(here, at)) {
      value.qualifier = static_cast<QuantityQualifier>(word->row);
      begin -= size_of(*word);
    }
    if (row.measure == "distance") add_ends({passage, at, end}, value);
    draft_.add(FactKind::Quantity, std::move(value), {passage, begin, end}, row.id, 900'000);
    return end;
  }

  /// The unit at `at`, or up to two words later ("28 young lawyers", "15 human rights defenders").
  const Phrase* find_unit(const ScannedPassage& here, std::uint32_t at, std::uint32_t number_end) {
    constexpr std::uint32_t kAdjectives = 2;
    for (std::uint32_t next = at; next <= at + kAdjectives && next < here.tokens.size(); ++next) {
      const Phrase* const unit = rules_.units.longest_at(here, next);
      if (unit != nullptr) {
        const bool counted = rules_.rows[unit->row].unit == "people";
        if (next != at && !counted) return nullptr;
        unit_end_ = next + size_of(*unit);
        return unit;
      }
      if (here.tokens[next].kind != TokenKind::Word || here.tokens[next].casing != Casing::Lower) {
        break;
      }
      if (next == number_end && is_sign(here, next, "of")) break;
      if (rules_.numbers.contains(here.tokens[next].folded)) break;
    }
    return nullptr;
  }

  bool is_inside_other(std::uint32_t passage, std::uint32_t at) const {
    const TokenPlace place{passage, at, at + 1};
    for (const FactKind kind : {FactKind::Reference, FactKind::Date, FactKind::Provision,
                                FactKind::Facility, FactKind::Court}) {
      if (!draft_.mentions_in(kind, place).empty()) return true;
    }
    return false;
  }

  /// "X, which is 1,500 km from Y": to the place before, from the place behind.
  void add_ends(TokenPlace place, QuantityValue& value) const {
    constexpr std::uint32_t kSentenceReach = 100;
    const TokenPlace sentence = surroundings_of(scan_, place, kSentenceReach);
    const auto behind =
        draft_.mentions_in(FactKind::Place, {place.passage, place.end, sentence.end});
    const auto before =
        draft_.mentions_in(FactKind::Place, {place.passage, sentence.begin, place.begin});
    constexpr std::uint32_t kReach = 6;
    if (behind.empty() || behind.front().place.begin > place.end + kReach) return;
    value.arguments.push_back({ArgumentRole::From, behind.front().fact});
    for (std::size_t at = before.size(); at-- > 0;) {
      const auto& one = std::get<PlaceValue>(draft_.facts[before[at].fact].value);
      if (before[at].fact == behind.front().fact || one.type != "city") continue;
      value.arguments.push_back({ArgumentRole::To, before[at].fact});
      return;
    }
  }

  const Scan& scan_;
  const QuantityRules& rules_;
  FactDraft& draft_;
  std::uint32_t unit_end_ = 0;  // set by find_unit()
};

}  // namespace

Result<QuantityRules> make_quantity_rules(const Tables& tables) {
  QuantityRules rules;
  for (const Table* table : tables.tables_under("quantities")) {
    TRY(const auto id, table->require_column("id"));
    TRY(const auto measure, table->require_column("measure"));
    TRY(const auto unit, table->require_column("unit"));
    TRY(const auto words, table->require_column("words"));
    for (std::size_t row = 0; row < table->row_count(); ++row) {
      const std::string_view what = table->cell(row, measure);
      if (what == "qualifier") {
        const auto* const known =
            std::find_if(std::begin(kQualifiers), std::end(kQualifiers),
                         [&](const auto& one) { return one.first == table->cell(row, unit); });
        if (known == std::end(kQualifiers)) {
          return fail(ErrorCode::BadInput, table->where(row) + ": no such qualifier");
        }
        rules.qualifiers.add(table->cell(row, words), static_cast<std::uint32_t>(known->second));
        continue;
      }
      if (what == "number") {
        std::int64_t amount = 0;
        const std::string_view digits = table->cell(row, unit);
        std::from_chars(digits.data(), digits.data() + digits.size(), amount);
        for (const Token& token : split_tokens(table->cell(row, words))) {
          if (token.kind == TokenKind::Word) rules.numbers.emplace(token.folded, amount);
        }
        continue;
      }
      rules.units.add(table->cell(row, words), static_cast<std::uint32_t>(rules.rows.size()));
      rules.rows.push_back({"quantity." + std::string(table->cell(row, id)),
                            what == "none" ? "" : std::string(what),
                            std::string(table->cell(row, unit))});
    }
  }
  return rules;
}

void find_quantities(const Scan& scan, const QuantityRules& rules, FactDraft& draft) {
  Finder(scan, rules, draft).find();
}

}  // namespace habeas
