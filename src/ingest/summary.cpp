// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/summary.h"

#include <algorithm>
#include <map>

#include "text/tokens.h"

namespace habeas {
namespace {

// A place in the title or before a colon there ("Kazakhstan: ...") says more than one in passing.
constexpr int kTitleWeight = 5;
constexpr int kReferenceWeight = 10;

bool is_body(PassageKind kind) {
  return kind == PassageKind::Paragraph || kind == PassageKind::ListEntry ||
         kind == PassageKind::Quote || kind == PassageKind::Heading;
}

bool stands_in_title(const Document& document, const Fact& fact) {
  for (const Passage& passage : document.passages) {
    if (passage.kind == PassageKind::Title && contains(passage.span, fact.evidence.front().span)) {
      return true;
    }
  }
  return false;
}

/// The country code that opens an Observatory-like or UN number: "KAZ 001/1016/OBS 085".
std::string_view country_of_number(const ReferenceValue& reference, const Gazetteer& gazetteer) {
  const std::string_view number = reference.number;
  std::size_t begin = 0;
  while (begin < number.size()) {
    const std::size_t end = std::min(number.find(' ', begin), number.size());
    const std::string_view word = number.substr(begin, end - begin);
    if (word.size() == 3 && gazetteer.find_country_by_alpha3(word) != nullptr) return word;
    begin = end + 1;
  }
  return {};
}

std::uint64_t hash_of_words(const std::vector<std::string_view>& words, std::size_t first) {
  // FNV-1a, then a finaliser (Murmur3) so that the smallest values are spread like chance.
  std::uint64_t hash = 14695981039346656037ULL;
  for (std::size_t i = first; i < first + kShingleWords; ++i) {
    for (const char c : words[i]) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    hash = (hash ^ 0x20U) * 1099511628211ULL;
  }
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdULL;
  hash = (hash ^ (hash >> 33U)) * 0xc4ceb9fe1a85ec53ULL;
  return hash ^ (hash >> 33U);
}

}  // namespace

std::string country_of(const Document& document, const std::vector<Fact>& facts,
                       const Gazetteer& gazetteer) {
  std::map<std::string, int, std::less<>> weights;
  std::vector<std::string> order;
  const auto count = [&](std::string_view country, int weight) {
    if (country.empty()) return;
    const auto [entry, is_new] = weights.try_emplace(std::string(country), 0);
    if (is_new) order.emplace_back(country);
    entry->second += weight;
  };
  for (const Fact& fact : facts) {
    if (fact.background || fact.evidence.empty()) continue;
    if (const auto* place = std::get_if<PlaceValue>(&fact.value)) {
      const int mentions = static_cast<int>(std::min<std::size_t>(fact.evidence.size(), 20));
      count(place->country, mentions + (stands_in_title(document, fact) ? kTitleWeight : 0));
    } else if (const auto* reference = std::get_if<ReferenceValue>(&fact.value)) {
      const bool own = reference->role != ReferenceRole::Other;
      count(country_of_number(*reference, gazetteer), own ? kReferenceWeight : 0);
    }
  }
  std::string best;
  int best_weight = 0;
  for (const std::string& country : order) {
    if (weights[country] > best_weight) {
      best = country;
      best_weight = weights[country];
    }
  }
  return best;
}

std::vector<std::uint64_t> sketch_of(const Document& document) {
  std::vector<Token> tokens;
  for (const Passage& passage : document.passages) {
    if (!is_body(passage.kind) || !passage.visible) continue;
    for (Token& token : split_tokens(slice(document.text, passage.span))) {
      if (token.kind != TokenKind::Punctuation) tokens.push_back(std::move(token));
    }
  }
  std::vector<std::string_view> words;
  words.reserve(tokens.size());
  for (const Token& token : tokens) words.push_back(token.folded);
  std::vector<std::uint64_t> hashes;
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    hashes.push_back(hash_of_words(words, i));
  }
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  if (hashes.size() > kSketchSize) hashes.resize(kSketchSize);
  return hashes;
}

ReportSummary make_summary(const Document& document, std::vector<Fact> facts,
                           const Tables& tables) {
  ReportSummary summary;
  summary.id = document.id;
  summary.title = document.title;
  summary.address = document.address;
  summary.language = document.language;
  summary.country = country_of(document, facts, tables.gazetteer());
  summary.published = document.published;
  summary.completeness = document.completeness;
  summary.shingles = sketch_of(document);
  summary.facts = std::move(facts);
  return summary;
}

}  // namespace habeas
