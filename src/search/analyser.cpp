// SPDX-License-Identifier: AGPL-3.0-or-later
#include "search/analyser.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "search/spelling.h"
#include "text/romanise.h"
#include "text/stem.h"
#include "text/tokens.h"
#include "text/utf8.h"

namespace habeas {
namespace {

// The languages in Latin letters whose words are stemmed; the first where none is known.
constexpr std::array<std::string_view, 3> kLatinLanguages{"en", "fr", "es"};
constexpr std::u32string_view kKazakhLetters = U"әғқңөұүһі";
// What French, Italian and others elide before a vowel: `l'avocat`, `d'Amato`.
constexpr std::array<std::string_view, 9> kElided{"l", "d", "j", "m", "n", "s", "t", "c", "qu"};

enum class Purpose : std::uint8_t { Index, Query };

/// Terms in the order in which they come, each once.
class Terms {
 public:
  void add(std::string_view term) {
    if (term.size() > kTermBytesMax) {
      std::size_t end = kTermBytesMax;
      while (!is_boundary(term, end)) --end;
      term = term.substr(0, end);
    }
    const bool is_new = std::find(terms_.begin(), terms_.end(), term) == terms_.end();
    if (!term.empty() && is_new) terms_.emplace_back(term);
  }
  void add_name(std::string_view romanised) {
    for (const std::string& form : {std::string(romanised), without_case_ending(romanised)}) {
      const std::string key = spelling_key(form);
      if (!key.empty()) add("~" + key);
    }
  }
  std::vector<std::string> take() { return std::move(terms_); }

 private:
  std::vector<std::string> terms_;
};

bool has_kazakh_letter(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    if (kKazakhLetters.find(next_character(word, i)) != std::u32string_view::npos) return true;
  }
  return false;
}

void add_latin_stems(Terms& terms, std::string_view folded, std::string_view language,
                     Purpose purpose) {
  if (purpose == Purpose::Query) {
    for (const std::string_view each : kLatinLanguages) terms.add(fold_name(stem(folded, each)));
    return;
  }
  const bool is_known =
      std::find(kLatinLanguages.begin(), kLatinLanguages.end(), language) != kLatinLanguages.end();
  terms.add(fold_name(stem(folded, is_known ? language : kLatinLanguages.front())));
}

void add_cyrillic_stems(Terms& terms, std::string_view folded, std::string_view language,
                        Purpose purpose) {
  const bool is_kazakh = language == "kk" || has_kazakh_letter(folded);
  if (is_kazakh || purpose == Purpose::Query) {
    const std::string romanised = fold_name(kazakh_stem(folded));
    terms.add(romanised);
    terms.add_name(romanised);
  }
  if (!is_kazakh) terms.add(fold_name(stem(folded, "ru")));
}

/// One word without hyphens. `joined` is it with what was elided before it, or "".
std::vector<std::string> terms_of(std::string_view folded, std::string_view joined,
                                  const Token& token, std::string_view language, Purpose purpose) {
  Terms terms;
  const std::string romanised = fold_name(folded);
  terms.add(romanised);
  if (token.kind == TokenKind::Number) return terms.take();
  terms.add(fold_name(joined));
  const bool is_latin = token.script == Script::Latin;
  if (is_latin) {
    add_latin_stems(terms, folded, language, purpose);
  } else if (token.script == Script::Cyrillic) {
    add_cyrillic_stems(terms, folded, language, purpose);
  }
  // A name is told by its capital; queries are typed without, other scripts may have none.
  const bool may_be_name = purpose == Purpose::Query || !is_latin || token.casing != Casing::Lower;
  if (may_be_name) terms.add_name(romanised);
  return terms.take();
}

/// `l'avocat` -> `avocat`, with `l'avocat` in `joined`; `karimova's` -> `karimova`.
std::string_view without_clitics(std::string_view folded, std::string_view& joined) {
  if (folded.ends_with("'s")) folded.remove_suffix(2);
  const std::size_t apostrophe = folded.find('\'');
  if (apostrophe == std::string_view::npos || folded.size() < apostrophe + 3) return folded;
  const std::string_view before = folded.substr(0, apostrophe);
  if (std::find(kElided.begin(), kElided.end(), before) == kElided.end()) return folded;
  joined = folded;
  return folded.substr(apostrophe + 1);
}

using TermsOfWords = std::vector<std::vector<std::string>>;

/// The terms of each word that `token` is made of.
TermsOfWords words_of(const Token& token, std::string_view language, Purpose purpose) {
  TermsOfWords words;
  std::string_view rest = token.folded;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('-'), rest.size());
    std::string_view joined;
    const std::string_view piece = without_clitics(rest.substr(0, end), joined);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    auto terms = terms_of(piece, joined, token, language, purpose);
    // What is left of a word may still hold a space where a sign stood in it.
    for (std::string& term : terms) std::replace(term.begin(), term.end(), ' ', '_');
    if (!terms.empty()) words.push_back(std::move(terms));
  }
  return words;
}

/// Words come again and again in a document: each is analysed once.
class WordMemory {
 public:
  explicit WordMemory(Purpose purpose) : purpose_(purpose) {}

  void append(std::vector<AnalysedWord>& words, std::string_view text, std::string_view language,
              std::uint32_t offset) {
    for (const Token& token : split_tokens(text)) {
      if (token.kind == TokenKind::Punctuation) continue;
      const TextSpan span{token.span.begin + offset, token.span.end + offset};
      for (const auto& terms : find(token, language)) words.push_back({span, terms});
    }
  }

 private:
  const TermsOfWords& find(const Token& token, std::string_view language) {
    std::string key(language);
    key += token.casing == Casing::Lower ? ' ' : '^';
    key += token.folded;
    const auto [found, is_new] = known_.try_emplace(std::move(key));
    if (is_new) found->second = words_of(token, language, purpose_);
    return found->second;
  }

  Purpose purpose_;
  std::unordered_map<std::string, TermsOfWords> known_;
};

std::vector<AnalysedWord> analyse_for(std::string_view text, std::string_view language,
                                      Purpose purpose) {
  std::vector<AnalysedWord> words;
  WordMemory(purpose).append(words, text, language, 0);
  return words;
}

}  // namespace

std::vector<AnalysedWord> analyse(std::string_view text, std::string_view language) {
  return analyse_for(text, language, Purpose::Index);
}

std::vector<AnalysedWord> analyse_query(std::string_view words) {
  return analyse_for(words, "", Purpose::Query);
}

AnalysedDocument analyse(const Document& document) {
  AnalysedDocument analysed;
  WordMemory memory(Purpose::Index);
  for (const Passage& passage : document.passages) {
    if (!passage.visible || passage.kind == PassageKind::Metadata) continue;
    memory.append(passage.kind == PassageKind::Title ? analysed.title : analysed.body,
                  slice(document.text, passage.span),
                  passage.language.empty() ? document.language : passage.language,
                  passage.span.begin);
  }
  return analysed;
}

}  // namespace habeas
