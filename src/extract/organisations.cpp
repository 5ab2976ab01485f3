// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/organisations.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::uint32_t kNameTokensMax = 14;

/// "OBSERVATORY", as headlines shout it.
bool is_upper_only(std::string_view name) {
  bool letter = false;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t character = next_character(name, at);
    if (is_lower(character)) return false;
    letter = letter || is_letter(character);
  }
  return letter;
}

/// Where the acronym of a name stands: "(OMCT)" -> the token inside.
std::optional<std::uint32_t> find_acronym(const ScannedPassage& passage, std::uint32_t at) {
  const auto& tokens = passage.tokens;
  if (at + 2 >= tokens.size() || tokens[at].folded != "(" || tokens[at + 2].folded != ")") {
    return std::nullopt;
  }
  const Token& inside = tokens[at + 1];
  const bool word = inside.kind == TokenKind::Word &&
                    (inside.casing == Casing::Upper || inside.casing == Casing::Mixed);
  if (!word || inside.folded.size() > 12) return std::nullopt;
  return at + 1;
}

class Finder {
 public:
  Finder(const Scan& scan, const OrganisationRules& rules, FactDraft& draft)
      : scan_(scan), rules_(rules), draft_(draft) {}

  void find() {
    for (std::uint32_t passage = 0; passage < scan_.passages.size(); ++passage) {
      if (scan_.passages[passage].kind == PassageKind::Metadata) continue;
      const auto count = static_cast<std::uint32_t>(scan_.passages[passage].tokens.size());
      for (std::uint32_t at = 0; at < count;) at = std::max(read(passage, at), at + 1);
    }
    for (std::uint32_t passage = 0; passage < scan_.passages.size(); ++passage) {
      if (scan_.passages[passage].kind != PassageKind::Metadata) find_acronyms(passage);
    }
  }

 private:
  const ScannedPassage& scanned(std::uint32_t passage) const { return scan_.passages[passage]; }

  std::uint32_t read(std::uint32_t passage, std::uint32_t at) {
    if (const Phrase* const name = rules_.names.phrases.longest_at(scanned(passage), at)) {
      return read_known(passage, at, at + size_of(*name), rules_.names.rows[name->row]);
    }
    if (const Phrase* const word = rules_.quoted.phrases.longest_at(scanned(passage), at)) {
      const std::uint32_t end =
          read_quoted(passage, at + size_of(*word), rules_.quoted.rows[word->row]);
      if (end > at) return end;
    }
    return is_name_word(scan_, passage, at) ? read_run(passage, at) : at;
  }

  std::uint32_t read_known(std::uint32_t passage, std::uint32_t at, std::uint32_t end,
                           const HeadRow& row) {
    const Token& first = scanned(passage).tokens[at];
    // "UN" is an organisation, French "Un" is none.
    constexpr std::size_t kAcronymBytesMax = 4;
    const bool acronym_only = end == at + 1 && first.folded.size() <= kAcronymBytesMax;
    if (first.casing == Casing::Lower) return at;
    if (acronym_only && first.casing == Casing::Capitalised) return at;
    // "Amnesty International Kenya": the row is a part of some longer name.
    const std::uint32_t run = find_name_end(scan_, passage, at, kNameTokensMax);
    if (run > end + 1) return read_run(passage, at);
    const auto acronym = find_acronym(scanned(passage), end);
    add({passage, at, end}, acronym, row, 970'000);
    return acronym ? *acronym + 2 : end;
  }

  /// NGO “Arlan”: the name in quotation marks behind a word that says what it is.
  std::uint32_t read_quoted(std::uint32_t passage, std::uint32_t at, const HeadRow& row) {
    const auto& tokens = scanned(passage).tokens;
    constexpr std::uint32_t kQuotedTokensMax = 8;
    if (at >= tokens.size() || tokens[at].folded != "'") return 0;
    for (std::uint32_t end = at + 1; end < tokens.size() && end <= at + kQuotedTokensMax; ++end) {
      if (tokens[end].folded != "'") continue;
      if (end == at + 1) return 0;
      add({passage, at + 1, end}, find_acronym(scanned(passage), end + 1), row, 930'000);
      return end + 1;
    }
    return 0;
  }

  /// A run of capitalised words: an organisation if a head word or an acronym in brackets says so.
  std::uint32_t read_run(std::uint32_t passage, std::uint32_t at) {
    at = skip_opener(passage, at);
    const std::uint32_t end = find_name_end(scan_, passage, at, kNameTokensMax);
    if (end <= at + 1) return at;
    if (const std::uint32_t known = find_known_inside(passage, at, end); known > at) return known;
    const auto acronym = find_acronym(scanned(passage), end);
    const auto [row_of_head, head_at] = find_head(passage, at, end);
    const HeadRow* row = row_of_head;
    std::uint32_t begin = at;
    if (acronym) begin = begin_by_acronym(passage, at, end, *acronym);
    static const HeadRow kByAcronym{"organisation.acronym", "", ""};
    if (row == nullptr && !(acronym && begin < end)) return at;
    if (row == nullptr) row = &kByAcronym;
    if (begin == end) begin = at;
    if (is_taken({passage, head_at, head_at + 1}) || is_place({passage, at, end})) return end;
    if (!acronym) begin = begin_of_name(passage, begin, head_at);
    add({passage, begin, end}, acronym, *row, acronym ? 960'000 : 880'000);
    return acronym ? *acronym + 2 : end;
  }

  /// "Asan Berik of Amnesty International": where the known name begins; `at` if the run is one
  /// name.
  std::uint32_t find_known_inside(std::uint32_t passage, std::uint32_t at,
                                  std::uint32_t end) const {
    const auto& tokens = scanned(passage).tokens;
    for (std::uint32_t i = at; i + 1 < end; ++i) {
      if (rules_.heads.phrases.longest_at(scanned(passage), i) != nullptr) return at;
      const bool opens = i > at && tokens[i].casing == Casing::Lower;
      if (opens && rules_.names.phrases.longest_at(scanned(passage), i + 1) != nullptr) {
        return i + 1;
      }
    }
    return at;
  }

  /// "Head of the": what somebody is there does not belong to the name.
  std::uint32_t skip_opener(std::uint32_t passage, std::uint32_t at) const {
    const Phrase* const opener = rules_.openers.phrases.longest_at(scanned(passage), at);
    return opener == nullptr ? at : at + size_of(*opener);
  }

  /// Courts and facilities are kinds of their own; days are no names.
  bool is_taken(TokenPlace place) const {
    return !draft_.mentions_in(FactKind::Court, place).empty() ||
           !draft_.mentions_in(FactKind::Facility, place).empty() ||
           !draft_.mentions_in(FactKind::Date, place).empty();
  }

  /// "Russian Federation"
  bool is_place(TokenPlace place) const {
    const auto mentions = draft_.mentions_in(FactKind::Place, place);
    return std::any_of(mentions.begin(), mentions.end(), [&](const FactDraft::Mention& mention) {
      return mention.place.begin <= place.begin && mention.place.end >= place.end;
    });
  }

  /// The head word nearest before the first small word ("Oral News Foundation of ..."), else the
  /// first behind it. None in a title, where every word has a capital, and none in a law's name.
  std::pair<const HeadRow*, std::uint32_t> find_head(std::uint32_t passage, std::uint32_t at,
                                                     std::uint32_t end) const {
    const ScannedPassage& here = scanned(passage);
    std::pair<const HeadRow*, std::uint32_t> head{nullptr, at};
    if (here.kind == PassageKind::Title) return head;
    if (rules_.others.phrases.longest_before(here, end) != nullptr) return head;
    bool small = false;
    for (std::uint32_t i = at; i < end && !(small && head.first != nullptr); ++i) {
      small = small || here.tokens[i].casing == Casing::Lower;
      const Phrase* const word = rules_.heads.phrases.longest_at(here, i);
      if (word == nullptr || i + size_of(*word) > end) continue;
      if (here.tokens[i].casing == Casing::Lower) continue;
      if (small && head.first != nullptr) break;
      head = {&rules_.heads.rows[word->row], i};
      i += size_of(*word) - 1;
    }
    return head;
  }

  /// "Asan Berik of the Oral Bar": what stands before the last small word before the head word, or
  /// is a day, does not belong to the name.
  std::uint32_t begin_of_name(std::uint32_t passage, std::uint32_t begin,
                              std::uint32_t head) const {
    std::uint32_t first = std::min(begin, head);
    for (std::uint32_t at = first; at < head; ++at) {
      const bool small = scanned(passage).tokens[at].casing == Casing::Lower;
      if (small || is_taken({passage, at, at + 1})) first = at + 1;
    }
    return first;
  }

  /// The word from which the initials spell the acronym; `end` if none does.
  std::uint32_t begin_by_acronym(std::uint32_t passage, std::uint32_t at, std::uint32_t end,
                                 std::uint32_t acronym) const {
    const auto& tokens = scanned(passage).tokens;
    const std::string& letters = tokens[acronym].folded;
    std::size_t first = 0;
    const char32_t initial = next_character(letters, first);
    for (std::uint32_t begin = at; begin < end; ++begin) {
      std::size_t offset = 0;
      const std::string& word = tokens[begin].folded;
      if (tokens[begin].casing == Casing::Lower || next_character(word, offset) != initial)
        continue;
      if (end - begin >= 2) return begin;
    }
    return end;
  }

  void add(TokenPlace place, std::optional<std::uint32_t> acronym, const HeadRow& row,
           std::int32_t confidence) {
    NamedValue value{name_of(scan_, place), row.type};
    const std::string key = fold(value.name);
    auto known = facts_.find(key);
    // "the Foundation": short for the one named before.
    const bool one_word = place.end == place.begin + 1;
    if (const auto whole = by_word_.find(key); one_word && whole != by_word_.end()) {
      known = facts_.find(whole->second);
    }
    std::uint32_t fact = 0;
    if (known != facts_.end()) {
      fact = known->second;
      draft_.add_evidence(fact, place, row.id);
      auto& named = std::get<NamedValue>(draft_.facts[fact].value);
      if (is_upper_only(named.name) && fold(named.name) == key) named.name = value.name;
    } else {
      fact = draft_.add(FactKind::Organisation, std::move(value), place, row.id, confidence);
      facts_.emplace(key, fact);
      if (!one_word) remember_words(place, key);
    }
    if (acronym) {
      acronyms_.emplace(scanned(place.passage).tokens[*acronym].folded, fact);
    }
  }

  void remember_words(TokenPlace place, const std::string& key) {
    for (std::uint32_t at = place.begin; at < place.end; ++at) {
      const Phrase* const head = rules_.heads.phrases.longest_at(scanned(place.passage), at);
      if (head == nullptr || size_of(*head) != 1) continue;
      by_word_[scanned(place.passage).tokens[at].folded] = key;
    }
  }

  void find_acronyms(std::uint32_t passage) {
    const auto& tokens = scanned(passage).tokens;
    for (std::uint32_t at = 0; at < tokens.size(); ++at) {
      const Token& token = tokens[at];
      if (token.casing != Casing::Upper && token.casing != Casing::Mixed) continue;
      const auto found = acronyms_.find(std::string(without_possessive(token.folded)));
      if (found == acronyms_.end()) continue;
      const TokenPlace place{passage, at, at + 1};
      if (!draft_.mentions_in(FactKind::Organisation, place).empty()) continue;
      draft_.add_evidence(found->second, place, "organisation.explained_acronym");
    }
  }

  const Scan& scan_;
  const OrganisationRules& rules_;
  FactDraft& draft_;
  std::map<std::string, std::uint32_t> facts_;
  std::map<std::string, std::uint32_t> acronyms_;
  std::map<std::string, std::string> by_word_;  // a head word -> the key of the last name with it
};

}  // namespace

Result<OrganisationRules> make_organisation_rules(const Tables& tables) {
  OrganisationRules rules;
  TRY(rules.heads, make_head_set(tables, "organisations", "organisation", "head"));
  TRY(rules.quoted, make_head_set(tables, "organisations", "organisation", "quoted"));
  TRY(rules.openers, make_head_set(tables, "organisations", "organisation", "opener"));
  TRY(rules.others, make_head_set(tables, "organisations", "organisation", "other"));
  TRY(rules.names, make_head_set(tables, "organisations", "organisation", "name"));
  return rules;
}

void find_organisations(const Scan& scan, const OrganisationRules& rules, FactDraft& draft) {
  Finder(scan, rules, draft).find();
}

}  // namespace habeas
