// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "text/text_span.h"

namespace habeas {

/// A word of a text as the index knows it: all terms that stand at its place. The first is the
/// word itself, folded and romanised ("Сариев" -> "sariev"); then stems; then, with a leading '~',
/// what spellings of a name have in common. Terms hold no space, no '|' and no quotation mark.
struct AnalysedWord {
  TextSpan span;                   ///< the bytes of the text that are highlighted for it
  std::vector<std::string> terms;  ///< at least one, each once, at most kTermBytesMax

  friend bool operator==(const AnalysedWord&, const AnalysedWord&) = default;
};

inline constexpr std::size_t kTermBytesMax = 96;

/// The words of `text`, a passage in `language` (ISO 639-1, "" if unknown), for the index. The one
/// analyser of all engines, documents and queries. Pure and linear.
std::vector<AnalysedWord> analyse(std::string_view text, std::string_view language);

/// The words of what a person looks for, whose language is not known: every stem that the index
/// may hold for it.
std::vector<AnalysedWord> analyse_query(std::string_view words);

/// The words of a document with spans into its text: titles, and all other passages that a reader
/// would have seen and that are no metadata.
struct AnalysedDocument {
  std::vector<AnalysedWord> title;
  std::vector<AnalysedWord> body;
};
AnalysedDocument analyse(const Document& document);

}  // namespace habeas
