// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/references.h"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "extract/reference_form.h"
#include "text/utf8.h"

namespace habeas {
namespace {

enum class Field : std::uint8_t { Text, Address, Both };

RE2::Options options() {
  RE2::Options chosen;
  chosen.set_log_errors(false);
  chosen.set_max_mem(16 << 20);
  return chosen;
}

/// A pattern that is compiled when a text first asks for it: compiling all of them takes longer
/// than extracting from a report, and most reports need none.
class Pattern {
 public:
  Pattern(std::string_view text, std::string where) : text_(text), where_(std::move(where)) {}

  /// Errors: BadInput.
  Result<void> check() const {
    if (!compiled().ok()) return fail(ErrorCode::BadInput, where_ + ": " + compiled().error());
    if (!compiled().NamedCapturingGroups().contains("all")) {
      return fail(ErrorCode::BadInput, where_ + ": the pattern has no group named 'all'");
    }
    return {};
  }

  const RE2& compiled() const {
    std::call_once(once_, [this] { compiled_ = std::make_unique<RE2>(text_, options()); });
    return *compiled_;
  }

  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::string where_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<RE2> compiled_;
};

struct Grammar {
  std::string id;
  std::string scheme;
  Field field = Field::Both;
  std::unique_ptr<Pattern> pattern;
  std::unique_ptr<Pattern> more;  // a further number of the same kind right behind; may be null
  std::vector<std::string> needs;
  ReferenceForm number;
  ReferenceForm key;
  std::int32_t confidence = 0;
};

struct Found {
  std::size_t grammar = 0;
  TextSpan span;
  ReferenceParts parts;
};

/// The names of the groups of `pattern`, read from its text.
std::vector<std::string> names_of(std::string_view pattern) {
  constexpr std::string_view kOpening = "(?P<";
  std::vector<std::string> names;
  for (std::size_t at = pattern.find(kOpening); at != std::string_view::npos;
       at = pattern.find(kOpening, at)) {
    at += kOpening.size();
    names.emplace_back(pattern.substr(at, pattern.find('>', at) - at));
  }
  return names;
}

std::vector<std::string> split_needs(std::string_view cell) {
  std::vector<std::string> needs;
  for (std::size_t begin = 0; begin < cell.size();) {
    const std::size_t end = std::min(cell.find(';', begin), cell.size());
    needs.emplace_back(cell.substr(begin, end - begin));
    begin = end + 1;
  }
  return needs;
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// A passage as the needs of rows are looked up in it: small letters, `#` for every digit, and
/// no white space, which most grammars let come and go.
std::string outline_of(std::string_view text) {
  std::string outline;
  outline.reserve(text.size());
  for (const char c : text) {
    if (c == ' ' || c == '\n') continue;
    outline += c >= '0' && c <= '9' ? '#' : small(c);
  }
  return outline;
}

bool can_match(const Grammar& grammar, std::string_view outline) {
  return grammar.needs.empty() ||
         std::any_of(grammar.needs.begin(), grammar.needs.end(), [&](const std::string& need) {
           return outline.find(need) != std::string_view::npos;
         });
}

std::optional<Field> parse_field(std::string_view word) {
  if (word == "text") return Field::Text;
  if (word == "address") return Field::Address;
  if (word == "both") return Field::Both;
  return std::nullopt;
}

struct Columns {
  std::size_t id, scheme, field, pattern, more, needs, number, key, confidence;
};

Result<Columns> read_columns(const Table& table) {
  Columns columns{};
  TRY(columns.id, table.require_column("id"));
  TRY(columns.scheme, table.require_column("scheme"));
  TRY(columns.field, table.require_column("field"));
  TRY(columns.pattern, table.require_column("pattern"));
  TRY(columns.more, table.require_column("more"));
  TRY(columns.needs, table.require_column("needs"));
  TRY(columns.number, table.require_column("number"));
  TRY(columns.key, table.require_column("key"));
  TRY(columns.confidence, table.require_column("confidence"));
  return columns;
}

Result<Grammar> read_row(const Table& table, const Columns& columns, std::size_t row) {
  const std::string where = table.where(row);
  Grammar grammar;
  grammar.id = "reference." + std::string(table.cell(row, columns.id));
  grammar.scheme = table.cell(row, columns.scheme);
  const auto field = parse_field(table.cell(row, columns.field));
  if (!field) return fail(ErrorCode::BadInput, where + ": field is none of text, address, both");
  grammar.field = *field;
  grammar.pattern = std::make_unique<Pattern>(table.cell(row, columns.pattern), where);
  if (!table.cell(row, columns.more).empty()) {
    grammar.more = std::make_unique<Pattern>(table.cell(row, columns.more), where);
  }
  if (table.is_overlay(row)) {  // tests hold the built-in rows
    TRY(grammar.pattern->check());
    if (grammar.more != nullptr) TRY(grammar.more->check());
  }
  grammar.needs = split_needs(table.cell(row, columns.needs));
  const std::vector<std::string> names = names_of(grammar.pattern->text());
  TRY(grammar.number, ReferenceForm::parse(table.cell(row, columns.number), names, where));
  TRY(grammar.key, ReferenceForm::parse(table.cell(row, columns.key), names, where));
  const std::string_view confidence = table.cell(row, columns.confidence);
  const auto [end, error] =
      std::from_chars(confidence.data(), confidence.data() + confidence.size(), grammar.confidence);
  if (error != std::errc() || grammar.confidence < 0 || grammar.confidence > 1'000'000) {
    return fail(ErrorCode::BadInput, where + ": confidence is no number of millionths");
  }
  return grammar;
}

}  // namespace

struct ReferenceRules::Grammars {
  std::vector<Grammar> rows;
  std::set<std::string, std::less<>> countries;
};

ReferenceRules::ReferenceRules() = default;
ReferenceRules::~ReferenceRules() = default;
ReferenceRules::ReferenceRules(ReferenceRules&&) noexcept = default;
ReferenceRules& ReferenceRules::operator=(ReferenceRules&&) noexcept = default;

Result<ReferenceRules> make_reference_rules(const Tables& tables) {
  ReferenceRules rules;
  rules.grammars = std::make_unique<ReferenceRules::Grammars>();
  auto& grammars = *rules.grammars;
  TRY(const Table* const table, tables.require_table("references"));
  TRY(const Columns columns, read_columns(*table));
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    TRY(Grammar grammar, read_row(*table, columns, row));
    grammars.rows.push_back(std::move(grammar));
  }
  TRY(const Table* const countries, tables.require_table("countries"));
  TRY(const auto id, countries->require_column("id"));
  for (std::size_t row = 0; row < countries->row_count(); ++row) {
    grammars.countries.emplace(countries->cell(row, id));
  }
  return rules;
}

namespace {

ReferenceParts read_parts(const RE2& pattern, const std::vector<re2::StringPiece>& groups) {
  ReferenceParts parts;
  for (const auto& [name, group] : pattern.NamedCapturingGroups()) {
    const re2::StringPiece& matched = groups[static_cast<std::size_t>(group)];
    parts[name] = std::string(matched.data() == nullptr ? "" : matched.data(), matched.size());
  }
  return parts;
}

/// Matches `pattern` at or after `begin`; -> the span of the group `all`.
std::optional<std::pair<TextSpan, ReferenceParts>> match_from(const RE2& pattern,
                                                              std::string_view text,
                                                              std::size_t begin,
                                                              RE2::Anchor anchor) {
  const re2::StringPiece piece(text.data(), text.size());
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) +
                                       1);
  if (!pattern.Match(piece, begin, text.size(), anchor, groups.data(),
                     static_cast<int>(groups.size()))) {
    return std::nullopt;
  }
  const auto& all = groups[static_cast<std::size_t>(pattern.NamedCapturingGroups().at("all"))];
  const auto at = static_cast<std::size_t>(all.data() - text.data());
  return std::pair{make_span(at, at + all.size()), read_parts(pattern, groups)};
}

/// A group named `alpha3` must be a country.
bool is_country_known(const ReferenceRules::Grammars& grammars, const ReferenceParts& parts) {
  const auto country = parts.find("alpha3");
  return country == parts.end() || grammars.countries.contains(country->second);
}

void find_of_row(const ReferenceRules::Grammars& grammars, std::size_t row, std::string_view text,
                 std::vector<Found>& found) {
  const Grammar& grammar = grammars.rows[row];
  for (std::size_t begin = 0; begin < text.size();) {
    auto match = match_from(grammar.pattern->compiled(), text, begin, RE2::UNANCHORED);
    if (!match || match->first.end <= begin) return;
    begin = match->first.end;
    if (!is_country_known(grammars, match->second)) continue;
    const ReferenceParts first = match->second;
    found.push_back({row, match->first, std::move(match->second)});
    while (grammar.more != nullptr) {
      auto next = match_from(grammar.more->compiled(), text, begin, RE2::ANCHOR_START);
      if (!next || next->first.end <= begin) break;
      begin = next->first.end;
      // What the further number does not repeat ("application nos. 1/14 and 2/14") stays.
      ReferenceParts parts = first;
      for (auto& [name, value] : next->second) {
        if (!value.empty()) parts[name] = value;
      }
      found.push_back({row, next->first, std::move(parts)});
    }
  }
}

/// The stretch without white space around `span` is an address.
bool is_in_address(std::string_view text, TextSpan span) {
  constexpr std::string_view kSpace = " \n";
  const std::size_t before = text.find_last_of(kSpace, span.begin);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find_first_of(kSpace, span.end), text.size());
  const std::string_view chunk = text.substr(begin, end - begin);
  return chunk.find("://") != std::string_view::npos ||
         chunk.find("www.") != std::string_view::npos;
}

/// Words right before a number that make it another report's. Few and fixed.
bool is_cited(const Scan& scan, TokenPlace place) {
  constexpr std::uint32_t kReach = 8;
  static constexpr std::string_view kCues[] = {"see", "cf", "voir", "vease", "см", "ver"};
  const auto& tokens = scan.passages[place.passage].tokens;
  const TokenPlace sentence = sentence_of(scan, place.passage, place.begin);
  const std::uint32_t lowest = place.begin > kReach ? place.begin - kReach : 0;
  for (std::uint32_t at = place.begin; at > std::max(lowest, sentence.begin);) {
    const Token& token = tokens[--at];
    if (token.folded == ")" || token.folded == ";") return false;
    if (std::find(std::begin(kCues), std::end(kCues), token.folded) != std::end(kCues)) return true;
  }
  return false;
}

std::optional<std::int32_t> read_update(const ReferenceParts& parts) {
  const auto update = parts.find("update");
  if (update == parts.end()) return std::nullopt;
  std::int32_t number = 0;
  std::from_chars(update->second.data(), update->second.data() + update->second.size(), number);
  return number;
}

class Collector {
 public:
  Collector(const Scan& scan, const ReferenceRules::Grammars& grammars, FactDraft& draft)
      : scan_(scan), grammars_(grammars), draft_(draft) {}

  void read(std::uint32_t passage) {
    const std::string& text = scan_.passages[passage].reading.text;
    const std::string outline = outline_of(text);
    std::vector<Found> found;
    for (std::size_t row = 0; row < grammars_.rows.size(); ++row) {
      if (can_match(grammars_.rows[row], outline)) find_of_row(grammars_, row, text, found);
    }
    // An earlier row is the surer one where two read the same digits.
    std::map<std::uint32_t, const Found*> kept;  // by begin
    for (const Found& one : found) {
      const auto after = kept.lower_bound(one.span.begin);
      if (after != kept.end() && overlaps(after->second->span, one.span)) continue;
      if (after != kept.begin() && overlaps(std::prev(after)->second->span, one.span)) continue;
      kept.emplace(one.span.begin, &one);
    }
    for (const auto& [begin, one] : kept) add(passage, *one);
  }

 private:
  ReferenceRole role_of(std::uint32_t passage, const Found& one, TokenPlace place) const {
    const ScannedPassage& scanned = scan_.passages[passage];
    if (scanned.kind == PassageKind::Metadata) return ReferenceRole::InAddress;
    if (is_in_address(scanned.reading.text, one.span)) return ReferenceRole::InAddress;
    if (scanned.kind == PassageKind::Title) return ReferenceRole::Own;
    if (scanned.kind == PassageKind::Footnote || is_cited(scan_, place))
      return ReferenceRole::Other;
    return ReferenceRole::Own;
  }

  void add(std::uint32_t passage, const Found& one) {
    const Grammar& grammar = grammars_.rows[one.grammar];
    const TokenPlace place = tokens_at(scan_, passage, one.span);
    if (place.begin == place.end) return;
    ReferenceValue value;
    value.role = role_of(passage, one, place);
    if (grammar.field == Field::Address && value.role != ReferenceRole::InAddress) return;
    if (grammar.field == Field::Text && value.role == ReferenceRole::InAddress) return;
    value.scheme = grammar.scheme;
    value.number = grammar.number.apply(one.parts);
    value.key = grammar.scheme + ":" + grammar.key.apply(one.parts);
    value.update = read_update(one.parts);
    const auto known = facts_.find({value.role, value.number});
    if (known != facts_.end()) {
      draft_.add_evidence(known->second, place, grammar.id);
      return;
    }
    const auto entry = std::pair{value.role, value.number};
    facts_[entry] =
        draft_.add(FactKind::Reference, std::move(value), place, grammar.id, grammar.confidence);
  }

  const Scan& scan_;
  const ReferenceRules::Grammars& grammars_;
  FactDraft& draft_;
  std::map<std::pair<ReferenceRole, std::string>, std::uint32_t> facts_;
};

}  // namespace

void find_references(const Scan& scan, const ReferenceRules& rules, FactDraft& draft) {
  Collector collector(scan, *rules.grammars, draft);
  for (std::uint32_t passage = 0; passage < scan.passages.size(); ++passage) {
    collector.read(passage);
  }
}

}  // namespace habeas
