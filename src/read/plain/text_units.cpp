// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/plain/text_units.h"

#include <algorithm>

#include "read/page_words.h"
#include "text/day_line.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kWrapBytesMax = 200;
constexpr std::size_t kProseCharactersMin = 120;

struct Line {
  std::string_view words;  // trimmed
  std::size_t width;       // in bytes, trimmed
};

bool is_sentence_end(char32_t c) {
  constexpr std::u32string_view kEnds = U".!?:;\u2026\u201D\u00BB\")]\u3002";
  return kEnds.find(c) != std::u32string_view::npos;
}

char32_t last_of(std::string_view words) {
  std::size_t end = words.size();
  return previous_character(words, end);
}

char32_t first_of(std::string_view words) {
  std::size_t at = 0;
  return next_character(words, at);
}

// "... together with Ms." goes on in the next line.
bool ends_in_title_word(std::string_view words) {
  const std::size_t space = words.find_last_of(" \t");
  const std::string_view word = space == std::string_view::npos ? words : words.substr(space + 1);
  return word.size() > 1 && word.size() <= 12 && word.back() == '.' &&
         is_page_words(PageWordKind::Title, word);
}

bool starts_list_entry(std::string_view words) {
  const char32_t first = first_of(words);
  return first == U'-' || first == U'\u2022' || first == U'*' || first == U'\u2013' ||
         first == U'\u2014' || first == U'[' || first == U'(';
}

// Lines wrapped at one width: all but the last nearly as long as the longest, and not all of them
// whole sentences.
bool is_wrapped(const std::vector<Line>& lines) {
  if (lines.size() < 3) return false;
  std::size_t widest = 0;
  std::size_t whole = 0;
  for (const Line& line : lines) widest = std::max(widest, line.width);
  if (widest > kWrapBytesMax || widest < 40) return false;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].width * 10 < widest * 7) return false;
    whole += is_sentence_end(last_of(lines[i].words)) ? 1 : 0;
  }
  return whole * 2 < lines.size();
}

bool goes_on(std::string_view line, std::string_view next) {
  if (starts_list_entry(next) || parse_day_line(next)) return false;
  if (ends_in_title_word(line)) return true;
  const char32_t last = last_of(line);
  const char32_t first = first_of(next);
  if (is_lower(first)) return !is_sentence_end(last) || last == U',' || last == U'"';
  return last == U',' && line.size() > 60;
}

void add_block(const std::vector<Line>& lines, std::size_t blank_lines,
               std::vector<TextUnit>& units) {
  const bool wrapped = is_wrapped(lines);
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t last = first;
    while (last + 1 < lines.size() &&
           (wrapped || goes_on(lines[last].words, lines[last + 1].words))) {
      ++last;
    }
    const char* begin = lines[first].words.data();
    const char* end = lines[last].words.data() + lines[last].words.size();
    units.push_back({std::string_view(begin, static_cast<std::size_t>(end - begin)),
                     first == 0 ? blank_lines : 0, first == last});
    first = last + 1;
  }
}

}  // namespace

std::vector<TextUnit> split_units(std::string_view text) {
  std::vector<TextUnit> units;
  std::vector<Line> block;
  std::size_t blank_lines = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find_first_of("\n\r\f", begin);
    end = std::min(end, text.size());
    const std::string_view words = trim(text.substr(begin, end - begin));
    const bool pair = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
    begin = end + (pair ? 2 : 1);
    if (!words.empty()) {
      block.push_back({words, words.size()});
      continue;
    }
    if (!block.empty()) {
      add_block(block, blank_lines, units);
      block.clear();
      blank_lines = 0;
    }
    ++blank_lines;
  }
  if (!block.empty()) add_block(block, blank_lines, units);
  return units;
}

bool is_prose(std::string_view words) {
  // A style sheet that an editor left in the text.
  if (words.find('{') != words.npos && words.find('}') != words.npos) return false;
  if (words.size() >= kProseCharactersMin && count_characters(words) >= kProseCharactersMin) {
    return true;
  }
  const auto spaces = std::count(words.begin(), words.end(), ' ');
  return spaces >= 7 && is_sentence_end(last_of(words)) && words.back() != ':';
}

std::vector<std::string_view> find_addresses(std::string_view words) {
  std::vector<std::string_view> found;
  for (std::size_t at = words.find("http"); at != std::string_view::npos;
       at = words.find("http", at + 4)) {
    const std::string_view rest = words.substr(at);
    if (rest.substr(0, 7) != "http://" && rest.substr(0, 8) != "https://") continue;
    std::size_t end = std::min(rest.find_first_of(" \t\n\r<>\"{}|\\^`"), rest.size());
    const std::size_t wide_space = rest.substr(0, end).find("\u00A0");
    end = std::min(end, wide_space);
    while (end > 0 && std::string_view(".,;:!?)]'").find(rest[end - 1]) != std::string_view::npos) {
      --end;
    }
    if (end > 8) found.push_back(rest.substr(0, end));
  }
  return found;
}

bool is_address(std::string_view words) {
  const auto found = find_addresses(words);
  return found.size() == 1 && found.front() == words;
}

}  // namespace habeas
