// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/named_things.h"

#include <algorithm>

#include "text/utf8.h"

namespace habeas {
namespace {

/// Words between the words of a name.
constexpr std::string_view kConnectors[] = {"of", "for", "the",  "and", "&",  "on",  "against",
                                            "de", "des", "du",   "la",  "le", "les", "pour",
                                            "et", "del", "los",  "y",   "l",  "d",   "contre",
                                            "in", "to",  "para", "por", "e",  "do",  "da"};

constexpr std::string_view kNumberSigns[] = {"no", "n", "№", "number", "nº", "n°", "nos", "nr"};

template <std::size_t size>
bool is_one_of(const std::string_view (&words)[size], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// `12`, `AB-12`: a number, or capitals with a number glued on by a hyphen.
bool begins_number(const std::vector<Token>& tokens, std::uint32_t at) {
  if (at >= tokens.size()) return false;
  if (tokens[at].kind == TokenKind::Number) return true;
  const bool letters = tokens[at].casing == Casing::Upper && at + 2 < tokens.size();
  return letters && tokens[at + 1].folded == "-" && !tokens[at + 1].space_before &&
         tokens[at + 2].kind == TokenKind::Number && !tokens[at + 2].space_before;
}

}  // namespace

Result<HeadSet> make_head_set(const Tables& tables, std::string_view topic, std::string_view prefix,
                              std::string_view only_form) {
  HeadSet set;
  for (const Table* table : tables.tables_under(topic)) {
    TRY(const auto id, table->require_column("id"));
    TRY(const auto words, table->require_column("words"));
    TRY(const auto type, table->require_column("type"));
    TRY(const auto form, table->require_column("form"));
    for (std::size_t row = 0; row < table->row_count(); ++row) {
      if (!only_form.empty() && table->cell(row, form) != only_form) continue;
      set.phrases.add(table->cell(row, words), static_cast<std::uint32_t>(set.rows.size()));
      set.rows.push_back({std::string(prefix) + "." + std::string(table->cell(row, id)),
                          std::string(table->cell(row, type)),
                          std::string(table->cell(row, form))});
    }
  }
  return set;
}

bool is_name_word(const Scan& scan, std::uint32_t passage, std::uint32_t at) {
  const auto& tokens = scan.passages[passage].tokens;
  if (at >= tokens.size() || tokens[at].kind != TokenKind::Word) return false;
  const Casing casing = tokens[at].casing;
  if (casing != Casing::Capitalised && casing != Casing::Upper && casing != Casing::Mixed) {
    return false;
  }
  const KnownWords& words = scan.rules->known_words();
  const std::string& folded = tokens[at].folded;
  if (words.is(folded, WordUse::Title)) return false;
  return !words.is(folded, WordUse::Function);
}

std::uint32_t find_name_begin(const Scan& scan, const FactDraft& draft, std::uint32_t passage,
                              std::uint32_t end, std::uint32_t words_max) {
  const auto& tokens = scan.passages[passage].tokens;
  std::uint32_t begin = end;
  while (begin > 0 && end - begin < words_max && is_name_word(scan, passage, begin - 1)) {
    if (begin < end && !tokens[begin].space_before) break;
    const TokenPlace one{passage, begin - 1, begin};
    if (!draft.mentions_in(FactKind::Date, one).empty()) break;
    --begin;
  }
  return begin;
}

std::uint32_t find_name_end(const Scan& scan, std::uint32_t passage, std::uint32_t begin,
                            std::uint32_t words_max) {
  const auto& tokens = scan.passages[passage].tokens;
  std::uint32_t end = begin;
  std::uint32_t at = begin;
  while (at < tokens.size() && at - begin < words_max) {
    if (is_name_word(scan, passage, at)) {
      end = ++at;
      continue;
    }
    std::uint32_t next = at;
    while (next < tokens.size() && next - at < 2 && is_one_of(kConnectors, tokens[next].folded) &&
           tokens[next].casing != Casing::Capitalised) {
      ++next;
    }
    if (next == at || end == begin || !is_name_word(scan, passage, next)) break;
    at = next;
  }
  return end;
}

std::uint32_t find_number_end(const Scan& scan, const FactDraft& draft, std::uint32_t passage,
                              std::uint32_t at) {
  const auto& tokens = scan.passages[passage].tokens;
  if (!draft.mentions_in(FactKind::Date, {passage, at, at + 1}).empty()) return at;
  std::uint32_t next = at;
  if (next < tokens.size() && is_one_of(kNumberSigns, tokens[next].folded)) {
    ++next;
    if (next < tokens.size() && tokens[next].folded == ".") ++next;
  } else if (!begins_number(tokens, next)) {
    return at;
  }
  bool digits = false;
  std::uint32_t end = next;
  while (end < tokens.size() && (end == next || !tokens[end].space_before)) {
    const Token& token = tokens[end];
    const bool joins = token.folded == "/" || token.folded == "-";
    if (token.kind == TokenKind::Punctuation && !joins) break;
    digits = digits || token.kind == TokenKind::Number;
    ++end;
  }
  if (end > next && tokens[end - 1].kind == TokenKind::Punctuation) --end;
  return digits ? end : at;
}

std::optional<std::uint32_t> find_place_in(const FactDraft& draft, TokenPlace place) {
  for (const FactDraft::Mention& mention : draft.mentions_in(FactKind::Place, place)) {
    if (mention.place.begin >= place.begin && mention.place.begin < place.end) return mention.fact;
  }
  return std::nullopt;
}

std::string name_of(const Scan& scan, TokenPlace place) { return squash(words_of(scan, place)); }

}  // namespace habeas
