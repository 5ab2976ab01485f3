// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/provisions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "extract/named_things.h"
#include "model/words.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

bool is_sign(const ScannedPassage& passage, std::uint32_t at, std::string_view sign) {
  return at < passage.tokens.size() && passage.tokens[at].folded == sign;
}

struct Article {
  std::string number;  // "274.4.2"
  std::uint32_t end = 0;
};

struct Instrument {
  std::string name;
  std::uint32_t end = 0;
  bool covenant = false;
};

class Finder {
 public:
  Finder(const Scan& scan, const ProvisionRules& rules, FactDraft& draft)
      : scan_(scan), rules_(rules), draft_(draft) {}

  void find() {
    for (std::uint32_t passage = 0; passage < scan_.passages.size(); ++passage) {
      if (scan_.passages[passage].kind == PassageKind::Metadata) continue;
      const auto count = static_cast<std::uint32_t>(scan_.passages[passage].tokens.size());
      for (std::uint32_t at = 0; at < count;) at = std::max(read(passage, at), at + 1);
    }
  }

 private:
  const ScannedPassage& scanned(std::uint32_t passage) const { return scan_.passages[passage]; }

  std::uint32_t read(std::uint32_t passage, std::uint32_t at) {
    const ScannedPassage& here = scanned(passage);
    if (const Phrase* const word = rules_.articles.longest_at(here, at)) {
      std::uint32_t next = at + size_of(*word);
      if (is_sign(here, next, ".")) ++next;
      return read_articles(passage, at, next);
    }
    if (const Phrase* const law = rules_.law_breached.longest_at(here, at)) {
      const TokenPlace place{passage, at, at + size_of(*law)};
      if (has_before(rules_.breach_words, place)) {
        add(place, "", name_of(scan_, place), ProvisionRole::BreachAsserted);
      }
      return place.end;
    }
    return at;
  }

  /// A number with its parts: 91.7, 14(2), 293 paragraph 3, 174-1, 274 часть 4 пункт 2.
  std::optional<Article> article_at(std::uint32_t passage, std::uint32_t at) const {
    const ScannedPassage& here = scanned(passage);
    const auto& tokens = here.tokens;
    if (at >= tokens.size() || tokens[at].kind != TokenKind::Number) return std::nullopt;
    if (tokens[at].folded.size() > 4) return std::nullopt;
    Article article{tokens[at].folded, at + 1};
    while (add_part(here, article)) {
    }
    return article;
  }

  static bool is_part(const Token& token) {
    return token.kind == TokenKind::Number
               ? token.folded.size() <= 3
               : token.kind == TokenKind::Word && count_characters(token.folded) <= 2;
  }

  /// One level deeper, if the tokens behind say so. Every way of print becomes `.part`.
  bool add_part(const ScannedPassage& here, Article& article) const {
    const auto& tokens = here.tokens;
    const std::uint32_t at = article.end;
    const auto glued = [&](std::uint32_t place) {
      return place < tokens.size() && !tokens[place].space_before;
    };
    const auto take = [&](std::uint32_t part, std::uint32_t end) {
      article.number += "." + tokens[part].folded;
      article.end = end;
      return true;
    };
    if ((is_sign(here, at, ".") || is_sign(here, at, "-")) && glued(at) && glued(at + 1) &&
        tokens[at + 1].kind == TokenKind::Number && is_part(tokens[at + 1])) {
      return take(at + 1, at + 2);
    }
    if (is_sign(here, at, "(") && at + 2 < tokens.size() && is_part(tokens[at + 1]) &&
        is_sign(here, at + 2, ")")) {
      return take(at + 1, at + 3);
    }
    std::uint32_t word_at = is_sign(here, at, ",") ? at + 1 : at;
    const Phrase* const word = rules_.parts.longest_at(here, word_at);
    if (word == nullptr) return false;
    std::uint32_t part = word_at + size_of(*word);
    if (is_sign(here, part, ".")) ++part;
    if (is_sign(here, part, "(")) ++part;
    if (part >= tokens.size() || !is_part(tokens[part])) return false;
    return take(part, is_sign(here, part + 1, ")") ? part + 2 : part + 1);
  }

  /// "174, 274 and 400"
  std::uint32_t read_articles(std::uint32_t passage, std::uint32_t begin, std::uint32_t at) {
    const ScannedPassage& here = scanned(passage);
    std::vector<std::pair<TokenPlace, std::string>> articles;
    std::uint32_t first = begin;
    auto article = article_at(passage, at);
    while (article) {
      articles.emplace_back(TokenPlace{passage, first, article->end}, article->number);
      std::uint32_t next = article->end;
      if (is_sign(here, next, ",")) ++next;
      if (is_joining(here, next)) ++next;
      const bool joined = next > article->end;
      if (!joined || !draft_.mentions_in(FactKind::Date, {passage, next, next + 1}).empty()) break;
      if (const Phrase* const word = rules_.articles.longest_at(here, next)) {
        first = next;
        next += size_of(*word);
      } else {
        first = next;
      }
      article = article_at(passage, next);
    }
    if (articles.empty()) return begin + 1;
    const std::uint32_t end = articles.back().first.end;
    const auto instrument = instrument_at(passage, end);
    const TokenPlace whole{passage, begin, instrument ? instrument->end : end};
    const ProvisionRole role = role_of(whole, instrument && instrument->covenant);
    for (auto& [place, number] : articles) {
      const bool last = place.end == end;
      if (last && instrument) place.end = instrument->end;
      add(place, number, instrument ? instrument->name : "", role);
    }
    return whole.end;
  }

  static bool is_joining(const ScannedPassage& here, std::uint32_t at) {
    static constexpr std::string_view kJoining[] = {"and", "or", "et", "y", "и", "және", "&", "e"};
    return at < here.tokens.size() && std::find(std::begin(kJoining), std::end(kJoining),
                                                here.tokens[at].folded) != std::end(kJoining);
  }

  /// "of the Criminal Executive Code", "УК РК": the law that the article belongs to.
  std::optional<Instrument> instrument_at(std::uint32_t passage, std::uint32_t at) const {
    const ScannedPassage& here = scanned(passage);
    static constexpr std::string_view kLead[] = {"of", "the", "du",    "de", "la", "del",
                                                 "l",  "le",  "under", "in", "к"};
    std::uint32_t begin = at;
    while (begin < here.tokens.size() && begin < at + 3 &&
           std::find(std::begin(kLead), std::end(kLead), here.tokens[begin].folded) !=
               std::end(kLead)) {
      ++begin;
    }
    constexpr std::uint32_t kReach = 9;
    for (std::uint32_t place = begin; place < begin + kReach && place < here.tokens.size();
         ++place) {
      const Token& token = here.tokens[place];
      if (token.kind == TokenKind::Punctuation && token.folded != "-" && token.folded != "'") break;
      const Phrase* law = rules_.covenants.longest_at(here, place);
      const bool covenant = law != nullptr;
      if (law == nullptr) law = rules_.laws.longest_at(here, place);
      if (law == nullptr) continue;
      const std::uint32_t end = place + size_of(*law);
      return Instrument{name_of(scan_, {passage, begin, end}), end, covenant};
    }
    return std::nullopt;
  }

  /// The words of the sentence before `place`, nearest first.
  bool has_before(const PhraseSet& words, TokenPlace place) const {
    const ScannedPassage& here = scanned(place.passage);
    constexpr std::uint32_t kReach = 16;
    const TokenPlace sentence = sentence_of(scan_, place.passage, place.begin);
    const std::uint32_t lowest =
        std::max(sentence.begin, place.begin > kReach ? place.begin - kReach : 0);
    for (std::uint32_t at = place.begin; at > lowest; --at) {
      if (words.longest_before(here, at) != nullptr) return true;
    }
    return false;
  }
  bool has_after(const PhraseSet& words, TokenPlace place) const {
    const ScannedPassage& here = scanned(place.passage);
    constexpr std::uint32_t kReach = 8;
    const TokenPlace sentence = sentence_of(scan_, place.passage, place.begin);
    const std::uint32_t highest = std::min(sentence.end, place.end + kReach);
    for (std::uint32_t at = place.end; at < highest; ++at) {
      if (words.longest_at(here, at) != nullptr) return true;
    }
    return false;
  }

  ProvisionRole role_of(TokenPlace place, bool covenant) const {
    if (has_before(rules_.breach_words, place)) return ProvisionRole::BreachAsserted;
    if (covenant) return ProvisionRole::Argument;
    if (has_before(rules_.ground_words, place)) return ProvisionRole::Ground;
    if (has_before(rules_.charge_words, place) || has_after(rules_.charge_words, place)) {
      return ProvisionRole::Charge;
    }
    return ProvisionRole::Mention;
  }

  void add(TokenPlace place, std::string article, std::string instrument, ProvisionRole role) {
    const auto key = std::tuple(article, fold(instrument), role);
    const char* const rule = article.empty() ? "provision.law_alone" : "provision.article";
    if (const auto known = facts_.find(key); known != facts_.end()) {
      draft_.add_evidence(known->second, place, rule);
      return;
    }
    facts_[key] = draft_.add(FactKind::Provision,
                             ProvisionValue{std::move(article), std::move(instrument), role}, place,
                             rule, role == ProvisionRole::Mention ? 900'000 : 860'000);
  }

  const Scan& scan_;
  const ProvisionRules& rules_;
  FactDraft& draft_;
  std::map<std::tuple<std::string, std::string, ProvisionRole>, std::uint32_t> facts_;
};

}  // namespace

Result<ProvisionRules> make_provision_rules(const Tables& tables) {
  ProvisionRules rules;
  const std::map<std::string_view, PhraseSet*> sets = {{"article", &rules.articles},
                                                       {"part", &rules.parts},
                                                       {"law", &rules.laws},
                                                       {"covenant", &rules.covenants},
                                                       {"charge", &rules.charge_words},
                                                       {"ground", &rules.ground_words},
                                                       {"breach", &rules.breach_words},
                                                       {"law_breached", &rules.law_breached}};
  for (const Table* table : tables.tables_under("provisions")) {
    TRY(const auto kind, table->require_column("kind"));
    TRY(const auto words, table->require_column("words"));
    for (std::size_t row = 0; row < table->row_count(); ++row) {
      const auto set = sets.find(table->cell(row, kind));
      if (set == sets.end()) {
        return fail(ErrorCode::BadInput, table->where(row) + ": no such kind: '" +
                                             std::string(table->cell(row, kind)) + "'");
      }
      set->second->add(table->cell(row, words), static_cast<std::uint32_t>(row));
    }
  }
  return rules;
}

void find_provisions(const Scan& scan, const ProvisionRules& rules, FactDraft& draft) {
  Finder(scan, rules, draft).find();
}

}  // namespace habeas
