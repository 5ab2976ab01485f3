// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/person_context.h"

#include <algorithm>

#include "extract/name_run.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::uint32_t kAppositionTokensMax = 24;
constexpr std::uint32_t kRoleReach = 7;

bool is(const std::vector<Token>& tokens, std::uint32_t at, std::string_view word) {
  return at < tokens.size() && tokens[at].folded == word;
}

/// A role that ends where the mention begins: "human rights lawyer Mr. X".
const PatternMatch* find_role_before(const PassageView& view, std::uint32_t end) {
  const auto found = std::lower_bound(
      view.roles.begin(), view.roles.end(), end,
      [](const PatternMatch& match, std::uint32_t at) { return match.tokens.end < at; });
  return found != view.roles.end() && found->tokens.end == end ? &*found : nullptr;
}

/// Where the apposition behind a name ends: at the next name, at a verb after a comma, at the end
/// of the sentence.
std::uint32_t end_of_apposition(const PassageView& view, std::uint32_t begin) {
  const auto& tokens = view.passage->tokens;
  const auto limit = std::min<std::uint32_t>(begin + kAppositionTokensMax,
                                             static_cast<std::uint32_t>(tokens.size()));
  std::uint32_t at = begin;
  while (at < limit) {
    if ((view.taken[at] & kTakenByName) != 0) break;
    const std::string& word = tokens[at].folded;
    if (word == ";" || word == ")" || word == ":") break;
    if (word == "." && (at + 1 >= tokens.size() || tokens[at + 1].space_before)) break;
    const bool after_comma = at > begin && tokens[at - 1].folded == ",";
    if (after_comma && is_word(tokens[at], view.language->verbs_after)) break;
    ++at;
  }
  return at;
}

std::string words_of_span(const PassageView& view, TokenRange tokens) {
  return printed_name(view, tokens);
}

void read_organisation(const PassageView& view, TokenRange apposition, NameMention& mention) {
  for (const ClassSpan& span : view.spans) {
    if (span.tokens.begin >= apposition.end) break;
    if (span.tokens.begin < apposition.begin) continue;
    if (span.kind == SpanClass::Organisation && mention.organisation.empty()) {
      mention.organisation = words_of_span(view, span.tokens);
    }
    const bool from = span.kind == SpanClass::Place && span.tokens.begin > apposition.begin &&
                      is_word(view.passage->tokens[span.tokens.begin - 1], view.language->from);
    if (from && mention.home_place.empty()) {
      mention.home_place = words_of_span(view, span.tokens);
    }
  }
}

const PatternMatch* find_role_in(const PassageView& view, TokenRange range) {
  const auto found = std::lower_bound(
      view.roles.begin(), view.roles.end(), range.begin,
      [](const PatternMatch& match, std::uint32_t at) { return match.tokens.begin < at; });
  const bool inside = found != view.roles.end() && found->tokens.begin < range.end;
  return inside ? &*found : nullptr;
}

/// A single name in the list: "X, lawyer, and Y" ends the apposition of X at the second comma.
TokenRange first_clause(const PassageView& view, TokenRange apposition) {
  std::uint32_t at = apposition.begin;
  const auto& tokens = view.passage->tokens;
  while (at < apposition.end && tokens[at].folded != ",") ++at;
  return {apposition.begin, at};
}

// Of roles that tell equally much, the first stated stands.
int weight_of(const std::string& role) {
  if (role.empty()) return 0;
  if (role == "other" || role == "colleague_or_spokesperson") return 1;
  if (role == "leader" || role == "president") return 2;
  if (role == "activist" || role == "defender") return 3;
  return 4;
}

}  // namespace

std::string tell_more(const std::string& first, const std::string& second) {
  return weight_of(second) > weight_of(first) ? second : first;
}

void read_context(const PassageView& view, NameMention& mention) {
  const auto& tokens = view.passage->tokens;
  if (const PatternMatch* before = find_role_before(view, mention.whole.begin)) {
    const RoleRow& row = view.language->role_rows[before->row];
    if (!row.many) mention.role = tell_more(mention.role, row.role);
  }
  if (tokens[mention.name.end - 1].folded.ends_with("'s")) return;  // another's role follows
  std::uint32_t at = skip_note_marks(tokens, mention.name.end);
  const bool opens = is(tokens, at, ",") || is(tokens, at, "(") || is(tokens, at, "-");
  const bool plain = at < tokens.size() && (is_word(tokens[at], view.language->of) ||
                                            tokens[at].casing == Casing::Lower);
  if (!opens && !plain) return;
  if (opens) ++at;
  const TokenRange apposition{at, end_of_apposition(view, at)};
  if (apposition.begin >= apposition.end) return;
  TokenRange first = first_clause(view, apposition);
  const PatternMatch* role = find_role_in(view, {first.begin, std::min(first.begin + kRoleReach,
                                                                       first.end)});
  // "X, 45, a lawyer" and "X, from Y, lawyer": the role may stand in the second clause.
  if (role == nullptr && opens && first.end + 1 < apposition.end && first.end - first.begin <= 4) {
    const TokenRange rest{first.end + 1, apposition.end};
    role = find_role_in(view, {rest.begin, std::min(rest.begin + 4, first_clause(view, rest).end)});
  }
  if (role != nullptr && (opens || role->tokens.begin == at)) {
    const RoleRow& row = view.language->role_rows[role->row];
    mention.role = tell_more(mention.role, row.role);
    mention.closes_list = row.many;
    read_organisation(view, apposition, mention);
  } else if (opens || is_word(tokens[at], view.language->of)) {
    read_organisation(view, first, mention);
    mention.closes_list = !mention.organisation.empty();
  }
}

}  // namespace habeas
