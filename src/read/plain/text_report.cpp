// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/plain/text_report.h"

#include <algorithm>

#include "read/html/html_article.h"
#include "read/notes.h"
#include "read/page_words.h"
#include "read/publication_day.h"
#include "read/report_days.h"
#include "text/day_line.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kHeadUnitsMax = 15;
constexpr std::size_t kTailUnits = 3;
constexpr std::size_t kTitleBytesMax = 300;
constexpr std::size_t kHeadingBytesMax = 100;

std::size_t count_spaces(std::string_view words) {
  return static_cast<std::size_t>(std::count(words.begin(), words.end(), ' '));
}

// A list of names or an address block is long without being prose, so the head may hold it.
std::size_t head_size(std::span<const TextUnit> units) {
  std::size_t size = 0;
  while (size < units.size() && size < kHeadUnitsMax) {
    const TextUnit& unit = units[size];
    const bool is_day = parse_day_line(unit.words).has_value();
    if (!is_day && is_prose(unit.words) && !(size == 0 && is_title_like(unit))) break;
    ++size;
  }
  return size;
}

// "Kazakhstan: lawyer held" says in three words what others need four for.
bool says_enough(std::string_view words) {
  const std::size_t spaces = count_spaces(words);
  return spaces >= 3 || (spaces == 2 && words.find(": ") != words.npos);
}

// Four words or more; else the shorter first line of a text that has more.
std::optional<std::size_t> find_title(std::span<const TextUnit> head, bool has_body) {
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (is_title_like(head[i]) && says_enough(head[i].words)) return i;
  }
  for (std::size_t i = 0; i < head.size() && has_body; ++i) {
    if (is_title_like(head[i])) return i;
  }
  return std::nullopt;
}

bool is_all_capitals(std::string_view words) {
  bool upper = false;
  for (std::size_t at = 0; at < words.size();) {
    const char32_t c = next_character(words, at);
    if (is_lower(c)) return false;
    upper = upper || is_upper(c);
  }
  return upper;
}

PassageKind body_kind(const TextUnit& unit, const TextUnit* next) {
  const std::string_view words = unit.words;
  std::size_t at = 0;
  const char32_t first = next_character(words, at);
  if ((first == U'-' || first == U'\u2022' || first == U'*' || first == U'\u2013') &&
      at < words.size() && words[at] == ' ') {
    return PassageKind::ListEntry;
  }
  if (first == U'>') return PassageKind::Quote;
  if (!unit.one_line || words.size() > kHeadingBytesMax || next == nullptr) {
    return PassageKind::Paragraph;
  }
  const bool promises = words.back() == ':' && is_prose(next->words);
  const bool capitals = is_all_capitals(words) && words.find_first_of("0123456789") == words.npos &&
                        is_prose(next->words);
  const bool known = is_page_words(PageWordKind::Heading, words);
  return promises || capitals || known ? PassageKind::Heading : PassageKind::Paragraph;
}

}  // namespace

bool is_byline_like(std::string_view words) {
  if (words.size() > 100 || count_spaces(words) > 8) return false;
  const auto name = after_page_words(PageWordKind::Byline, words);
  if (!name || name->empty()) return false;
  std::size_t at = 0;
  return is_upper(next_character(*name, at));
}

bool is_title_like(const TextUnit& unit) {
  const std::string_view words = unit.words;
  if (!unit.one_line || words.size() < 6 || words.size() > kTitleBytesMax) return false;
  if (count_spaces(words) < 1 || parse_day_line(words) || find_labelled_day(words) ||
      find_place_and_day(words) || !find_addresses(words).empty()) {
    return false;
  }
  if (std::string_view(",;:/.").find(words.back()) != std::string_view::npos) return false;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < words.size();) letters += is_letter(next_character(words, at));
  if (letters < 5 || words.find_first_of("[{") == 0) return false;
  return !is_page_words(PageWordKind::Heading, words) &&
         !is_page_words(PageWordKind::Skip, words) && !is_page_words(PageWordKind::More, words) &&
         !is_byline_like(words);
}

void add_body_unit(DocumentBuilder& builder, const TextUnit& unit, const TextUnit* next) {
  const TextSpan span = builder.add_passage(body_kind(unit, next), unit.words);
  for (const std::string_view address : find_addresses(slice(builder.document().text, span))) {
    const auto begin = static_cast<std::size_t>(address.data() - builder.document().text.data());
    builder.document().links.push_back(
        {make_span(begin, begin + address.size()), std::string(address)});
  }
}

Document read_text_report(std::span<const TextUnit> units, const TextPage& page, DocumentId id,
                          const ReadLimits& limits) {
  DocumentBuilder builder(std::move(id), limits);
  const std::size_t head = head_size(units);
  const auto title = find_title(units.subspan(0, head), units.size() > 1);
  ReportDays days;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const TextUnit& unit = units[i];
    const bool in_head = i < head;
    const bool in_tail = i + kTailUnits >= units.size();
    const bool is_day =
        (in_head || in_tail) && (parse_day_line(unit.words) || find_place_and_day(unit.words));
    if (in_head && is_page_words(PageWordKind::Skip, unit.words)) {
      builder.add_passage(PassageKind::Paragraph, unit.words);
      continue;
    }
    if (title == i) {
      builder.add_passage(PassageKind::Title, unit.words);
    } else if (is_day) {
      builder.add_passage(PassageKind::DateLine, unit.words);
    } else if (in_head && is_byline_like(unit.words)) {
      builder.add_passage(PassageKind::Byline, unit.words);
    } else {
      add_body_unit(builder, unit, i + 1 < units.size() ? &units[i + 1] : nullptr);
    }
    days.look_at(builder.document(), in_head, in_tail);
  }
  builder.document().address = page.address;
  builder.add_metadata("address", page.address);
  std::optional<PartialDate> sent;
  for (const LetterLine& line : page.letter) {
    builder.add_metadata(line.name, line.value);
    const std::vector<PrintedDay> printed = find_days(line.value, 200);
    if (line.is_date && !sent && !printed.empty()) {
      sent = day_date(printed.front().day);
      builder.add_metadata("published", line.value);
    }
  }
  join_notes(builder.document());
  Document document = builder.finish("");
  days.choose(document);
  // A letter is of the day on which it was sent.
  if (sent) {
    document.published = sent;
    document.published_span = {};
    cite_published(document);
  }
  document.completeness = judge_completeness(document, DocumentPlace::Alone, page.end);
  return document;
}

}  // namespace habeas
