// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "extract/word_filter.h"
#include "know/table.h"
#include "text/tokens.h"

namespace habeas {

/// Sets of words of one language by name, for patterns: `@be` is any of was, were, been ...
/// Folded words.
using WordSets = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Reads a table of columns `id` and `words` (parted by `;`).
/// Errors: BadInput.
Result<WordSets> make_word_sets(const Table& table);
/// The one set `name` of such a table; empty if it has none. Errors: BadInput.
Result<std::vector<std::string>> make_word_set(const Table& table, std::string_view name);

/// What a stretch of tokens was found to be before patterns run over it.
enum class SpanClass : std::uint8_t { Person, Place, Organisation, Court, Facility, Date, Quantity,
                                      Provision };

struct ClassSpan {
  SpanClass kind = SpanClass::Person;
  TokenRange tokens;
};

struct PatternRow {
  std::string pattern;
  std::string where;  ///< for messages: "tables/acts/en.tsv:12"
};

struct PatternMatch {
  std::uint32_t row = 0;  ///< position in the rows that were handed to make()
  TokenRange tokens;

  friend bool operator==(const PatternMatch&, const PatternMatch&) = default;
};

inline constexpr std::size_t kPatternElementsMax = 16;
inline constexpr std::size_t kPatternRepeatsMax = 4;

/// Rows of patterns over tokens, compiled once into one trie for all of them and run over a text
/// in one pass. Immutable; may be shared between threads.
///
/// A pattern is elements parted by spaces:
///     word            the folded word; `l'` and `'s` around it are looked through
///     stem~           a word that begins so
///     a|b|c~|<number> any of these
///     @name           a word of that set
///     <number> <capital> <any>                                one token
///     <person> <place> <organisation> <court> <facility> <date> <quantity> <provision>
///                     all tokens of something found before
///     element?        may be missing
///     element*        none to kPatternRepeatsMax of it
/// Matching from one token looks at no more tokens than a pattern has, so a pass is linear.
class PatternSet {
 public:
  /// Errors: BadInput naming `where` (unknown set or class, too many elements, nothing that must
  /// match).
  static Result<PatternSet> make(const std::vector<PatternRow>& rows, const WordSets& sets);

  /// All matches, by begin, then the longest first, then by row. `spans` is sorted by begin.
  std::vector<PatternMatch> find(const std::vector<Token>& tokens,
                                 const std::vector<ClassSpan>& spans = {}) const;

 private:
  using Symbol = std::uint32_t;
  struct Node {
    std::vector<std::pair<Symbol, std::uint32_t>> edges;     // by symbol; tokens
    std::vector<std::pair<SpanClass, std::uint32_t>> spans;  // whole mentions
    std::vector<std::uint32_t> rows;                         // rows that end here
  };
  struct Element;
  struct TokenSymbols;
  struct Walk;

  Symbol symbol_of_word(std::string_view word);
  Result<Element> parse_element(std::string_view text, const WordSets& sets,
                                const std::string& where);
  Result<void> insert(std::uint32_t row, const PatternRow& source, const WordSets& sets);
  std::uint32_t child(std::uint32_t node, const Element& element);
  void add_symbols(std::string_view folded, std::vector<Symbol>& symbols) const;
  void add_symbols_of(const Token& token, std::vector<Symbol>& symbols) const;
  void walk(const Walk& way, std::uint32_t node, std::uint32_t at,
            std::vector<PatternMatch>& found) const;

  std::vector<Node> nodes_;
  using SymbolsByWord =
      std::unordered_map<std::string, std::vector<Symbol>, WordMapHash, std::equal_to<>>;
  SymbolsByWord words_;
  SymbolsByWord stems_;
  WordFilter word_filter_;
  WordFilter stem_filter_;
  std::vector<Symbol> number_symbols_;   // what any number is
  std::vector<std::size_t> stem_bytes_;  // lengths that occur, ascending
  std::map<std::string, Symbol, std::less<>> symbols_;  // by the text of the element
  Symbol next_symbol_ = 0;
};

/// Of matches as find() gives them, those that stand: from left to right the longest, none
/// overlapping another; among equals the row that comes first.
std::vector<PatternMatch> longest_matches(const std::vector<PatternMatch>& matches);

}  // namespace habeas
