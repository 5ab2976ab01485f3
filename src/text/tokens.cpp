// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/tokens.h"

#include "text/fold.h"
#include "text/line_hyphen.h"

namespace habeas {
namespace {

bool is_joiner(char32_t c) {
  return c == '-' || c == '\'' || c == 0x2019 || c == 0x2010 || c == 0x2011 || c == 0x02BC ||
         c == 0x02BB || c == 0x00B7;
}

bool is_word_part(char32_t c) { return is_letter(c) || is_mark(c) || is_digit(c); }

bool is_line_end(char32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

/// After the letters of one word that begins at `begin`.
std::size_t end_of_word(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size()) {
    std::size_t next = end;
    const char32_t c = next_character(text, next);
    if (!is_word_part(c)) {
      if (const auto hyphen = find_line_hyphen(text, end)) {
        end = hyphen->end;
        continue;
      }
    }
    if (is_word_part(c) || is_invisible(c)) {
      end = next;
      continue;
    }
    if (!is_joiner(c) || next >= text.size()) break;
    std::size_t after = next;
    if (!is_letter(next_character(text, after))) break;
    end = after;
  }
  while (end > begin) {
    std::size_t last = end;
    if (!is_invisible(previous_character(text, last))) break;
    end = last;
  }
  return end;
}

struct LetterCount {
  std::size_t letters = 0;
  std::size_t upper = 0;
  bool first_upper = false;
  bool capital_after_joiner_only = true;  ///< every later capital follows a hyphen or apostrophe
};

LetterCount count_letters(std::string_view word) {
  LetterCount count;
  bool after_joiner = false;
  for (std::size_t offset = 0; offset < word.size();) {
    const char32_t c = next_character(word, offset);
    if (is_letter(c)) {
      if (is_upper(c)) {
        if (count.letters == 0) count.first_upper = true;
        if (count.letters > 0 && !after_joiner) count.capital_after_joiner_only = false;
        ++count.upper;
      }
      ++count.letters;
    }
    after_joiner = is_joiner(c);
  }
  return count;
}

Casing casing_of(std::string_view word, bool has_case) {
  const LetterCount count = count_letters(word);
  if (!has_case) return Casing::None;
  if (count.upper == 0) return Casing::Lower;
  if (count.letters == 1) return Casing::Initial;
  if (count.upper == count.letters) return Casing::Upper;
  if (count.first_upper && count.capital_after_joiner_only) return Casing::Capitalised;
  return Casing::Mixed;
}

/// `word` as it would stand inside a line.
std::string without_line_ends(std::string_view word) {
  std::string whole;
  for (std::size_t at = 0; at < word.size();) {
    if (const auto hyphen = find_line_hyphen(word, at)) {
      if (hyphen->is_spelled) whole += '-';
      at = hyphen->end;
      continue;
    }
    const std::size_t begin = at;
    next_character(word, at);
    whole.append(word.substr(begin, at - begin));
  }
  return whole;
}

Token make_word(std::string_view text, std::size_t begin, char32_t first) {
  Token token;
  token.kind = TokenKind::Word;
  token.script = script_of(first);
  std::size_t end = end_of_word(text, begin);
  std::string_view word = text.substr(begin, end - begin);
  std::string whole;
  if (word.find('\n') != word.npos) word = whole = without_line_ends(word);
  token.folded = fold(word);
  token.casing = casing_of(word, is_upper(first) || is_lower(first));
  if (token.casing == Casing::Initial && end < text.size() && text[end] == '.') ++end;
  token.span = make_span(begin, end);
  return token;
}

Token make_number(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size()) {
    std::size_t next = end;
    if (!is_digit(next_character(text, next))) break;
    end = next;
  }
  Token token;
  token.kind = TokenKind::Number;
  token.span = make_span(begin, end);
  token.folded = fold(text.substr(begin, end - begin));
  return token;
}

bool ends_sentence(const Token& token) {
  const std::string& mark = token.folded;
  return mark == "." || mark == "!" || mark == "?" || mark == "…" || mark == "..." ||
         mark == "。" || mark == "؟" || mark == "۔";
}

bool is_closing(const Token& token) {
  const std::string& mark = token.folded;
  return mark == "'" || mark == ")" || mark == "]";
}

bool has_blank_line(std::string_view between) {
  int ends = 0;
  for (const char c : between) ends += c == '\n' ? 1 : 0;
  return ends >= 2;
}

/// True if the full stop at `at` only shortens the word before it.
bool is_shortening(const std::vector<Token>& tokens, std::size_t at,
                   bool (*is_abbreviation)(std::string_view)) {
  if (at == 0 || tokens[at].folded != ".") return false;
  const Token& before = tokens[at - 1];
  if (before.span.end != tokens[at].span.begin) return false;
  return before.kind == TokenKind::Word && is_abbreviation(before.folded);
}

}  // namespace

std::vector<Token> split_tokens(std::string_view text) {
  std::vector<Token> tokens;
  bool space = true;
  bool line_end = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    const char32_t c = next_character(text, offset);
    if (is_white_space(c)) {
      space = true;
      line_end = line_end || is_line_end(c);
      continue;
    }
    if (is_invisible(c) || is_mark(c)) continue;
    Token token;
    if (is_letter(c)) {
      token = make_word(text, begin, c);
    } else if (is_digit(c)) {
      token = make_number(text, begin);
    } else {
      token.span = make_span(begin, offset);
      token.folded = fold(text.substr(begin, offset - begin));
    }
    token.space_before = space;
    token.line_break_before = line_end;
    offset = token.span.end;
    space = false;
    line_end = false;
    tokens.push_back(std::move(token));
  }
  return tokens;
}

std::vector<TokenRange> split_sentences(std::string_view text, const std::vector<Token>& tokens,
                                        bool (*is_abbreviation)(std::string_view folded)) {
  std::vector<TokenRange> sentences;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    if (end <= begin) return;
    sentences.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > begin && tokens[i].line_break_before) {
      const std::size_t gap = tokens[i - 1].span.end;
      if (has_blank_line(text.substr(gap, tokens[i].span.begin - gap))) close(i);
    }
    if (!ends_sentence(tokens[i]) || is_shortening(tokens, i, is_abbreviation)) continue;
    std::size_t end = i + 1;
    while (end < tokens.size() && !tokens[end].space_before &&
           (ends_sentence(tokens[end]) || is_closing(tokens[end]))) {
      ++end;
    }
    // "1.5", "omct.org": no space follows; "of 3 p.m. on": a lower-case word goes on.
    if (end < tokens.size() && (!tokens[end].space_before || tokens[end].casing == Casing::Lower)) {
      continue;
    }
    close(end);
    i = end - 1;
  }
  close(tokens.size());
  return sentences;
}

}  // namespace habeas
