// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/day_line.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "text/day_word_rows.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

enum class PieceKind { Word, Number, Sign };

struct Piece {
  PieceKind kind = PieceKind::Sign;
  TextSpan span;
  std::string folded;  // of words
  int value = 0;       // of numbers up to 8 digits, else -1
  char32_t sign = 0;   // dashes as '-'
};

char32_t plain_sign(char32_t sign) {
  const bool dash = (sign >= 0x2010 && sign <= 0x2015) || sign == 0x2212;
  return dash ? U'-' : sign;
}

bool is_ascii_digit(char32_t character) { return character >= U'0' && character <= U'9'; }

std::vector<Piece> split_pieces(std::string_view text) {
  std::vector<Piece> pieces;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    const char32_t first = next_character(text, offset);
    if (is_white_space(first) || is_invisible(first)) continue;
    Piece piece;
    if (is_ascii_digit(first)) {
      piece.kind = PieceKind::Number;
      while (offset < text.size() && is_ascii_digit(static_cast<unsigned char>(text[offset]))) {
        ++offset;
      }
      for (std::size_t at = begin; at < offset && piece.value >= 0; ++at) {
        piece.value = offset - begin > 8 ? -1 : piece.value * 10 + (text[at] - '0');
      }
    } else if (is_letter(first)) {
      piece.kind = PieceKind::Word;
      for (std::size_t next = offset; offset < text.size(); offset = next) {
        const char32_t character = next_character(text, next);
        if (!is_letter(character) && !is_mark(character)) break;
      }
      piece.folded = fold(text.substr(begin, offset - begin));
    } else {
      piece.sign = plain_sign(first);
    }
    piece.span = make_span(begin, offset);
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

const DayWordRow* find_word(const Piece& piece, DayWordKind kind) {
  if (piece.kind != PieceKind::Word) return nullptr;
  const auto* row = std::lower_bound(
      std::begin(kDayWordRows), std::end(kDayWordRows), std::string_view(piece.folded),
      [](const DayWordRow& each, std::string_view word) { return each.word < word; });
  for (; row != std::end(kDayWordRows) && row->word == piece.folded; ++row) {
    if (row->kind == kind) return row;
  }
  return nullptr;
}

// Walks over the pieces of one try; every step that fails leaves the cursor unfit for use.
class Cursor {
 public:
  Cursor(const std::vector<Piece>& pieces, std::size_t at) : pieces_(pieces), at_(at) {}

  std::size_t at() const { return at_; }
  const Piece* peek() const { return at_ < pieces_.size() ? &pieces_[at_] : nullptr; }
  void step() { ++at_; }

  std::optional<int> number(std::size_t digits_min, std::size_t digits_max) {
    const Piece* piece = peek();
    if (piece == nullptr || piece->kind != PieceKind::Number) return std::nullopt;
    const std::size_t digits = length(piece->span);
    if (digits < digits_min || digits > digits_max) return std::nullopt;
    step();
    return piece->value;
  }
  bool sign(char32_t wanted) {
    const Piece* piece = peek();
    if (piece == nullptr || piece->kind != PieceKind::Sign || piece->sign != wanted) return false;
    step();
    return true;
  }
  bool any_sign(std::u32string_view wanted) {
    const Piece* piece = peek();
    if (piece == nullptr || piece->kind != PieceKind::Sign) return false;
    if (wanted.find(piece->sign) == std::u32string_view::npos) return false;
    step();
    return true;
  }
  const DayWordRow* word(DayWordKind kind) {
    const Piece* piece = peek();
    const DayWordRow* row = piece == nullptr ? nullptr : find_word(*piece, kind);
    if (row != nullptr) step();
    return row;
  }
  std::uint32_t end() const { return pieces_[at_ - 1].span.end; }

 private:
  const std::vector<Piece>& pieces_;
  std::size_t at_;
};

struct Match {
  PrintedDay printed;
  std::size_t next = 0;
};

std::optional<CivilDay> likely_day(int year, int month, int day) {
  if (year < 1900 || year > 2100) return std::nullopt;
  return make_day(year, month, day);
}

int full_year(int year) { return year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year; }

// 2017-02-13, 2017/02/13, 2017.02.13
std::optional<Match> match_year_first(Cursor cursor) {
  const auto year = cursor.number(4, 4);
  const Piece* sign = cursor.peek();
  if (!year || sign == nullptr || !cursor.any_sign(U"-/.")) return std::nullopt;
  const auto month = cursor.number(1, 2);
  if (!month || !cursor.sign(sign->sign)) return std::nullopt;
  const auto day = cursor.number(1, 2);
  const auto found = day ? likely_day(*year, *month, *day) : std::nullopt;
  if (!found) return std::nullopt;
  return Match{{*found, {}, {}, false}, cursor.at()};
}

// 13.02.2017, 13/02/17, 13 - 02 - 2017, 13 | 02 | 2017
std::optional<Match> match_three_numbers(Cursor cursor) {
  const auto first = cursor.number(1, 2);
  const Piece* sign = cursor.peek();
  if (!first || sign == nullptr || !cursor.any_sign(U"-/.|")) return std::nullopt;
  const auto second = cursor.number(1, 2);
  if (!second || !cursor.sign(sign->sign)) return std::nullopt;
  const Piece* year_piece = cursor.peek();
  const auto year = cursor.number(2, 4);
  if (!year || length(year_piece->span) == 3) return std::nullopt;
  if (sign->sign == U'|' && length(year_piece->span) != 4) return std::nullopt;  // a table
  const std::size_t next = cursor.at();
  if (cursor.sign(sign->sign) && cursor.number(1, 8)) return std::nullopt;  // 10.20.30.40
  const auto day_first = likely_day(full_year(*year), *second, *first);
  const auto month_first = likely_day(full_year(*year), *first, *second);
  if (!day_first && !month_first) return std::nullopt;
  PrintedDay printed{day_first ? *day_first : *month_first, {}, {}, *year < 100};
  if (day_first && month_first && *first != *second) printed.swapped = month_first;
  return Match{printed, next};
}

// 13 February 2017, 1er mars 2017, 13 de febrero de 2017, 13-Feb-2017, 7jun02
std::optional<Match> match_day_month(Cursor cursor) {
  const Piece* day_piece = cursor.peek();
  const auto day = cursor.number(1, 2);
  if (!day) return std::nullopt;
  cursor.any_sign(U".-/º°ª");
  while (cursor.word(DayWordKind::Ordinal) != nullptr) cursor.any_sign(U".");
  const Piece* month_piece = cursor.peek();
  const DayWordRow* month = cursor.word(DayWordKind::Month);
  if (month == nullptr) return std::nullopt;
  cursor.any_sign(U".-/,");
  while (cursor.word(DayWordKind::Ordinal) != nullptr) {
  }
  cursor.any_sign(U",'\u2019");
  const Piece* year_piece = cursor.peek();
  const auto year = cursor.number(2, 4);
  if (!year || length(year_piece->span) == 3) return std::nullopt;
  const bool glued = day_piece->span.end == month_piece->span.begin &&
                     month_piece->span.end == year_piece->span.begin;
  const bool dashed = month_piece->span.end + 1 == year_piece->span.begin &&
                      day_piece->span.end + 1 == month_piece->span.begin;
  if (length(year_piece->span) == 2 && !glued && !dashed) return std::nullopt;
  const auto found = likely_day(full_year(*year), month->value, *day);
  if (!found) return std::nullopt;
  const std::size_t next = cursor.at();
  if (cursor.word(DayWordKind::Year) != nullptr) {
    return Match{{*found, {}, {}, *year < 100}, cursor.at()};
  }
  return Match{{*found, {}, {}, *year < 100}, next};
}

// February 13, 2017; Feb. 13th 2017
std::optional<Match> match_month_day(Cursor cursor) {
  const DayWordRow* month = cursor.word(DayWordKind::Month);
  if (month == nullptr) return std::nullopt;
  cursor.any_sign(U".-/");
  const auto day = cursor.number(1, 2);
  if (!day) return std::nullopt;
  cursor.word(DayWordKind::Ordinal);
  cursor.any_sign(U",./-");
  const auto year = cursor.number(4, 4);
  const auto found = year ? likely_day(*year, month->value, *day) : std::nullopt;
  if (!found) return std::nullopt;
  return Match{{*found, {}, {}, false}, cursor.at()};
}

// 2017 жылғы 13 ақпан; 2017 February 13; 2017. február 13.; 2017年2月13日
std::optional<Match> match_year_month(Cursor cursor) {
  const auto year = cursor.number(4, 4);
  if (!year) return std::nullopt;
  const auto east = [&](const char* mark) {
    const Piece* piece = cursor.peek();
    const bool found = piece != nullptr && piece->folded == mark;
    if (found) cursor.step();
    return found;
  };
  std::optional<CivilDay> found;
  if (east("年")) {
    const auto month = cursor.number(1, 2);
    if (!month || !east("月")) return std::nullopt;
    const auto day = cursor.number(1, 2);
    if (!day || !east("日")) return std::nullopt;
    found = likely_day(*year, *month, *day);
  } else if (cursor.word(DayWordKind::Year) != nullptr) {
    cursor.any_sign(U".,");
    const auto day = cursor.number(1, 2);
    const DayWordRow* month = day ? cursor.word(DayWordKind::Month) : nullptr;
    if (month != nullptr) found = likely_day(*year, month->value, *day);
  } else {
    cursor.any_sign(U",.");
    const DayWordRow* month = cursor.word(DayWordKind::Month);
    const auto day = month == nullptr ? std::nullopt : cursor.number(1, 2);
    if (day) found = likely_day(*year, month->value, *day);
  }
  if (!found) return std::nullopt;
  return Match{{*found, {}, {}, false}, cursor.at()};
}

std::optional<Match> match_at(const std::vector<Piece>& pieces, std::size_t at) {
  constexpr std::optional<Match> (*kForms[])(Cursor) = {
      match_year_first, match_three_numbers, match_day_month, match_month_day, match_year_month};
  if (pieces[at].kind == PieceKind::Sign) return std::nullopt;
  for (const auto form : kForms) {
    auto match = form(Cursor(pieces, at));
    if (!match) continue;
    const Piece& last = pieces[match->next - 1];
    match->printed.span = {pieces[at].span.begin, last.span.end};
    return match;
  }
  return std::nullopt;
}

// True if only a time of day, a weekday or signs follow.
bool ends_like_a_day_line(const std::vector<Piece>& pieces, std::size_t at) {
  int numbers = 0;
  for (; at < pieces.size(); ++at) {
    const Piece& piece = pieces[at];
    if (piece.kind == PieceKind::Number && (length(piece.span) > 2 || ++numbers > 4)) return false;
    if (piece.kind == PieceKind::Word && find_word(piece, DayWordKind::Time) == nullptr &&
        find_word(piece, DayWordKind::Year) == nullptr &&
        find_word(piece, DayWordKind::Weekday) == nullptr) {
      return false;
    }
  }
  return true;
}

// "9:32" before a day: where it ends, `at` if there is none.
std::size_t skip_time(const std::vector<Piece>& pieces, std::size_t at) {
  Cursor cursor(pieces, at);
  if (!cursor.number(1, 2) || !cursor.any_sign(U":.") || !cursor.number(2, 2)) return at;
  return cursor.at();
}

}  // namespace

std::optional<PrintedDay> parse_day_line(std::string_view line) {
  const std::string_view trimmed = trim(line);
  if (trimmed.empty() || trimmed.size() > kDayLineBytesMax) return std::nullopt;
  const std::vector<Piece> pieces = split_pieces(trimmed);
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    if (auto match = match_at(pieces, at)) {
      if (!ends_like_a_day_line(pieces, match->next)) return std::nullopt;
      const auto shift = static_cast<std::uint32_t>(trimmed.data() - line.data());
      match->printed.span.begin += shift;
      match->printed.span.end += shift;
      return match->printed;
    }
    const bool may_lead = pieces[at].kind == PieceKind::Sign ||
                          find_word(pieces[at], DayWordKind::Lead) != nullptr ||
                          find_word(pieces[at], DayWordKind::Time) != nullptr ||
                          find_word(pieces[at], DayWordKind::Weekday) != nullptr;
    if (may_lead) continue;
    const std::size_t after_time = skip_time(pieces, at);
    if (after_time == at) return std::nullopt;
    at = after_time - 1;
  }
  return std::nullopt;
}

std::vector<PrintedDay> find_days(std::string_view text, std::size_t bytes_max) {
  std::size_t end = std::min(text.size(), bytes_max);
  while (end > 0 && !is_boundary(text, end)) --end;
  const std::vector<Piece> pieces = split_pieces(text.substr(0, end));
  std::vector<PrintedDay> days;
  for (std::size_t at = 0; at < pieces.size();) {
    // "1.13.02.2017" and "113/02/2017" hold no day.
    const bool inside = at >= 2 && pieces[at - 1].kind == PieceKind::Sign &&
                        pieces[at - 2].kind == PieceKind::Number &&
                        pieces[at].kind == PieceKind::Number &&
                        pieces[at - 2].span.end == pieces[at - 1].span.begin &&
                        pieces[at - 1].span.end == pieces[at].span.begin;
    const auto match = inside ? std::nullopt : match_at(pieces, at);
    if (match) days.push_back(match->printed);
    at = match ? match->next : at + 1;
  }
  return days;
}

}  // namespace habeas
