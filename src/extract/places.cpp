// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/places.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "text/romanise.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::pair<std::string_view, PlaceContext> kContexts[] = {
    {"preposition", PlaceContext::Preposition}, {"city_of", PlaceContext::CityOf},
    {"region", PlaceContext::Region},           {"direction", PlaceContext::Direction},
    {"not_a_place", PlaceContext::NotAPlace},   {"person_before", PlaceContext::PersonBefore},
};

constexpr std::int32_t kSure = 950'000;
constexpr std::int32_t kBySurroundings = 820'000;

/// Tokens that carry a name of the gazetteer.
struct Candidate {
  TokenPlace place;
  std::string name;  // printed, without a possessive ending
};

bool can_begin_name(const Token& token) {
  if (token.kind != TokenKind::Word || token.casing == Casing::Initial) return false;
  return token.casing != Casing::Lower;
}

bool is_plain_ascii(std::string_view folded) {
  return std::all_of(folded.begin(), folded.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

/// fold_name() of a token, without a possessive ending.
std::string key_of(const ScannedPassage& passage, const Token& token) {
  const std::string_view folded = without_possessive(token.folded);
  if (is_plain_ascii(folded)) return std::string(folded);
  std::string_view printed = slice(passage.reading.text, token.span);
  if (folded.size() != token.folded.size()) printed = folded;
  return fold_name(printed);
}

std::string printed_name(const Scan& scan, TokenPlace place) {
  const ScannedPassage& passage = scan.passages[place.passage];
  std::string name(words_of(scan, place));
  const Token& last = passage.tokens[place.end - 1];
  if (without_possessive(last.folded).size() != last.folded.size()) {
    const std::size_t mark = name.find_last_of("'\xE2");  // ' or the first byte of ’
    if (mark != std::string::npos) name.resize(mark);
  }
  return squash(name);
}

class Finder {
 public:
  Finder(const Scan& scan, const PlaceRules& rules, FactDraft& draft)
      : scan_(scan), rules_(rules), draft_(draft) {}

  void find() {
    hint_ = find_country_of_report(scan_, rules_, draft_);
    for (std::uint32_t passage = 0; passage < scan_.passages.size(); ++passage) {
      if (scan_.passages[passage].kind == PassageKind::Metadata) continue;
      find_candidates(passage);
    }
    // A name that was surely a place once is one again: two rounds, so that order does not matter.
    std::vector<const Candidate*> doubtful;
    for (const Candidate& candidate : candidates_) {
      if (!take(candidate, false)) doubtful.push_back(&candidate);
    }
    for (const Candidate* candidate : doubtful) take(*candidate, true);
  }

 private:
  const Token& token(std::uint32_t passage, std::uint32_t at) const {
    return scan_.passages[passage].tokens[at];
  }

  void find_candidates(std::uint32_t passage) {
    const ScannedPassage& scanned = scan_.passages[passage];
    const auto count = static_cast<std::uint32_t>(scanned.tokens.size());
    for (std::uint32_t at = 0; at < count;) {
      const std::uint32_t length = can_begin_name(scanned.tokens[at]) ? match_at(scanned, at) : 0;
      if (length == 0) {
        ++at;
        continue;
      }
      const TokenPlace place{passage, at, at + length};
      // Two letters are a code, and Latin ones at that: Russian "УК" is a law.
      const bool short_code = length == 1 && scanned.tokens[at].folded.size() <= 4 &&
                              scanned.tokens[at].script != Script::Latin &&
                              scanned.tokens[at].casing == Casing::Upper;
      const bool other_word =
          short_code || scan_.rules->known_words().is(scanned.tokens[at].folded, WordUse::Month);
      if (!other_word && draft_.mentions_in(FactKind::Reference, place).empty()) {
        candidates_.push_back({place, printed_name(scan_, place)});
      }
      at += length;
    }
  }

  std::uint32_t match_at(const ScannedPassage& scanned, std::uint32_t at) const {
    std::vector<std::string> keys;
    for (std::uint32_t i = at; i < scanned.tokens.size() && keys.size() < kPlaceWordsMax; ++i) {
      const Token& token = scanned.tokens[i];
      if (token.kind != TokenKind::Word || (i > at && !token.space_before)) break;
      keys.push_back(key_of(scanned, token));
      if (without_possessive(token.folded).size() != token.folded.size()) break;
    }
    std::vector<std::string_view> views(keys.begin(), keys.end());
    std::uint32_t length = static_cast<std::uint32_t>(rules_.gazetteer->longest_match(views));
    // "Almaty he": what is small goes with a name only inside of it.
    while (length > 1 && scanned.tokens[at + length - 1].casing == Casing::Lower &&
           !rules_.of(PlaceContext::Region).longest_at(scanned, at + length - 1)) {
      --length;
    }
    return length;
  }

  /// A country's name is that country in a report about it, whatever towns are called so too.
  std::optional<Place> resolve(const std::string& name) const {
    auto found = rules_.gazetteer->resolve(name, hint_);
    if (!found || found->kind == PlaceKind::Country) return found;
    const Country* const country = rules_.gazetteer->find_country(name);
    if (country == nullptr || !(hint_.empty() || hint_ == country->alpha3)) return found;
    for (const Place& place : rules_.gazetteer->find_places(name)) {
      if (place.kind == PlaceKind::Country && place.country == country->alpha3) return place;
    }
    return found;
  }

  bool is_led(const Candidate& candidate) const {
    const ScannedPassage& scanned = scan_.passages[candidate.place.passage];
    return rules_.of(PlaceContext::Preposition).longest_before(scanned, candidate.place.begin) !=
               nullptr ||
           rules_.of(PlaceContext::CityOf).longest_before(scanned, candidate.place.begin) !=
               nullptr;
  }

  /// ", Kazakhstan" behind, or "Kazakhstan: " before, or a sure place right before the comma.
  bool is_beside_place(const Candidate& candidate) const {
    const ScannedPassage& scanned = scan_.passages[candidate.place.passage];
    const std::uint32_t end = candidate.place.end;
    if (end + 1 < scanned.tokens.size() && scanned.tokens[end].folded == ",") {
      const TokenPlace next{candidate.place.passage, end + 1, end + 2};
      if (match_at(scanned, end + 1) > 0 && is_sure_name(next)) return true;
    }
    const std::uint32_t begin = candidate.place.begin;
    if (begin < 2 || scanned.tokens[begin - 1].folded != ",") return false;
    const TokenPlace before{candidate.place.passage, begin - 2, begin - 1};
    return !draft_.mentions_in(FactKind::Place, before).empty();
  }

  bool is_sure_name(TokenPlace place) const {
    const auto found = resolve(printed_name(scan_, place));
    return found && !found->needs_context;
  }

  bool is_of_person(const Candidate& candidate) const {
    const ScannedPassage& scanned = scan_.passages[candidate.place.passage];
    std::uint32_t begin = candidate.place.begin;
    if (begin > 0 && scanned.tokens[begin - 1].folded == ".") --begin;
    if (rules_.of(PlaceContext::PersonBefore).longest_before(scanned, begin)) return true;
    return candidate.place.begin > 0 &&
           scanned.tokens[candidate.place.begin - 1].casing == Casing::Initial;
  }

  /// A capitalised word stands right beside it: "Jordan Smith", "Anna Paris".
  bool touches_name(const Candidate& candidate) const {
    const ScannedPassage& scanned = scan_.passages[candidate.place.passage];
    const std::uint32_t end = candidate.place.end;
    const auto is_name = [&](std::uint32_t at) {
      const Token& one = scanned.tokens[at];
      return one.kind == TokenKind::Word && one.casing == Casing::Capitalised;
    };
    const bool behind = end < scanned.tokens.size() && is_name(end);
    const std::uint32_t begin = candidate.place.begin;
    const bool before = begin > 0 && is_name(begin - 1) && !is_led(candidate);
    return behind || before;
  }

  bool take(const Candidate& candidate, bool second_round) {
    const ScannedPassage& scanned = scan_.passages[candidate.place.passage];
    const auto found = resolve(candidate.name);
    if (!found || is_of_person(candidate)) return true;
    if (rules_.of(PlaceContext::NotAPlace).longest_at(scanned, candidate.place.end)) return true;
    const bool known = taken_.contains(found->id) || known_names_.contains(candidate.name);
    const bool led = is_led(candidate) && !(touches_name(candidate) && found->needs_context);
    if (found->needs_context && !(led && is_likely(*found)) && !is_beside_place(candidate) &&
        !(second_round && known && !touches_name(candidate))) {
      return false;
    }
    if (!led && !known && is_doubtful_city(candidate, *found)) return false;
    add(candidate, *found);
    return true;
  }

  /// Abroad, and nothing but the name speaks for it: half of a person's name, or a small town.
  bool is_doubtful_city(const Candidate& candidate, const Place& found) const {
    constexpr std::uint32_t kLarge = 1'000'000;
    if (found.kind != PlaceKind::City || found.country == hint_) return false;
    const bool one_word = candidate.place.end == candidate.place.begin + 1;
    if (one_word && touches_name(candidate)) return true;
    return !hint_.empty() && found.population < kLarge && !is_beside_place(candidate);
  }

  /// A village abroad that only a preposition speaks for is more often something else.
  bool is_likely(const Place& place) const {
    constexpr std::uint32_t kTown = 5'000;
    return hint_.empty() || place.country == hint_ || place.population >= kTown ||
           place.kind != PlaceKind::City;
  }

  void add(const Candidate& candidate, const Place& found) {
    const ScannedPassage& scanned = scan_.passages[candidate.place.passage];
    TokenPlace place = candidate.place;
    PlaceValue value;
    value.country = found.country;
    value.located = true;
    value.latitude_e5 = found.latitude_e5;
    value.longitude_e5 = found.longitude_e5;
    value.type = found.kind == PlaceKind::Country ? "country"
                 : found.kind == PlaceKind::City  ? "city"
                                                  : "region";
    value.name = found.is_inflected || fold_name(found.name) == fold_name(candidate.name)
                     ? std::string(found.name)
                     : candidate.name;
    const Phrase* const direction =
        rules_.of(PlaceContext::Direction).longest_before(scanned, place.begin);
    if (direction != nullptr && found.kind == PlaceKind::Country &&
        scanned.tokens[place.begin - size_of(*direction)].casing != Casing::Lower) {
      place.begin -= size_of(*direction);
      value.type = "region";
      value.name = squash(words_of(scan_, {place.passage, place.begin, candidate.place.begin})) +
                   " " + value.name;
      value.located = false;  // the middle of the country is not where the region is
      value.latitude_e5 = value.longitude_e5 = 0;
    } else if (const Phrase* const region =
                   rules_.of(PlaceContext::Region).longest_at(scanned, place.end);
               region != nullptr && found.kind != PlaceKind::Country) {
      place.end += size_of(*region);
      if (value.type == "city") value.name += " Region";
      value.type = "region";
    }
    put(std::move(value), found, place);
  }

  void put(PlaceValue value, const Place& found, TokenPlace place) {
    taken_.insert(found.id);
    known_names_.insert(value.name);
    const bool country = value.type == "country";
    const auto key = std::tuple(value.type, value.country, country ? "" : fold_name(value.name));
    const auto known = facts_.find(key);
    if (known != facts_.end()) {
      draft_.add_evidence(known->second, place, "place.gazetteer");
      return;
    }
    const std::int32_t confidence = found.needs_context ? kBySurroundings : kSure;
    facts_[key] =
        draft_.add(FactKind::Place, std::move(value), place, "place.gazetteer", confidence);
  }

  const Scan& scan_;
  const PlaceRules& rules_;
  FactDraft& draft_;
  std::string hint_;
  std::vector<Candidate> candidates_;
  std::set<std::uint32_t> taken_;
  std::set<std::string, std::less<>> known_names_;
  std::map<std::tuple<std::string, std::string, std::string>, std::uint32_t> facts_;
};

/// "Kazakhstan: ..." at the begin of the title.
std::string country_of_title(const Scan& scan, const PlaceRules& rules) {
  for (std::uint32_t at = 0; at < scan.passages.size(); ++at) {
    const ScannedPassage& passage = scan.passages[at];
    if (passage.kind != PassageKind::Title) continue;
    for (std::uint32_t end = 1; end < passage.tokens.size() && end <= kPlaceWordsMax; ++end) {
      if (passage.tokens[end].folded != ":" && passage.tokens[end].folded != "-") continue;
      const Country* const country =
          rules.gazetteer->find_country(printed_name(scan, {at, 0, end}));
      return country == nullptr ? "" : std::string(country->alpha3);
    }
  }
  return "";
}

std::string country_of_reference(const PlaceRules& rules, const FactDraft& draft) {
  for (const Fact& fact : draft.facts) {
    const auto* const reference = std::get_if<ReferenceValue>(&fact.value);
    if (reference == nullptr || reference->role == ReferenceRole::Other) continue;
    const std::size_t colon = reference->key.find(':');
    const std::string code = reference->key.substr(colon + 1, 3);
    if (reference->key.substr(0, colon) != "observatory" &&
        reference->key.substr(0, colon) != "un_communication") {
      continue;
    }
    if (rules.gazetteer->find_country_by_alpha3(code) != nullptr) return code;
  }
  return "";
}

}  // namespace

Result<PlaceRules> make_place_rules(const Tables& tables) {
  PlaceRules rules;
  rules.gazetteer = &tables.gazetteer();
  for (const Table* table : tables.tables_under("place_contexts")) {
    TRY(const auto kind, table->require_column("kind"));
    TRY(const auto words, table->require_column("words"));
    for (std::size_t row = 0; row < table->row_count(); ++row) {
      const auto* const known =
          std::find_if(std::begin(kContexts), std::end(kContexts),
                       [&](const auto& one) { return one.first == table->cell(row, kind); });
      if (known == std::end(kContexts)) {
        return fail(ErrorCode::BadInput, table->where(row) + ": no such kind: '" +
                                             std::string(table->cell(row, kind)) + "'");
      }
      rules.contexts[static_cast<std::size_t>(known->second)].add(table->cell(row, words),
                                                                  static_cast<std::uint32_t>(row));
    }
  }
  return rules;
}

std::string find_country_of_report(const Scan& scan, const PlaceRules& rules,
                                   const FactDraft& draft) {
  if (std::string country = country_of_title(scan, rules); !country.empty()) return country;
  if (std::string country = country_of_reference(rules, draft); !country.empty()) return country;
  constexpr std::size_t kTokensMax = 20'000;  // the head of a book tells as much as all of it
  std::map<std::string, int, std::less<>> named;
  std::unordered_map<std::string_view, const Country*> known;
  std::size_t seen = 0;
  for (std::uint32_t at = 0; at < scan.passages.size() && seen < kTokensMax; ++at) {
    const ScannedPassage& passage = scan.passages[at];
    if (passage.kind == PassageKind::Metadata) continue;
    for (const Token& token : passage.tokens) {
      ++seen;
      if (!can_begin_name(token)) continue;
      const std::string_view word = without_possessive(token.folded);
      const auto [entry, is_new] = known.emplace(word, nullptr);
      if (is_new && word.size() >= 4) entry->second = rules.gazetteer->find_country(word);
      if (is_new && entry->second == nullptr) {
        entry->second = rules.gazetteer->find_country_of_adjective(word);
      }
      const Country* const country = entry->second;
      if (country != nullptr) ++named[std::string(country->alpha3)];
    }
  }
  std::string best;
  int most = 0;
  for (const auto& [country, times] : named) {
    if (times > most) std::tie(best, most) = std::tuple(country, times);
  }
  return best;
}

void find_places(const Scan& scan, const PlaceRules& rules, FactDraft& draft) {
  Finder(scan, rules, draft).find();
}

}  // namespace habeas
