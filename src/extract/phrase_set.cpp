// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/phrase_set.h"

#include <algorithm>
#include <utility>

#include "text/fold.h"
#include "text/tokens.h"

namespace habeas {
namespace {

bool stands_at(const ScannedPassage& passage, std::uint32_t at, const Phrase& phrase) {
  if (at + phrase.words.size() > passage.tokens.size()) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    if (passage.tokens[at + i].folded != phrase.words[i]) return false;
  }
  return true;
}

void insert(std::vector<Phrase>& phrases, Phrase phrase) {
  const auto at = std::upper_bound(
      phrases.begin(), phrases.end(), phrase,
      [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
  phrases.insert(at, std::move(phrase));
}

}  // namespace

void PhraseSet::add(std::string_view phrases, std::uint32_t row) {
  for (std::size_t begin = 0; begin <= phrases.size();) {
    const std::size_t end = std::min(phrases.find(';', begin), phrases.size());
    Phrase phrase{row, {}};
    for (Token& token : split_tokens(phrases.substr(begin, end - begin))) {
      phrase.words.push_back(std::move(token.folded));
    }
    begin = end + 1;
    if (phrase.words.empty()) continue;
    first_.add(phrase.words.front());
    last_.add(phrase.words.back());
    insert(by_first_[phrase.words.front()], phrase);
    std::vector<Phrase>& of_last = by_last_[phrase.words.back()];
    insert(of_last, std::move(phrase));
  }
}

const Phrase* PhraseSet::longest_at(const ScannedPassage& passage, std::uint32_t at) const {
  if (at >= passage.tokens.size() || !first_.may_have(passage.hashes[at])) return nullptr;
  const auto found = by_first_.find(passage.tokens[at].folded);
  if (found == by_first_.end()) return nullptr;
  for (const Phrase& phrase : found->second) {
    if (stands_at(passage, at, phrase)) return &phrase;
  }
  return nullptr;
}

const Phrase* PhraseSet::longest_before(const ScannedPassage& passage, std::uint32_t end) const {
  if (end == 0 || end > passage.tokens.size()) return nullptr;
  if (!last_.may_have(passage.hashes[end - 1])) return nullptr;
  const auto found = by_last_.find(passage.tokens[end - 1].folded);
  if (found == by_last_.end()) return nullptr;
  for (const Phrase& phrase : found->second) {
    const std::uint32_t length = size_of(phrase);
    if (length <= end && stands_at(passage, end - length, phrase)) return &phrase;
  }
  return nullptr;
}

std::string_view without_possessive(std::string_view folded) {
  if (folded.size() > 3 && folded.ends_with("'s")) folded.remove_suffix(2);
  return folded;
}

}  // namespace habeas
