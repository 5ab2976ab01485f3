// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/name_run.h"

#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kAcronymBytesMax = 5;

bool is_possessive(const Token& token) { return token.folded.ends_with("'s"); }

/// `L'avocat`, `d'Oran`: a word of another kind stands before the name.
bool has_clitic(const Token& token, const PersonLanguage& language) {
  const std::size_t mark = token.folded.find('\'');
  return mark != std::string::npos && language.clitics.contains(token.folded.substr(0, mark));
}

bool is_allowed(const PassageView& view, std::uint32_t at, bool first, RunRule rule) {
  const Token& token = view.passage->tokens[at];
  const PersonLanguage& language = *view.language;
  if (token.kind != TokenKind::Word || !is_capital(token)) return false;
  const bool stopped = token.casing == Casing::Initial && length(token.span) > 1;
  if (!stopped && is_word(token, language.never)) return false;
  if (!stopped && has_clitic(token, language)) return false;
  if ((view.taken[at] & kTakenByName) != 0) return false;
  if (rule == RunRule::Titled) return first || !is_word(token, language.ordinary);
  if ((view.taken[at] & kTakenByBody) != 0) return false;
  if (is_word(token, language.ordinary)) return false;
  const bool acronym = token.casing == Casing::Upper && token.folded.size() <= kAcronymBytesMax;
  return rule != RunRule::Bare || !acronym;
}

/// "Hd. Musa": a given name cut short, `at` its full stop.
bool is_shortened(const PassageView& view, std::uint32_t at) {
  constexpr std::size_t kShortBytesMax = 3;
  const auto& tokens = view.passage->tokens;
  return at + 1 < tokens.size() && tokens[at].folded == "." && !tokens[at].space_before &&
         tokens[at - 1].folded.size() <= kShortBytesMax && is_capital(tokens[at + 1]) &&
         !tokens[at + 1].line_break_before;
}

bool begins_match(const std::vector<PatternMatch>& matches, std::uint32_t at) {
  const auto found = std::lower_bound(
      matches.begin(), matches.end(), at,
      [](const PatternMatch& match, std::uint32_t begin) { return match.tokens.begin < begin; });
  return found != matches.end() && found->tokens.begin == at;
}

}  // namespace

bool is_capital(const Token& token) {
  return token.casing == Casing::Capitalised || token.casing == Casing::Upper ||
         token.casing == Casing::Initial ||
         (token.casing == Casing::Mixed && !token.folded.empty());
}

bool is_word(const Token& token, const WordSet& words) {
  return words.contains(token.folded) || (token.folded.ends_with("'s") &&
                                          words.contains(without_possessive(token.folded)));
}

NameRun find_run(const PassageView& view, std::uint32_t begin, RunRule rule) {
  const auto& tokens = view.passage->tokens;
  NameRun run{{begin, begin}, 0};
  std::uint32_t at = begin;
  while (at < tokens.size() && run.words < kNameWordsMax) {
    const bool first = at == begin;
    if (!first && (tokens[at].line_break_before || tokens[at].span.begin == 0)) break;
    if (!first && (begins_match(view.roles, at) || begins_match(view.titles, at)) &&
        tokens[at].casing != Casing::Initial) {
      break;
    }
    if (is_allowed(view, at, first, rule)) {
      ++run.words;
      run.tokens.end = ++at;
      if (first && rule != RunRule::Bare && is_shortened(view, at)) run.tokens.end = ++at;
      if (is_possessive(tokens[at - 1])) break;
      continue;
    }
    const bool particle = !first && tokens[at].casing == Casing::Lower &&
                          view.language->particles.contains(tokens[at].folded);
    if (!particle) break;
    std::uint32_t next = at + 1;
    while (next < tokens.size() && next < at + 2 &&
           view.language->particles.contains(tokens[next].folded)) {
      ++next;
    }
    const bool goes_on = next < tokens.size() && is_allowed(view, next, false, rule) &&
                         (view.taken[next] & kTakenByPlace) == 0;
    if (!goes_on) break;
    at = next;
  }
  if (run.words == 1 && tokens[begin].casing == Casing::Initial) run.words = 0;
  const bool place_counts = rule == RunRule::Named || rule == RunRule::Bare;
  if (place_counts && run.words == 1 && (view.taken[begin] & kTakenByPlace) != 0) {
    run.words = 0;
  }
  return run;
}

std::string printed_name(const PassageView& view, TokenRange range) {
  const auto& tokens = view.passage->tokens;
  const TextSpan span{tokens[range.begin].span.begin, tokens[range.end - 1].span.end};
  std::string name = squash(slice(view.passage->reading.text, span));
  for (const std::string_view ending : {"'s", "’s", "'", "’"}) {
    if (name.ends_with(ending)) {
      name.resize(name.size() - ending.size());
      break;
    }
  }
  return name;
}

std::uint32_t skip_note_marks(const std::vector<Token>& tokens, std::uint32_t at) {
  const auto mark_at = [&](std::uint32_t from) {
    return from + 2 < tokens.size() && (tokens[from].folded == "[" || tokens[from].folded == "|") &&
           tokens[from + 1].kind == TokenKind::Number &&
           (tokens[from + 2].folded == "]" || tokens[from + 2].folded == "|");
  };
  while (mark_at(at)) at += 3;
  if (at < tokens.size() && tokens[at].folded == "*") ++at;
  return at;
}

}  // namespace habeas
