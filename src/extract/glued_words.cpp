// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/glued_words.h"

#include <algorithm>
#include <string>

#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

enum class Sign : std::uint8_t { Lower, Upper, Letter, Digit, Mark };

struct Character {
  Sign sign = Sign::Mark;
  char32_t value = 0;
  std::size_t offset = 0;
};

Sign sign_of(char32_t c) {
  if (c < 0x80) {
    if (c >= 'a' && c <= 'z') return Sign::Lower;
    if (c >= 'A' && c <= 'Z') return Sign::Upper;
    return c >= '0' && c <= '9' ? Sign::Digit : Sign::Mark;
  }
  if (is_lower(c)) return Sign::Lower;
  if (is_upper(c)) return Sign::Upper;
  if (is_letter(c)) return Sign::Letter;
  return is_digit(c) ? Sign::Digit : Sign::Mark;
}

bool is_letter_sign(Sign sign) {
  return sign == Sign::Lower || sign == Sign::Upper || sign == Sign::Letter;
}

std::vector<Character> read_characters(std::string_view text) {
  std::vector<Character> characters;
  characters.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    Character character;
    character.offset = at;
    character.value = next_character(text, at);
    character.sign = sign_of(character.value);
    characters.push_back(character);
  }
  return characters;
}

/// One chunk while it is looked at.
struct Look {
  const Chunk& chunk;
  const KnownWords& words;
  const SeenWords& seen;
  std::vector<Character> characters;

  std::size_t size() const { return characters.size(); }
  Sign sign(std::size_t at) const { return at < size() ? characters[at].sign : Sign::Mark; }
  std::size_t offset(std::size_t at) const {
    return at < size() ? characters[at].offset : chunk.text.size();
  }
  std::string_view part(std::size_t begin, std::size_t end) const {
    return chunk.text.substr(offset(begin), offset(end) - offset(begin));
  }
  std::size_t letters_end(std::size_t at) const {
    while (is_letter_sign(sign(at))) ++at;
    return at;
  }
};

bool is_glue_word(const KnownWords& words, std::string_view folded) {
  return words.is(folded, WordUse::Function) || words.is(folded, WordUse::Direction) ||
         words.is(folded, WordUse::Section) || words.is(folded, WordUse::Month);
}

/// `theObservatory`, `MaxBokashev`: [begin, at) ends in a small letter, a capital stands at `at`.
bool is_lost_before_capital(const Look& look, std::size_t begin, std::size_t at,
                            std::size_t run_begin) {
  if (at - begin < 2) return false;
  const std::string left = fold(look.part(begin, at));
  if (look.words.is(left, WordUse::NamePrefix)) return false;
  std::size_t right_end = at + 1;
  while (look.sign(right_end) == Sign::Lower) ++right_end;
  if (is_glue_word(look.words, left) || look.words.is(left, WordUse::Title)) return true;
  const std::string right = fold(look.part(at, right_end));
  if (look.words.is(right, WordUse::Month)) return true;
  if (right_end - at >= 3 && look.seen.contains(look.part(at, right_end))) return true;
  if (at - begin >= 3 && look.seen.contains(look.part(begin, at)) && right_end - at >= 3)
    return true;
  const std::string_view before = look.chunk.before;
  if (run_begin != 0 || before.empty()) return false;
  return look.words.is(fold(before.substr(0, before.find('.'))), WordUse::Title);
}

/// `Newinformation`, `URGENTAPPEAL`: two words of headings without a capital between them.
/// -> where the second begins, 0 if it is no such thing.
std::size_t find_heading_join(const Look& look, std::size_t begin, std::size_t end) {
  constexpr std::size_t kShortest = 8;
  constexpr std::size_t kLongest = 40;
  if (look.sign(begin) != Sign::Upper || end - begin < kShortest || end - begin > kLongest)
    return 0;
  if (look.words.is_known(fold(look.part(begin, end)))) return 0;
  for (std::size_t at = begin + 3; at + 2 <= end; ++at) {
    if (!look.words.is(fold(look.part(begin, at)), WordUse::Section)) continue;
    const std::string right = fold(look.part(at, end));
    if (look.words.is(right, WordUse::Section) || look.words.is(right, WordUse::Function))
      return at;
  }
  return 0;
}

/// `ofthe`, `inthe`
bool is_preposition_with_article(const Look& look, std::size_t begin, std::size_t end) {
  if (end - begin < 5 || end - begin > 8 || look.part(end - 3, end) != "the") return false;
  if (look.words.is_known(fold(look.part(begin, end)))) return false;
  return look.words.is(fold(look.part(begin, end - 3)), WordUse::Function);
}

void add_joins_of_letters(const Look& look, std::size_t begin, std::size_t end,
                          std::vector<std::size_t>& lost) {
  if (look.words.is(fold(look.part(begin, end)), WordUse::Whole)) return;
  std::size_t part_begin = begin;
  bool found = false;
  for (std::size_t at = begin + 1; at < end; ++at) {
    if (look.sign(at - 1) != Sign::Lower || look.sign(at) != Sign::Upper) continue;
    if (is_lost_before_capital(look, part_begin, at, begin)) {
      lost.push_back(look.offset(at));
      found = true;
    }
    part_begin = at;
  }
  if (found) return;
  if (const std::size_t at = find_heading_join(look, begin, end)) lost.push_back(look.offset(at));
  if (is_preposition_with_article(look, begin, end)) lost.push_back(look.offset(end - 3));
}

/// `January30` and `005.8Retrial`, `14and`.
void add_joins_with_digits(const Look& look, std::size_t at, std::vector<std::size_t>& lost) {
  if (look.sign(at) == Sign::Digit) {
    std::size_t begin = at;
    while (begin > 0 && is_letter_sign(look.sign(begin - 1))) --begin;
    if (look.words.is(fold(look.part(begin, at)), WordUse::Month)) lost.push_back(look.offset(at));
    return;
  }
  const std::size_t end = look.letters_end(at);
  const std::string right = fold(look.part(at, end));
  if (end - at >= 2 && is_glue_word(look.words, right)) lost.push_back(look.offset(at));
}

/// `Messrs.Name`, `Atyrau,Western`, `17,2016`.
bool is_lost_after_mark(const Look& look, std::size_t at) {
  const char32_t mark = look.characters[at - 1].value;
  if (at < 2 || (mark != '.' && mark != ',')) return false;
  const Sign before = look.sign(at - 2);
  if (mark == ',' && before == Sign::Digit) {
    std::size_t digits = at;
    while (look.sign(digits) == Sign::Digit) ++digits;
    return digits - at == 4;
  }
  if (mark == ',') return is_letter_sign(before) && is_letter_sign(look.sign(at));
  const bool word_before = before == Sign::Lower && (at >= 3 && is_letter_sign(look.sign(at - 3)));
  const bool bracket_before = look.characters[at - 2].value == ']';
  return (word_before || bracket_before) && look.sign(at) == Sign::Upper &&
         look.sign(at + 1) == Sign::Lower;
}

bool is_address(std::string_view chunk) {
  return chunk.find("://") != std::string_view::npos || chunk.find('@') != std::string_view::npos ||
         chunk.find("www.") != std::string_view::npos;
}

/// A cheap look for what no lost space can do without.
bool can_be_glued(std::string_view chunk) {
  if (chunk.size() < 4) return false;
  Sign before = Sign::Mark;
  std::size_t letters = 0;
  std::size_t longest = 0;
  for (const char c : chunk) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) return true;
    const Sign sign = sign_of(byte);
    if (before == Sign::Lower && sign == Sign::Upper) return true;
    if (before == Sign::Digit && is_letter_sign(sign)) return true;
    if (is_letter_sign(before) && sign == Sign::Digit) return true;
    letters = is_letter_sign(sign) ? letters + 1 : 0;
    longest = std::max(longest, letters);
    before = sign;
  }
  if (chunk.find_first_of(".,", 1) < chunk.size() - 1) return true;
  if (chunk.size() <= 9 && chunk.find("the", 2) != std::string_view::npos) return true;
  const bool capital =
      std::any_of(chunk.begin(), chunk.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return capital && longest >= 8;
}

}  // namespace

std::vector<std::size_t> find_lost_spaces(const Chunk& chunk, const KnownWords& words,
                                          const SeenWords& seen) {
  constexpr std::size_t kLongestBytes = 400;
  std::vector<std::size_t> lost;
  if (!can_be_glued(chunk.text) || chunk.text.size() > kLongestBytes || is_address(chunk.text)) {
    return lost;
  }
  const Look look{chunk, words, seen, read_characters(chunk.text)};
  for (std::size_t at = 0; at < look.size(); ++at) {
    const Sign before = at == 0 ? Sign::Mark : look.sign(at - 1);
    const bool letter = is_letter_sign(look.sign(at));
    const bool digit = look.sign(at) == Sign::Digit;
    if ((letter && before == Sign::Digit) || (digit && is_letter_sign(before))) {
      add_joins_with_digits(look, at, lost);
    }
    if ((letter || digit) && before == Sign::Mark && at > 0 && is_lost_after_mark(look, at)) {
      lost.push_back(look.offset(at));
    }
    if (letter && !is_letter_sign(before))
      add_joins_of_letters(look, at, look.letters_end(at), lost);
  }
  std::sort(lost.begin(), lost.end());
  lost.erase(std::unique(lost.begin(), lost.end()), lost.end());
  return lost;
}

}  // namespace habeas
