// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/token_pattern.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>

#include "text/fold.h"

namespace habeas {

namespace {

// Symbols every set knows; those of words follow.
enum BuiltIn : std::uint32_t { kAny, kCapital, kBuiltInEnd };

struct ClassName {
  std::string_view name;
  SpanClass kind;
};
constexpr std::array<ClassName, 8> kClassNames{{{"<person>", SpanClass::Person},
                                                {"<place>", SpanClass::Place},
                                                {"<organisation>", SpanClass::Organisation},
                                                {"<court>", SpanClass::Court},
                                                {"<facility>", SpanClass::Facility},
                                                {"<date>", SpanClass::Date},
                                                {"<quantity>", SpanClass::Quantity},
                                                {"<provision>", SpanClass::Provision}}};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// The word inside `l'avocat` or `bokayev's`; nothing if there is no such mark.
std::string_view without_clitics(std::string_view folded) {
  const std::size_t mark = folded.find('\'');
  if (mark == std::string_view::npos) return {};
  if (folded.ends_with("'s")) return folded.substr(0, folded.size() - 2);
  if (mark <= 2 && mark + 2 < folded.size()) return folded.substr(mark + 1);
  return {};
}

void add_words(std::string_view cell, std::vector<std::string>& words) {
  for (const std::string_view word : split(cell, ';')) words.push_back(fold(word));
}

}  // namespace

Result<WordSets> make_word_sets(const Table& table) {
  TRY(const std::size_t id, table.require_column("id"));
  TRY(const std::size_t words, table.require_column("words"));
  WordSets sets;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    add_words(table.cell(row, words), sets[std::string(table.cell(row, id))]);
  }
  return sets;
}

Result<std::vector<std::string>> make_word_set(const Table& table, std::string_view name) {
  TRY(const std::size_t id, table.require_column("id"));
  TRY(const std::size_t words, table.require_column("words"));
  std::vector<std::string> set;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.cell(row, id) == name) add_words(table.cell(row, words), set);
  }
  return set;
}

struct PatternSet::Element {
  std::optional<Symbol> symbol;    // one token
  std::optional<SpanClass> span;   // or a whole mention
  bool optional = false;
  bool repeated = false;
};

/// The symbols of every token, one behind the other.
struct PatternSet::TokenSymbols {
  std::vector<Symbol> symbols;
  std::vector<std::size_t> ends;  // [token]

  std::span<const Symbol> at(std::size_t token) const {
    const std::size_t begin = token == 0 ? 0 : ends[token - 1];
    return std::span(symbols).subspan(begin, ends[token] - begin);
  }
};

struct PatternSet::Walk {
  const TokenSymbols& symbols;
  const std::vector<ClassSpan>& spans;
  std::uint32_t begin = 0;
};

PatternSet::Symbol PatternSet::symbol_of_word(std::string_view word) {
  const std::string key(word);
  if (const auto known = symbols_.find(key); known != symbols_.end()) return known->second;
  const Symbol symbol = next_symbol_++;
  symbols_.emplace(key, symbol);
  return symbol;
}

Result<PatternSet::Element> PatternSet::parse_element(std::string_view text, const WordSets& sets,
                                                      const std::string& where) {
  Element element;
  const std::string_view printed = text;
  if (text.size() > 1 && (text.back() == '?' || text.back() == '*')) {
    (text.back() == '?' ? element.optional : element.repeated) = true;
    text.remove_suffix(1);
  }
  if (text == "<any>") return element.symbol = kAny, element;
  if (text == "<capital>") return element.symbol = kCapital, element;
  for (const ClassName& name : kClassNames) {
    if (text == name.name) return element.span = name.kind, element;
  }
  if (text.starts_with('<') && !text.starts_with("<number>")) {
    return fail(ErrorCode::BadInput, where + ": '" + std::string(printed) + "' is no class");
  }
  const bool known = symbols_.contains(text);
  const Symbol symbol = symbol_of_word(text);
  element.symbol = symbol;
  if (known) return element;
  std::vector<std::string> words;
  for (const std::string_view part : split(text, '|')) {
    if (part == "<number>") {
      number_symbols_.push_back(symbol);
      continue;
    }
    if (!part.starts_with('@') || part.size() == 1) {
      words.emplace_back(part);
      continue;
    }
    const auto set = sets.find(part.substr(1));
    if (set == sets.end()) {
      return fail(ErrorCode::BadInput, where + ": no set of words '" + std::string(part) + "'");
    }
    words.insert(words.end(), set->second.begin(), set->second.end());
  }
  for (const std::string& word : words) {
    const bool is_stem = word.size() > 1 && word.back() == '~';
    const std::string folded = fold(is_stem ? word.substr(0, word.size() - 1) : word);
    (is_stem ? stems_ : words_)[folded].push_back(symbol);
  }
  return element;
}

std::uint32_t PatternSet::child(std::uint32_t node, const Element& element) {
  const auto fresh = static_cast<std::uint32_t>(nodes_.size());
  if (element.span) {
    for (const auto& [kind, to] : nodes_[node].spans) {
      if (kind == *element.span) return to;
    }
    nodes_[node].spans.emplace_back(*element.span, fresh);
  } else {
    for (const auto& [symbol, to] : nodes_[node].edges) {
      if (symbol == *element.symbol) return to;
    }
    nodes_[node].edges.emplace_back(*element.symbol, fresh);
  }
  nodes_.emplace_back();
  return fresh;
}

Result<void> PatternSet::insert(std::uint32_t row, const PatternRow& source,
                                const WordSets& sets) {
  const auto parts = split(source.pattern, ' ');
  if (parts.size() > kPatternElementsMax) {
    return fail(ErrorCode::BadInput, source.where + ": more than " +
                                         std::to_string(kPatternElementsMax) + " elements");
  }
  std::vector<std::uint32_t> ends{0};  // ascending, none twice
  for (const std::string_view part : parts) {
    TRY(const Element element, parse_element(part, sets, source.where));
    std::vector<std::uint32_t> next;
    if (element.optional || element.repeated) next = ends;
    for (std::size_t i = 0; i < (element.repeated ? kPatternRepeatsMax : 1); ++i) {
      for (std::uint32_t& node : ends) node = child(node, element);
      next.insert(next.end(), ends.begin(), ends.end());
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    ends = std::move(next);
  }
  if (ends.front() == 0) {
    return fail(ErrorCode::BadInput, source.where + ": nothing in the pattern must match");
  }
  for (const std::uint32_t node : ends) nodes_[node].rows.push_back(row);
  return {};
}

Result<PatternSet> PatternSet::make(const std::vector<PatternRow>& rows, const WordSets& sets) {
  PatternSet made;
  made.next_symbol_ = kBuiltInEnd;
  made.nodes_.emplace_back();
  for (std::uint32_t row = 0; row < rows.size(); ++row) TRY(made.insert(row, rows[row], sets));
  for (Node& node : made.nodes_) std::sort(node.edges.begin(), node.edges.end());
  std::set<std::size_t> lengths;
  for (const auto& [word, symbols] : made.words_) made.word_filter_.add(word);
  for (const auto& [stem, symbols] : made.stems_) {
    made.stem_filter_.add(stem);
    lengths.insert(stem.size());
  }
  made.stem_bytes_.assign(lengths.begin(), lengths.end());
  return made;
}

void PatternSet::add_symbols(std::string_view folded, std::vector<Symbol>& symbols) const {
  const auto add = [&symbols](const SymbolsByWord& known, std::string_view word) {
    const auto found = known.find(word);
    if (found == known.end()) return;
    symbols.insert(symbols.end(), found->second.begin(), found->second.end());
  };
  WordHash hash;
  std::size_t hashed = 0;
  for (const std::size_t bytes : stem_bytes_) {
    if (bytes > folded.size()) break;
    while (hashed < bytes) hash.add(folded[hashed++]);
    if (stem_filter_.may_have(hash.finish())) add(stems_, folded.substr(0, bytes));
  }
  while (hashed < folded.size()) hash.add(folded[hashed++]);
  if (word_filter_.may_have(hash.finish())) add(words_, folded);
}

void PatternSet::add_symbols_of(const Token& token, std::vector<Symbol>& symbols) const {
  if (token.kind == TokenKind::Number) {
    symbols.insert(symbols.end(), number_symbols_.begin(), number_symbols_.end());
  }
  if (token.casing != Casing::None && token.casing != Casing::Lower) symbols.push_back(kCapital);
  add_symbols(token.folded, symbols);
  if (const auto inner = without_clitics(token.folded); !inner.empty()) {
    add_symbols(inner, symbols);
  }
}

void PatternSet::walk(const Walk& way, std::uint32_t node, std::uint32_t at,
                      std::vector<PatternMatch>& found) const {
  const Node& here = nodes_[node];
  for (const std::uint32_t row : here.rows) {
    if (at > way.begin) found.push_back({row, {way.begin, at}});
  }
  if (at >= way.symbols.ends.size()) return;
  if (!here.edges.empty()) {
    if (here.edges.front().first == kAny) walk(way, here.edges.front().second, at + 1, found);
    for (const Symbol symbol : way.symbols.at(at)) {
      const auto edge = std::lower_bound(here.edges.begin(), here.edges.end(),
                                         std::pair<Symbol, std::uint32_t>{symbol, 0});
      if (edge != here.edges.end() && edge->first == symbol) {
        walk(way, edge->second, at + 1, found);
      }
    }
  }
  if (here.spans.empty()) return;
  auto span = std::lower_bound(
      way.spans.begin(), way.spans.end(), at,
      [](const ClassSpan& one, std::uint32_t begin) { return one.tokens.begin < begin; });
  for (; span != way.spans.end() && span->tokens.begin == at; ++span) {
    for (const auto& [kind, to] : here.spans) {
      if (kind == span->kind && span->tokens.end > at) walk(way, to, span->tokens.end, found);
    }
  }
}

std::vector<PatternMatch> PatternSet::find(const std::vector<Token>& tokens,
                                           const std::vector<ClassSpan>& spans) const {
  TokenSymbols symbols;
  symbols.ends.reserve(tokens.size());
  for (const Token& token : tokens) {
    add_symbols_of(token, symbols.symbols);
    symbols.ends.push_back(symbols.symbols.size());
  }
  std::vector<PatternMatch> found;
  std::vector<PatternMatch> here;
  for (std::uint32_t begin = 0; begin < tokens.size(); ++begin) {
    here.clear();
    walk({symbols, spans, begin}, 0, begin, here);
    std::sort(here.begin(), here.end(), [](const PatternMatch& a, const PatternMatch& b) {
      return a.tokens.end != b.tokens.end ? a.tokens.end > b.tokens.end : a.row < b.row;
    });
    here.erase(std::unique(here.begin(), here.end()), here.end());
    found.insert(found.end(), here.begin(), here.end());
  }
  return found;
}

std::vector<PatternMatch> longest_matches(const std::vector<PatternMatch>& matches) {
  std::vector<PatternMatch> kept;
  for (const PatternMatch& match : matches) {
    if (kept.empty() || match.tokens.begin >= kept.back().tokens.end) kept.push_back(match);
  }
  return kept;
}

}  // namespace habeas
