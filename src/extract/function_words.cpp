// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/function_words.h"

#include <algorithm>
#include <utility>

#include "extract/token_pattern.h"

namespace habeas {

Result<FunctionWords> FunctionWords::make(const Tables& tables) {
  constexpr std::size_t kLanguagesMax = 32;
  FunctionWords made;
  for (const Table* table : tables.tables_under("name_words")) {
    if (made.languages_.size() == kLanguagesMax) {
      return fail(ErrorCode::TooLarge, "more than 32 languages in tables/name_words");
    }
    TRY(const auto words, make_word_set(*table, "not_name_function"));
    if (words.empty()) {
      return fail(ErrorCode::BadInput, std::string(table->name()) + ": no set not_name_function");
    }
    const std::uint32_t bit = 1U << made.languages_.size();
    for (const std::string& word : words) made.words_[word] |= bit;
    made.languages_.emplace_back(table->name().substr(table->name().find('/') + 1));
  }
  return made;
}

std::string_view FunctionWords::choose(const ScannedPassage& passage) const {
  constexpr std::size_t kTokensMax = 400;
  std::vector<std::uint32_t> counts(languages_.size(), 0);
  std::uint32_t lower = 0;
  const std::size_t end = std::min(passage.tokens.size(), kTokensMax);
  for (std::size_t at = 0; at < end; ++at) {
    const Token& token = passage.tokens[at];
    if (token.kind != TokenKind::Word || token.casing != Casing::Lower) continue;
    ++lower;
    const auto found = words_.find(token.folded);
    if (found == words_.end()) continue;
    for (std::size_t i = 0; i < languages_.size(); ++i) {
      counts[i] += (found->second >> i) & 1U;
    }
  }
  const auto stated = static_cast<std::size_t>(
      std::find(languages_.begin(), languages_.end(), passage.language) - languages_.begin());
  const auto best = static_cast<std::size_t>(
      std::max_element(counts.begin(), counts.end()) - counts.begin());
  constexpr std::uint32_t kShare = 5;  // of the lower-case words
  if (stated == languages_.size()) {
    return best < counts.size() && counts[best] * kShare >= std::max(lower, 1U)
               ? std::string_view(languages_[best])
               : std::string_view();
  }
  const bool clearly = counts[best] >= counts[stated] + 2 && counts[best] > counts[stated] * 2;
  return languages_[clearly ? best : stated];
}

}  // namespace habeas
