// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/statements.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "extract/named_things.h"
#include "text/fold.h"

namespace habeas {
namespace {

Result<NamedPhrases> read_phrases(const Tables& tables, std::string_view topic,
                                  std::string_view prefix, std::string_view value_column) {
  NamedPhrases read;
  for (const Table* table : tables.tables_under(topic)) {
    TRY(const auto id, table->require_column("id"));
    TRY(const auto words, table->require_column("words"));
    TRY(const auto value, table->require_column(value_column));
    for (std::size_t row = 0; row < table->row_count(); ++row) {
      read.phrases.add(table->cell(row, words), static_cast<std::uint32_t>(read.rows.size()));
      read.rows.push_back({std::string(prefix) + "." + std::string(table->cell(row, id)),
                           std::string(table->cell(row, value))});
    }
  }
  return read;
}

bool is_sign(const ScannedPassage& here, std::uint32_t at, std::string_view sign) {
  return at < here.tokens.size() && here.tokens[at].folded == sign;
}

/// Reads labels from one token on, over passages, until something is no label.
class LabelReader {
 public:
  LabelReader(const Scan& scan, const LabelRules& rules, FactDraft& draft)
      : scan_(scan), rules_(rules), draft_(draft) {}

  /// -> false when a token stands there that is neither label nor `/`.
  bool read_passage(std::uint32_t passage, std::uint32_t at) {
    const ScannedPassage& here = scan_.passages[passage];
    while (at < here.tokens.size()) {
      if (is_sign(here, at, "/") || is_sign(here, at, ",") || is_sign(here, at, "-") ||
          is_sign(here, at, ";") || is_sign(here, at, "&") || is_sign(here, at, "and")) {
        ++at;
        continue;
      }
      const Phrase* const label = rules_.labels.phrases.longest_at(here, at);
      const bool capital = here.tokens[at].casing != Casing::Lower || found_;
      if (label == nullptr || !capital || !ends_well(here, at + size_of(*label))) return false;
      add({passage, at, at + size_of(*label)}, rules_.labels.rows[label->row]);
      at += size_of(*label);
    }
    return true;
  }

 private:
  /// A label fills its part of the line: a sign or a line end stands behind it.
  static bool ends_well(const ScannedPassage& here, std::uint32_t end) {
    if (end >= here.tokens.size() || here.tokens[end].line_break_before) return true;
    static constexpr std::string_view kEnds[] = {"/", ",", "-", ";", "&", "and", "(", "."};
    return std::find(std::begin(kEnds), std::end(kEnds), here.tokens[end].folded) !=
           std::end(kEnds);
  }

  void add(TokenPlace place, const NamedPhrases::Row& row) {
    found_ = true;
    if (!seen_.insert(row.value).second) return;
    draft_.add(FactKind::Label, NamedValue{name_of(scan_, place), row.value}, place, row.id,
               950'000);
  }

  const Scan& scan_;
  const LabelRules& rules_;
  FactDraft& draft_;
  bool found_ = false;
  std::set<std::string> seen_;
};

/// Where the first own number of the report is printed.
std::optional<TokenPlace> find_own_number(const FactDraft& draft) {
  for (std::size_t fact = 0; fact < draft.facts.size(); ++fact) {
    const auto* const reference = std::get_if<ReferenceValue>(&draft.facts[fact].value);
    if (reference == nullptr || reference->role != ReferenceRole::Own) continue;
    if (reference->scheme == "observatory") return draft.places[fact].back();
  }
  return std::nullopt;
}

}  // namespace

Result<LabelRules> make_label_rules(const Tables& tables) {
  LabelRules rules;
  TRY(rules.labels, read_phrases(tables, "labels", "label", "code"));
  return rules;
}

void find_labels(const Scan& scan, const LabelRules& rules, FactDraft& draft) {
  const auto number = find_own_number(draft);
  if (!number) return;
  constexpr std::uint32_t kLabelPassagesMax = 8;
  LabelReader reader(scan, rules, draft);
  std::uint32_t at = number->end;
  const auto count = static_cast<std::uint32_t>(scan.passages.size());
  const std::uint32_t last = std::min(count, number->passage + kLabelPassagesMax);
  for (std::uint32_t passage = number->passage; passage < last; ++passage) {
    if (!reader.read_passage(passage, at)) return;
    at = 0;
  }
}

Result<StandardRules> make_standard_rules(const Tables& tables) {
  StandardRules rules;
  TRY(rules.standards, read_phrases(tables, "standards", "standard", "code"));
  return rules;
}

void find_standards(const Scan& scan, const StandardRules& rules, FactDraft& draft) {
  std::map<std::string, std::uint32_t> facts;
  for (std::uint32_t passage = 0; passage < scan.passages.size(); ++passage) {
    const ScannedPassage& here = scan.passages[passage];
    if (here.kind == PassageKind::Metadata) continue;
    for (std::uint32_t at = 0; at < here.tokens.size();) {
      const Phrase* const phrase = rules.standards.phrases.longest_at(here, at);
      if (phrase == nullptr) {
        ++at;
        continue;
      }
      const NamedPhrases::Row& row = rules.standards.rows[phrase->row];
      const TokenPlace place{passage, at, at + size_of(*phrase)};
      at = place.end;
      if (const auto known = facts.find(row.value); known != facts.end()) {
        draft.add_evidence(known->second, place, row.id);
        continue;
      }
      facts[row.value] = draft.add(FactKind::Standard, NamedValue{name_of(scan, place), row.value},
                                   place, row.id, 850'000);
    }
  }
}

namespace {

class ProvenanceFinder {
 public:
  ProvenanceFinder(const Scan& scan, const ProvenanceRules& rules, FactDraft& draft)
      : scan_(scan), rules_(rules), draft_(draft) {}

  void find() {
    for (std::uint32_t passage = 0; passage < scan_.passages.size(); ++passage) {
      const ScannedPassage& here = scan_.passages[passage];
      if (here.kind == PassageKind::Metadata) continue;
      if (here.kind == PassageKind::SourceLine && !here.tokens.empty()) read_source_line(passage);
      for (std::uint32_t at = 0; at < here.tokens.size(); ++at) {
        if (const Phrase* const word = rules_.words.phrases.longest_at(here, at)) {
          read({passage, at, at + size_of(*word)}, rules_.words.rows[word->row]);
        }
      }
    }
  }

 private:
  void read_source_line(std::uint32_t passage) {
    const auto end = static_cast<std::uint32_t>(scan_.passages[passage].tokens.size());
    // "OMCT Logo OMCT logo", a picture's alternative text: the name is what stands before "logo".
    std::uint32_t name_end = 0;
    while (name_end < end && scan_.passages[passage].tokens[name_end].folded != "logo") ++name_end;
    const TokenPlace place = shorten(scan_, {passage, 0, name_end == 0 ? end : name_end}, 160);
    add(place, name_of(scan_, place), "republished_from", "provenance.source_line", 950'000);
  }

  void read(TokenPlace words, const NamedPhrases::Row& row) {
    if (row.value == "informed_by") return add_words(words, row);
    if (row.value == "informants") {
      return add(words, name_of(scan_, words), "informed_by", row.id, 850'000);
    }
    constexpr std::uint32_t kSentenceReach = 200;
    const TokenPlace sentence = surroundings_of(scan_, words, kSentenceReach);
    if (row.value == "partnership") return read_partnership(words, sentence, row);
    if (row.value == "investigated_by") return read_investigator(words, sentence, row);
    if (row.value == "issued_by") {
      for (const auto& mention : organisations({words.passage, sentence.begin, words.begin})) {
        add_organisation(mention, "issued_by", row.id);
        return;
      }
    }
  }

  /// "informed by reliable sources": what stands behind "by" up to a preposition.
  void add_words(TokenPlace words, const NamedPhrases::Row& row) {
    const ScannedPassage& here = scan_.passages[words.passage];
    static constexpr std::string_view kEnds[] = {"about", "of", "that", "on", "regarding",  "de",
                                                 "que",   "о",  "sur",  "in", "concerning", "with"};
    constexpr std::uint32_t kTokensMax = 8;
    std::uint32_t end = words.end;
    while (end < here.tokens.size() && end < words.end + kTokensMax) {
      const Token& token = here.tokens[end];
      if (token.kind == TokenKind::Punctuation) break;
      if (end > words.end &&
          std::find(std::begin(kEnds), std::end(kEnds), token.folded) != std::end(kEnds)) {
        break;
      }
      ++end;
    }
    if (end == words.end) return;
    const TokenPlace place{words.passage, words.end, end};
    add(place, name_of(scan_, place), "informed_by", row.id, 900'000);
  }

  std::vector<FactDraft::Mention> organisations(TokenPlace range) const {
    if (range.begin >= range.end) return {};
    return draft_.mentions_in(FactKind::Organisation, range);
  }

  /// "The Observatory ..., a partnership of the A (X) and Y, has received": before it the issuer,
  /// behind it the members.
  void read_partnership(TokenPlace words, TokenPlace sentence, const NamedPhrases::Row& row) {
    const auto before = organisations({words.passage, sentence.begin, words.begin});
    if (!before.empty()) add_organisation(before.back(), "issued_by", row.id);
    std::uint32_t reach = words.end;
    constexpr std::uint32_t kGapMax = 6;
    for (const auto& mention : organisations({words.passage, words.end, sentence.end})) {
      if (mention.place.begin > reach + kGapMax) break;
      if (is_acronym_in_brackets(mention.place)) {
        reach = mention.place.end + 1;
        continue;
      }
      add_organisation(mention, "member_of_issuer", row.id);
      reach = mention.place.end;
    }
  }

  bool is_acronym_in_brackets(TokenPlace place) const {
    const ScannedPassage& here = scan_.passages[place.passage];
    return place.begin > 0 && is_sign(here, place.begin - 1, "(") && is_sign(here, place.end, ")");
  }

  /// "two staffers of the X examined": the organisation behind "of", before the verb.
  void read_investigator(TokenPlace words, TokenPlace sentence, const NamedPhrases::Row& row) {
    const auto before = organisations({words.passage, sentence.begin, words.begin});
    for (std::size_t at = before.size(); at-- > 0;) {
      if (is_acronym_in_brackets(before[at].place)) continue;
      add_organisation(before[at], "investigated_by", row.id);
      return;
    }
  }

  void add_organisation(const FactDraft::Mention& mention, const char* type,
                        const std::string& rule) {
    const auto& organisation = std::get<NamedValue>(draft_.facts[mention.fact].value);
    add(mention.place, organisation.name, type, rule, 900'000);
  }

  void add(TokenPlace place, std::string name, const char* type, const std::string& rule,
           std::int32_t confidence) {
    const auto key = std::pair(std::string(type), fold(name));
    if (!seen_.insert(key).second) return;
    draft_.add(FactKind::Provenance, NamedValue{std::move(name), type}, place, rule, confidence);
  }

  const Scan& scan_;
  const ProvenanceRules& rules_;
  FactDraft& draft_;
  std::set<std::pair<std::string, std::string>> seen_;
};

}  // namespace

Result<ProvenanceRules> make_provenance_rules(const Tables& tables) {
  ProvenanceRules rules;
  TRY(rules.words, read_phrases(tables, "provenance", "provenance", "kind"));
  return rules;
}

void find_provenance(const Scan& scan, const ProvenanceRules& rules, FactDraft& draft) {
  ProvenanceFinder(scan, rules, draft).find();
}

}  // namespace habeas
