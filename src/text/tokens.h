// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/text_span.h"
#include "text/utf8.h"

namespace habeas {

enum class TokenKind : std::uint8_t { Word, Number, Punctuation };

enum class Casing : std::uint8_t {
  None,         ///< no letters with case
  Lower,        ///< `lawyer`
  Capitalised,  ///< `Atyrau`, `Al-Haddad`, `O'Neil`
  Upper,        ///< `ABADEM`, `NGO`: two letters or more
  Initial,      ///< one capital letter, with or without its full stop: `T.`
  Mixed,        ///< `MaxBokashev`, `iPhone`
};

/// One word, number or punctuation mark of a text.
struct Token {
  TextSpan span;
  std::string folded;  ///< fold() of the bytes of `span`; without the full stop of an initial
  TokenKind kind = TokenKind::Punctuation;
  Casing casing = Casing::None;
  Script script = Script::Other;   ///< of the first letter
  bool space_before = false;       ///< white space, or the begin of the text, stands before it
  bool line_break_before = false;  ///< a line end stands before it
};

/// Splits `text` into tokens: a word is letters, marks and digits that begin with a letter, joined
/// over one hyphen or apostrophe between letters (`Abdul-Hadi`, `l'avocat` is one token, the
/// caller splits clitics by table) or at the end of a line (text/line_hyphen.h: the span is as
/// printed, the folded word is whole); a full stop belongs to a single capital letter before it
/// (initial) but to no other word; a number is a run of digits (`1,500` is three tokens); every
/// other visible character is a punctuation token of its own. Invisible characters inside a word
/// stay in its span and leave its folded form. Linear in the text.
std::vector<Token> split_tokens(std::string_view text);

/// Sentences as ranges of token positions, half-open. A sentence ends at . ! ? … ; not inside
/// numbers, not after an initial or an abbreviation (`Mr.`, `г.`, `No.`; `is_abbreviation` is asked
/// with the folded word before a full stop), not before a lower-case word; and at a blank line.
struct TokenRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const TokenRange&, const TokenRange&) = default;
};
std::vector<TokenRange> split_sentences(std::string_view text, const std::vector<Token>& tokens,
                                        bool (*is_abbreviation)(std::string_view folded));

}  // namespace habeas
