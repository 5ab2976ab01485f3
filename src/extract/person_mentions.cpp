// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/person_mentions.h"

#include <algorithm>
#include <span>
#include <utility>

#include "extract/name_run.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::int32_t kByTitle = 950'000;
constexpr std::int32_t kByRole = 900'000;
constexpr std::int32_t kByContext = 760'000;
constexpr std::int32_t kByWeakContext = 640'000;

/// The spans of the view that begin at `at` or later.
std::span<const ClassSpan> spans_from(const PassageView& view, std::uint32_t at) {
  const auto begin = std::lower_bound(
      view.spans.begin(), view.spans.end(), at,
      [](const ClassSpan& one, std::uint32_t from) { return one.tokens.begin < from; });
  return {begin, view.spans.end()};
}

/// Finds the mentions of one passage and marks their tokens.
class NameFinder {
 public:
  NameFinder(PassageView& view, const DocumentWords& words)
      : view_(view), tokens_(view.passage->tokens), words_(words) {}

  std::vector<NameMention> find() {
    find_titled();
    if (!is_title_case()) {
      find_after_roles();
      if (view_.bare_names) find_bare();
    }
    std::sort(found_.begin(), found_.end(), [](const NameMention& a, const NameMention& b) {
      return a.name < b.name;
    });
    return std::move(found_);
  }

 private:
  /// A headline that prints every word with a capital: there capitals tell no names.
  bool is_title_case() const {
    constexpr std::size_t kWordsMin = 6;
    constexpr std::size_t kTokensMax = 24;
    if (tokens_.size() > kTokensMax) return false;
    const bool shouted = std::all_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
      return token.kind != TokenKind::Word || token.casing == Casing::Upper;
    });
    if (shouted) return true;
    std::size_t capitals = 0;
    std::size_t lower = 0;
    for (const Token& token : tokens_) {
      if (token.kind != TokenKind::Word || is_word(token, view_.language->never)) continue;
      ++(token.casing == Casing::Lower ? lower : capitals);
    }
    return capitals >= kWordsMin && lower * 8 < capitals;
  }

  bool is(std::uint32_t at, std::string_view word) const {
    return at < tokens_.size() && tokens_[at].folded == word;
  }

  bool is_joiner(std::uint32_t at) const {
    return at < tokens_.size() && is_word(tokens_[at], view_.language->joiners);
  }

  /// After a separator of a list at `at`: comma, semicolon, "and", ", and"; `at` if there is none.
  std::uint32_t skip_separator(std::uint32_t at) const {
    std::uint32_t next = at;
    if (is(next, ",") || is(next, ";")) ++next;
    if (is_joiner(next)) ++next;
    return next;
  }

  NameMention& add(NameRun run, std::uint32_t whole_begin, std::string_view rule,
                   std::int32_t confidence) {
    NameMention mention;
    mention.name = {view_.position, run.tokens.begin, run.tokens.end};
    mention.whole = {view_.position, whole_begin, run.tokens.end};
    mention.printed = printed_name(view_, run.tokens);
    mention.parts = name_parts(mention.printed);
    mention.rule = rule;
    mention.confidence = confidence;
    for (std::uint32_t at = whole_begin; at < run.tokens.end; ++at) {
      view_.taken[at] |= kTakenByName;
    }
    add_aliases(mention);
    found_.push_back(std::move(mention));
    return found_.back();
  }

  /// `X alias Y`, `X (a.k.a. Y)`.
  void add_aliases(NameMention& mention) {
    std::uint32_t at = skip_note_marks(tokens_, mention.name.end);
    if (is(at, "(") || is(at, ",")) ++at;
    if (at < tokens_.size() && is_word(tokens_[at], view_.language->aliases)) {
      ++at;
    } else if (is(at, "a") && is(at + 1, ".") && is(at + 2, "k") && is(at + 3, ".") &&
               is(at + 4, "a")) {
      at += is(at + 5, ".") ? 6 : 5;
    } else if (is(at, "also") && is(at + 1, "known") && is(at + 2, "as")) {
      at += 3;
    } else {
      return;
    }
    if (is(at, "'")) ++at;
    const NameRun run = find_run(view_, at, RunRule::Titled);
    if (run.words == 0) return;
    mention.other_names.push_back(printed_name(view_, run.tokens));
    for (std::uint32_t i = run.tokens.begin; i < run.tokens.end; ++i) {
      view_.taken[i] |= kTakenByName;
    }
    mention.whole.end = mention.name.end;
  }

  bool is_title_printed(const PatternMatch& title) const {
    const Token& token = tokens_[title.tokens.begin];
    return token.casing != Casing::Lower || token.script == Script::Cyrillic;
  }

  /// Names after "Mr.", "Messrs."; titles may follow one another: "Hon. Dr."
  void find_titled() {
    for (std::size_t i = 0; i < view_.titles.size(); ++i) {
      const PatternMatch& first = view_.titles[i];
      if (!is_title_printed(first)) continue;
      const TitleRow* row = &view_.language->title_rows[first.row];
      std::string role = row->role;
      Sex sex = row->sex;
      bool many = row->many;
      std::uint32_t at = after_stop(first.tokens.end);
      while (i + 1 < view_.titles.size() && view_.titles[i + 1].tokens.begin == at) {
        ++i;
        row = &view_.language->title_rows[view_.titles[i].row];
        if (role.empty()) role = row->role;
        if (sex == Sex::Unstated) sex = row->sex;
        many = many || row->many;
        at = after_stop(view_.titles[i].tokens.end);
      }
      const NameRun run = find_run(view_, at, RunRule::Titled);
      if (run.words == 0) continue;
      add_titled(run, first.tokens.begin, at, role, sex);
      if (many) add_list(run.tokens.end, role, sex, "person.title_list", kByTitle);
    }
  }

  std::uint32_t after_stop(std::uint32_t at) const {
    return is(at, ".") && !tokens_[at].space_before ? at + 1 : at;
  }

  void add_titled(NameRun run, std::uint32_t begin, std::uint32_t name_begin,
                  const std::string& role, Sex sex) {
    NameMention& mention = add(run, begin, "person.title", kByTitle);
    mention.title = printed_name(view_, {begin, name_begin});
    mention.role = role;
    mention.sex = sex;
  }

  /// The further names of a list whose first name ends before `at`.
  void add_list(std::uint32_t at, const std::string& role, Sex sex, std::string_view rule,
                std::int32_t confidence) {
    while (true) {
      at = skip_note_marks(tokens_, at);
      const std::uint32_t next = skip_separator(at);
      if (next == at) return;
      const bool behind_and = is_joiner(next - 1);
      const NameRun run = find_run(view_, next, behind_and ? RunRule::Listed : RunRule::Named);
      if (run.words == 0) return;
      NameMention& mention = add(run, run.tokens.begin, rule, confidence);
      mention.role = role;
      mention.sex = sex;
      at = run.tokens.end;
    }
  }

  /// "lawyer Asan Berik", "publishers A and B", "head of the NGO X, Asan Berik".
  void find_after_roles() {
    for (const PatternMatch& match : view_.roles) {
      const RoleRow& row = view_.language->role_rows[match.row];
      std::uint32_t at = skip_note_marks(tokens_, match.tokens.end);
      if (is_start_of_titled(at)) continue;
      if (row.many && is(at, ":")) ++at;
      at = skip_of_body(at);
      NameRun run = find_run(view_, at, RunRule::Named);
      if (run.words == 0 || (run.words == 1 && !is_single_name(run))) {
        find_after_comma(match, row);
        continue;
      }
      add(run, run.tokens.begin, "person.role", run.words > 1 ? kByRole : kByContext).role =
          row.role;
      if (row.many) add_list(run.tokens.end, row.role, Sex::Unstated, "person.role_list", kByRole);
    }
  }

  /// "abogada de CODEH Aliya Ospán": what the role belongs to stands before the name.
  std::uint32_t skip_of_body(std::uint32_t at) const {
    if (at >= tokens_.size() || !is_word(tokens_[at], view_.language->of)) return at;
    for (const ClassSpan& span : spans_from(view_, at + 1)) {
      if (span.tokens.begin != at + 1) break;
      if (span.kind == SpanClass::Organisation) return span.tokens.end;
    }
    const bool acronym = at + 1 < tokens_.size() && tokens_[at + 1].casing == Casing::Upper;
    return acronym ? at + 2 : at;
  }

  bool is_start_of_titled(std::uint32_t at) const {
    return at < tokens_.size() && (view_.taken[at] & kTakenByName) != 0;
  }

  /// One word after a role is a name when nothing else can be meant by it.
  bool is_single_name(NameRun run) const {
    const Token& token = tokens_[run.tokens.begin];
    const bool whole = token.casing == Casing::Capitalised && !token.line_break_before;
    const bool before_capital =
        run.tokens.end < tokens_.size() && is_capital(tokens_[run.tokens.end]);
    return whole && !before_capital && !words_.lower.contains(token.folded);
  }

  void find_after_comma(const PatternMatch& role, const RoleRow& row) {
    constexpr std::uint32_t kReach = 9;
    std::uint32_t at = role.tokens.end;
    if (at >= tokens_.size() || !is_word(tokens_[at], view_.language->of)) return;
    const auto end = std::min<std::uint32_t>(at + kReach, tokens_.size());
    while (at < end && !is(at, ",") && !is(at, ".") && !is(at, ";")) ++at;
    if (at >= end || !is(at, ",")) return;
    const NameRun run = find_run(view_, at + 1, RunRule::Bare);
    if (run.words < 2) return;
    add(run, run.tokens.begin, "person.role_comma", kByContext).role = row.role;
  }

  void find_bare() {
    for (std::uint32_t at = 0; at < tokens_.size(); ++at) {
      const NameRun run = find_run(view_, at, RunRule::Bare);
      if (run.words < 2) continue;
      const int score = score_bare(run);
      constexpr int kEnough = 3;
      if (score >= kEnough) {
        add(run, run.tokens.begin, "person.context",
            score > kEnough ? kByContext : kByWeakContext);
      }
      at = run.tokens.end - 1;
    }
  }

  int score_bare(NameRun run) const {
    int score = 2;
    for (std::uint32_t at = run.tokens.begin; at < run.tokens.end; ++at) {
      if (words_.lower.contains(without_possessive(tokens_[at].folded)) &&
          tokens_[at].casing != Casing::Lower) {
        score -= 2;
      }
    }
    if ((view_.taken[run.tokens.begin] & kTakenByPlace) != 0) --score;
    if (run.words > 4) --score;
    return score + score_before(run) + score_after(run);
  }

  int score_before(NameRun run) const {
    const std::uint32_t begin = run.tokens.begin;
    if (begin == 0 || tokens_[begin].line_break_before) return 0;
    const Token& before = tokens_[begin - 1];
    if (is_word(before, view_.language->determiners)) return -3;
    if (is_name_near(begin - 1)) return 2;
    if (is_word(before, view_.language->verbs_before)) return 1;
    const bool function_word = is_word(before, view_.language->never);
    if (is_capital(before) && before.kind == TokenKind::Word && !function_word) return -2;
    return 0;
  }

  /// A name ends before the separator at `at`.
  bool is_name_near(std::uint32_t at) const {
    while (at > 0 && (is(at, ",") || is(at, ";") || is_joiner(at))) --at;
    return (view_.taken[at] & kTakenByName) != 0;
  }

  int score_after(NameRun run) const {
    const std::uint32_t at = skip_note_marks(tokens_, run.tokens.end);
    if (at >= tokens_.size() || tokens_[at].line_break_before) return 0;
    const Token& after = tokens_[at];
    if (tokens_[run.tokens.end - 1].folded.ends_with("'s")) return 1;
    if (is_capital(after) && after.kind == TokenKind::Word) return -2;
    if (is_word(after, view_.language->verbs_after) || is_of_body(at)) return 2;
    const std::uint32_t next = skip_separator(at);
    if (next > at && is_start_of_titled(next)) return 2;
    if (is(at, ",") || is(at, "(")) return score_apposition(at + 1);
    if (next > at && find_run(view_, next, RunRule::Bare).words > 1) return 1;
    return after.casing == Casing::Lower && !is_word(after, view_.language->never) ? 1 : 0;
  }

  /// "of Human Rights Watch".
  bool is_of_body(std::uint32_t at) const {
    if (at + 1 >= tokens_.size() || !is_word(tokens_[at], view_.language->of)) return false;
    if ((view_.taken[at + 1] & kTakenByBody) != 0) return true;
    if (tokens_[at + 1].casing == Casing::Upper) return true;
    return is_capital(tokens_[at + 1]) && is_word(tokens_[at + 1], view_.language->ordinary);
  }

  int score_apposition(std::uint32_t at) const {
    constexpr std::uint32_t kReach = 6;
    if (at < tokens_.size() && tokens_[at].kind == TokenKind::Number && is(at + 1, ",")) return 2;
    const auto role = std::lower_bound(
        view_.roles.begin(), view_.roles.end(), at,
        [](const PatternMatch& match, std::uint32_t from) { return match.tokens.begin < from; });
    if (role != view_.roles.end() && role->tokens.begin < at + kReach) return 2;
    if (is_of_body(at)) return 2;
    if (at < tokens_.size() && is_word(tokens_[at], view_.language->verbs_after)) return 2;
    return find_run(view_, at, RunRule::Bare).words > 1 ? 1 : 0;
  }

  PassageView& view_;
  const std::vector<Token>& tokens_;
  const DocumentWords& words_;
  std::vector<NameMention> found_;
};

void mark(PassageView& view, const Scan& scan, const FactDraft& draft, FactKind kind, Taken bit) {
  const auto count = static_cast<std::uint32_t>(scan.passages[view.position].tokens.size());
  for (const auto& mention : draft.mentions_in(kind, {view.position, 0, count})) {
    for (std::uint32_t at = mention.place.begin; at < mention.place.end; ++at) {
      view.taken[at] |= bit;
    }
    if (kind == FactKind::Organisation) {
      view.spans.push_back({SpanClass::Organisation, {mention.place.begin, mention.place.end}});
    }
    if (kind == FactKind::Place) {
      view.spans.push_back({SpanClass::Place, {mention.place.begin, mention.place.end}});
    }
  }
}

}  // namespace

PassageView make_view(const Scan& scan, std::uint32_t position, const PersonRules& rules,
                      const FactDraft& draft) {
  PassageView view;
  view.position = position;
  view.passage = &scan.passages[position];
  const std::string_view language = rules.choose_language(*view.passage);
  view.language = &rules.language(language);
  view.bare_names = !language.empty();
  view.taken.assign(view.passage->tokens.size(), 0);
  mark(view, scan, draft, FactKind::Place, kTakenByPlace);
  for (const FactKind kind : {FactKind::Organisation, FactKind::Court, FactKind::Facility,
                              FactKind::Date, FactKind::Reference, FactKind::Provision}) {
    mark(view, scan, draft, kind, kTakenByBody);
  }
  std::sort(view.spans.begin(), view.spans.end(), [](const ClassSpan& a, const ClassSpan& b) {
    return a.tokens.begin < b.tokens.begin;
  });
  view.titles = longest_matches(view.language->titles.find(view.passage->tokens));
  view.roles = longest_matches(view.language->roles.find(view.passage->tokens, view.spans));
  return view;
}

DocumentWords find_document_words(const Scan& scan) {
  DocumentWords words;
  for (const ScannedPassage& passage : scan.passages) {
    for (const Token& token : passage.tokens) {
      if (token.casing == Casing::Lower) words.lower.insert(token.folded);
    }
  }
  return words;
}

std::vector<NameMention> find_names(PassageView& view, const DocumentWords& words) {
  return NameFinder(view, words).find();
}

WordSet find_known_words(const std::vector<NameMention>& people) {
  WordSet known;
  for (const NameMention& mention : people) {
    for (const std::string& word : mention.parts) {
      if (count_characters(word) > 2) known.insert(name_key(word));
    }
  }
  return known;
}

std::vector<NameMention> find_short_names(PassageView& view, const WordSet& known) {
  std::vector<NameMention> found;
  const auto& tokens = view.passage->tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (token.kind != TokenKind::Word || !is_capital(token)) continue;
    if ((view.taken[at] & (kTakenByName | kTakenByBody)) != 0) continue;
    // A place of the same name is meant where something happens in it.
    const bool place = (view.taken[at] & kTakenByPlace) != 0;
    if (place && (at == 0 || is_word(tokens[at - 1], view.language->prepositions))) continue;
    const std::string word = without_possessive(token.folded);
    if (!known.contains(name_key(word)) || view.language->never.contains(word)) continue;
    std::uint32_t end = at + 1;
    while (end < tokens.size() && is_capital(tokens[end]) && !tokens[end].line_break_before &&
           !tokens[end - 1].folded.ends_with("'s") && (view.taken[end] & kTakenByName) == 0 &&
           known.contains(name_key(without_possessive(tokens[end].folded)))) {
      ++end;
    }
    NameMention mention;
    mention.name = mention.whole = {view.position, at, end};
    mention.printed = printed_name(view, {at, end});
    mention.parts = name_parts(mention.printed);
    mention.rule = "person.short_name";
    mention.confidence = kByContext;
    for (std::uint32_t i = at; i < end; ++i) view.taken[i] |= kTakenByName;
    found.push_back(std::move(mention));
    at = end - 1;
  }
  return found;
}

}  // namespace habeas
