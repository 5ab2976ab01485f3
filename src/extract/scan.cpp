// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/scan.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "extract/word_filter.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::array<std::pair<std::string_view, SectionKind>, 5> kSections = {{
    {"background", SectionKind::Background},
    {"new", SectionKind::New},
    {"description", SectionKind::Description},
    {"actions", SectionKind::Actions},
    {"addresses", SectionKind::Addresses},
}};

// Words that end in a full stop without ending a sentence. Sorted.
constexpr std::string_view kAbbreviations[] = {
    "abg", "abog", "adv", "advs", "al", "approx", "apr", "art", "arts", "aug", "av", "avv",
    "brig", "c", "capt", "cc", "cf", "cmdr", "cnel", "col", "cpl", "d", "dec", "dr", "dra",
    "drs", "esq", "etc", "exp", "feb", "fr", "gen", "gov", "hon", "ibid", "inc", "insp",
    "jan", "jr", "jul", "jun", "lic", "licda", "lieut", "lt", "ltd", "m", "maj", "me",
    "messrs", "mgr", "mlle", "mlles", "mm", "mme", "mmes", "mr", "mrs", "ms", "mss",
    "mssrs", "mtre", "n", "no", "nos", "nov", "nr", "oct", "op", "p", "par", "para", "pol",
    "pp", "prof", "profs", "pvt", "ref", "rep", "res", "rev", "rt", "s", "sec", "sen",
    "sep", "sept", "sgt", "sr", "sra", "sras", "sres", "srta", "st", "supt", "tel", "ua",
    "v", "vol", "vs", "г", "гг", "д", "др", "им", "млн", "обл", "п", "пр", "р", "см", "ст",
    "стр", "т", "ул", "ч",
};
static_assert(std::is_sorted(std::begin(kAbbreviations), std::end(kAbbreviations)));

bool is_abbreviation(std::string_view folded) {
  return std::binary_search(std::begin(kAbbreviations), std::end(kAbbreviations), folded);
}

std::string join_folded(const ScannedPassage& passage, std::uint32_t begin, std::uint32_t end) {
  std::string words;
  for (std::uint32_t at = begin; at < end; ++at) {
    if (!words.empty()) words += ' ';
    words += passage.tokens[at].folded;
  }
  return words;
}

/// The section that the first line of `passage` begins. A heading stands alone on its line or has
/// a colon behind it.
std::optional<SectionKind> find_heading(const ScannedPassage& passage, const ScanRules& rules) {
  constexpr std::uint32_t kHeadingTokensMax = 8;
  const auto& tokens = passage.tokens;
  const auto count = static_cast<std::uint32_t>(tokens.size());
  std::uint32_t end = 0;
  while (end < count && end <= kHeadingTokensMax && tokens[end].kind == TokenKind::Word &&
         (end == 0 || !tokens[end].line_break_before)) {
    ++end;
  }
  if (end == 0 || end > kHeadingTokensMax) return std::nullopt;
  const bool alone = end == count || tokens[end].line_break_before || tokens[end].folded == ":";
  if (!alone) return std::nullopt;
  return rules.find_section(join_folded(passage, 0, end));
}

ScannedPassage scan_passage(const Document& document, std::uint32_t position,
                            const KnownWords& words, const SeenWords& seen) {
  const Passage& passage = document.passages[position];
  ScannedPassage scanned;
  scanned.passage = position;
  scanned.kind = passage.kind;
  scanned.visible = passage.visible;
  scanned.language = !passage.language.empty()    ? passage.language
                     : !document.language.empty() ? document.language
                                                  : "en";
  scanned.reading = make_reading_text(document.text, passage.span, words, seen);
  scanned.tokens = split_tokens(scanned.reading.text);
  scanned.hashes.reserve(scanned.tokens.size());
  for (const Token& token : scanned.tokens) scanned.hashes.push_back(hash_word(token.folded));
  scanned.sentences = split_sentences(scanned.reading.text, scanned.tokens, is_abbreviation);
  return scanned;
}

}  // namespace

Result<ScanRules> ScanRules::make(const Tables& tables) {
  ScanRules rules;
  TRY(rules.words_, KnownWords::make(tables));
  for (const Table* table : tables.tables_under("sections")) {
    TRY(const auto words, table->require_column("words"));
    TRY(const auto section, table->require_column("section"));
    for (std::size_t row = 0; row < table->row_count(); ++row) {
      const auto* const found =
          std::find_if(kSections.begin(), kSections.end(),
                       [&](const auto& kind) { return kind.first == table->cell(row, section); });
      if (found == kSections.end()) {
        return fail(ErrorCode::BadInput, table->where(row) + ": no such section: '" +
                                             std::string(table->cell(row, section)) + "'");
      }
      rules.sections_.emplace(fold(table->cell(row, words)), found->second);
    }
  }
  return rules;
}

std::optional<SectionKind> ScanRules::find_section(std::string_view folded_words) const {
  const auto found = sections_.find(folded_words);
  if (found == sections_.end()) return std::nullopt;
  return found->second;
}

Scan make_scan(const Document& document, const ScanRules& rules) {
  Scan scan;
  scan.document = &document;
  scan.rules = &rules;
  scan.passages.reserve(document.passages.size());
  const SeenWords seen = find_seen_words(document.text);
  std::optional<SectionKind> section;
  for (std::uint32_t position = 0; position < document.passages.size(); ++position) {
    ScannedPassage passage = scan_passage(document, position, rules.known_words(), seen);
    const bool body = passage.kind != PassageKind::Metadata && passage.kind != PassageKind::Title;
    if (body) {
      if (const auto heading = find_heading(passage, rules)) section = heading;
      passage.section = section;
      passage.background = section == SectionKind::Background;
    }
    scan.passages.push_back(std::move(passage));
  }
  return scan;
}

TextSpan to_document_span(const Scan& scan, TokenPlace place) {
  const ScannedPassage& passage = scan.passages[place.passage];
  assert(place.begin < place.end && place.end <= passage.tokens.size());
  return passage.reading.map.to_source(
      TextSpan{passage.tokens[place.begin].span.begin, passage.tokens[place.end - 1].span.end});
}

std::string_view words_of(const Scan& scan, TokenPlace place) {
  const ScannedPassage& passage = scan.passages[place.passage];
  assert(place.begin < place.end && place.end <= passage.tokens.size());
  return slice(passage.reading.text,
               {passage.tokens[place.begin].span.begin, passage.tokens[place.end - 1].span.end});
}

TokenPlace tokens_at(const Scan& scan, std::uint32_t passage, TextSpan span) {
  const auto& tokens = scan.passages[passage].tokens;
  const auto begin = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.span.end <= span.begin;
  });
  const auto end = std::partition_point(
      begin, tokens.end(), [&](const Token& token) { return token.span.begin < span.end; });
  return {passage, static_cast<std::uint32_t>(begin - tokens.begin()),
          static_cast<std::uint32_t>(end - tokens.begin())};
}

TokenPlace sentence_of(const Scan& scan, std::uint32_t passage, std::uint32_t token) {
  const ScannedPassage& scanned = scan.passages[passage];
  const auto found =
      std::partition_point(scanned.sentences.begin(), scanned.sentences.end(),
                           [&](const TokenRange& sentence) { return sentence.end <= token; });
  if (found == scanned.sentences.end()) {
    return {passage, 0, static_cast<std::uint32_t>(scanned.tokens.size())};
  }
  return {passage, found->begin, found->end};
}

TokenPlace surroundings_of(const Scan& scan, TokenPlace place, std::uint32_t reach) {
  TokenPlace around = sentence_of(scan, place.passage, place.begin);
  if (place.begin > reach) around.begin = std::max(around.begin, place.begin - reach);
  around.end = std::max(place.end, std::min(around.end, place.end + reach));
  return around;
}

TokenPlace shorten(const Scan& scan, TokenPlace place, std::size_t bytes_max) {
  const auto begin = to_document_span(scan, {place.passage, place.begin, place.begin + 1}).begin;
  while (place.end > place.begin + 1 &&
         to_document_span(scan, {place.passage, place.end - 1, place.end}).end - begin >
             bytes_max) {
    --place.end;
  }
  return place;
}

std::uint32_t FactDraft::add(FactKind kind, FactValue value, TokenPlace place,
                             std::string_view rule, std::int32_t confidence) {
  const ScannedPassage& passage = scan_->passages[place.passage];
  const auto position = static_cast<std::uint32_t>(facts.size());
  Fact fact;
  fact.kind = kind;
  fact.value = std::move(value);
  fact.evidence.push_back(cite(scan_->document->text, to_document_span(*scan_, place), rule));
  fact.confidence = confidence;
  fact.background = passage.background;
  fact.visible = passage.visible;
  facts.push_back(std::move(fact));
  places.push_back({place});
  shelve(kind, {position, place});
  return position;
}

void FactDraft::add_evidence(std::uint32_t fact, TokenPlace place, std::string_view rule) {
  facts[fact].evidence.push_back(
      cite(scan_->document->text, to_document_span(*scan_, place), rule));
  places[fact].push_back(place);
  shelve(facts[fact].kind, {fact, place});
}

void FactDraft::shelve(FactKind kind, Mention mention) {
  Shelf& shelf = shelves_[static_cast<std::size_t>(kind)][mention.place.passage];
  const auto before = [](const Mention& a, const Mention& b) {
    return std::tie(a.place, a.fact) < std::tie(b.place, b.fact);
  };
  const auto at = std::upper_bound(shelf.mentions.begin(), shelf.mentions.end(), mention, before);
  shelf.mentions.insert(at, mention);
  shelf.longest = std::max(shelf.longest, mention.place.end - mention.place.begin);
}

std::vector<FactDraft::Mention> FactDraft::mentions_in(FactKind kind, TokenPlace range) const {
  std::vector<Mention> found;
  const auto& of_kind = shelves_[static_cast<std::size_t>(kind)];
  const auto shelf = of_kind.find(range.passage);
  if (shelf == of_kind.end()) return found;
  const std::uint32_t reach = shelf->second.longest;
  const std::uint32_t first = range.begin < reach ? 0 : range.begin - reach;
  const auto& mentions = shelf->second.mentions;
  auto at = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    return mention.place.begin < first;
  });
  for (; at != mentions.end() && at->place.begin < range.end; ++at) {
    if (at->place.end > range.begin) found.push_back(*at);
  }
  return found;
}

}  // namespace habeas
