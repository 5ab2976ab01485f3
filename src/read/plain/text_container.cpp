// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/plain/text_container.h"

#include <algorithm>

#include "base/digest.h"
#include "read/notes.h"
#include "read/page_words.h"
#include "read/publication_day.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kHeadingUnitsMax = 5;
constexpr std::size_t kPostsWithoutHeadingMin = 3;
constexpr std::size_t kSourceWordsMax = 8;
constexpr std::size_t kSourceBytesMax = 90;
constexpr std::size_t kPartBytesMax = 500;

enum class Layout { TitleFirst, DayFirst };

std::vector<TextPost> find_candidates(std::span<const TextUnit> units, std::size_t first,
                                      Layout layout) {
  std::vector<TextPost> posts;
  for (std::size_t i = first; i + 1 < units.size(); ++i) {
    const std::size_t title = layout == Layout::TitleFirst ? i : i + 1;
    const std::size_t day = layout == Layout::TitleFirst ? i + 1 : i;
    if (units[day].words.size() > kDayLineBytesMax || !is_title_like(units[title])) continue;
    const auto printed = parse_day_line(units[day].words);
    if (!printed) continue;
    posts.push_back({i, 0, title, day, *printed});
  }
  return posts;
}

// Where posts are set apart by more blank lines than paragraphs, a candidate without them is part
// of a post.
void keep_set_apart(std::span<const TextUnit> units, std::vector<TextPost>& posts) {
  const auto is_apart = [&](const TextPost& post) { return units[post.begin].blank_lines >= 2; };
  const auto apart = std::count_if(posts.begin() + 1, posts.end(), is_apart);
  if (static_cast<std::size_t>(apart) * 2 <= posts.size() - 1) return;
  posts.erase(std::remove_if(posts.begin() + 1, posts.end(),
                             [&](const TextPost& post) { return !is_apart(post); }),
              posts.end());
}

bool tells_something(std::span<const TextUnit> units, const TextPost& from, const TextPost& to) {
  for (std::size_t i = from.begin + 2; i < to.begin; ++i) {
    if (is_prose(units[i].words)) return true;
  }
  return false;
}

void drop_inner_heads(std::span<const TextUnit> units, std::vector<TextPost>& posts) {
  std::vector<TextPost> kept;
  for (const TextPost& post : posts) {
    const bool inner = !kept.empty() && kept.back().printed.day == post.printed.day &&
                       !tells_something(units, kept.back(), post);
    if (!inner) kept.push_back(post);
  }
  posts = std::move(kept);
}

// The longest row in which days never rise (or never fall), the first post kept.
std::vector<TextPost> longest_row(const std::vector<TextPost>& posts, bool falling) {
  // Posts are few (documents_max); patience sorting would save nothing worth its length.
  constexpr std::size_t kRowMax = 5000;
  const std::size_t count = std::min(posts.size(), kRowMax);
  std::vector<std::size_t> best(count, 1);
  std::vector<std::size_t> next(count, count);
  for (std::size_t i = count; i-- > 0;) {
    for (std::size_t j = i + 1; j < count; ++j) {
      const CivilDay a = posts[i].printed.day;
      const CivilDay b = posts[j].printed.day;
      if ((falling ? b <= a : a <= b) && best[j] + 1 > best[i]) {
        best[i] = best[j] + 1;
        next[i] = j;
      }
    }
  }
  std::vector<TextPost> row;
  for (std::size_t i = 0; i < count; i = next[i]) row.push_back(posts[i]);
  return row;
}

std::vector<TextPost> settle_posts(std::span<const TextUnit> units, std::vector<TextPost> posts) {
  if (posts.empty()) return posts;
  keep_set_apart(units, posts);
  std::vector<PrintedDay> days;
  for (const TextPost& post : posts) days.push_back(post.printed);
  settle_sequence(days);
  for (std::size_t i = 0; i < posts.size(); ++i) posts[i].printed = days[i];
  drop_inner_heads(units, posts);
  std::vector<TextPost> falling = longest_row(posts, true);
  std::vector<TextPost> rising = longest_row(posts, false);
  posts = rising.size() > falling.size() ? std::move(rising) : std::move(falling);
  for (std::size_t i = 0; i < posts.size(); ++i) {
    posts[i].end = i + 1 < posts.size() ? posts[i + 1].begin : units.size();
  }
  return posts;
}

bool begins_with_capital(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const char32_t c = next_character(words, at);
    if (is_letter(c)) return is_upper(c) || !is_lower(c);
  }
  return false;
}

// Every word of four letters or more begins with a capital.
bool is_title_case(std::string_view words) {
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    const std::string_view word = words.substr(begin, end - begin);
    if (count_characters(word) >= 4 && !begins_with_capital(word)) return false;
    begin = end + 1;
  }
  return true;
}

bool has_logo_word(std::string_view words) {
  const std::string folded = fold(words);
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    if (is_page_words(PageWordKind::Logo, folded.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

std::string_view squashed_view(std::string_view words, std::string& room) {
  room = squash(words);
  return room;
}

}  // namespace

TextContainer find_text_posts(std::span<const TextUnit> units) {
  TextContainer container;
  std::size_t first = 0;
  for (std::size_t i = 0; i < units.size() && i < kHeadingUnitsMax; ++i) {
    const std::string_view words = units[i].words;
    if (!units[i].one_line || words.size() > 200) continue;
    const auto tag = after_page_words(PageWordKind::Archive, words);
    if (!tag || parse_day_line(words)) continue;
    container.heading = squash(words);
    container.tag = squash(*tag);
    first = i + 1;
    break;
  }
  auto title_first = settle_posts(units, find_candidates(units, first, Layout::TitleFirst));
  auto day_first = settle_posts(units, find_candidates(units, first, Layout::DayFirst));
  container.posts =
      day_first.size() > title_first.size() ? std::move(day_first) : std::move(title_first);
  const std::size_t posts_min = container.heading.empty() ? kPostsWithoutHeadingMin : 1;
  std::size_t telling = 0;
  for (std::size_t i = 0; i < container.posts.size(); ++i) {
    TextPost stop;
    stop.begin = container.posts[i].end;
    telling += tells_something(units, container.posts[i], stop) ? 1 : 0;
  }
  if (container.posts.size() < posts_min || telling < posts_min) container.posts.clear();
  return container;
}

bool is_source_line(std::string_view words, std::string_view title, bool prose_follows) {
  std::string room;
  const std::string_view line = squashed_view(words, room);
  if (line.empty() || line.size() > kSourceBytesMax) return false;
  if (static_cast<std::size_t>(std::count(line.begin(), line.end(), ' ')) >= kSourceWordsMax) {
    return false;
  }
  if (has_logo_word(line) || after_page_words(PageWordKind::Source, line)) return true;
  if (!begins_with_capital(line) || parse_day_line(line) || !find_addresses(line).empty()) {
    return false;
  }
  if (std::string_view(".,:;!?/]").find(line.back()) != std::string_view::npos) return false;
  if (line.find_first_of("0123456789[") != std::string_view::npos) return false;
  if (after_page_words(PageWordKind::Heading, line) || is_page_words(PageWordKind::Skip, line) ||
      is_page_words(PageWordKind::More, line) || after_page_words(PageWordKind::Byline, line)) {
    return false;
  }
  if (fold(squash(title)).substr(0, line.size()) == fold(line)) return false;
  return prose_follows || is_title_case(line);
}

std::string source_name(std::string_view words) {
  const std::string line = squash(words);
  if (const auto rest = after_page_words(PageWordKind::Source, line); rest && !rest->empty()) {
    return squash(*rest);
  }
  if (!has_logo_word(line)) return line;
  std::vector<std::string> kept;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    const std::string word = line.substr(begin, end - begin);
    if (!is_page_words(PageWordKind::Logo, word)) kept.push_back(word);
    begin = end + 1;
  }
  // An alternative text and its caption say the same name twice.
  const std::size_t half = kept.size() / 2;
  if (half > 0 && kept.size() % 2 == 0 &&
      std::equal(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(half),
                 kept.begin() + static_cast<std::ptrdiff_t>(half))) {
    kept.resize(half);
  }
  std::string name;
  for (const std::string& word : kept) name += (name.empty() ? "" : " ") + word;
  return name.empty() ? line : name;
}

std::string post_part(std::string_view permalink, std::string_view title, std::string_view day) {
  const bool plain = !permalink.empty() && permalink.size() <= kPartBytesMax &&
                     std::all_of(permalink.begin(), permalink.end(), [](char c) {
                       return static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
                     });
  if (plain && is_utf8(permalink)) return "post:" + std::string(permalink);
  const std::string key = squash(title) + "\n" + std::string(day);
  return "post:" + to_hex(sha256(key)).substr(0, 32);
}

Document read_text_post(std::span<const TextUnit> units, const TextContainer& container,
                        const TextPost& post, const TextPage& page, DocumentId id,
                        const ReadLimits& limits) {
  DocumentBuilder builder(std::move(id), limits);
  Document& document = builder.document();
  const std::string title = squash(units[post.title].words);
  for (std::size_t i = post.begin; i < post.end; ++i) {
    const TextUnit& unit = units[i];
    const TextUnit* next = i + 1 < post.end ? &units[i + 1] : nullptr;
    if (i == post.title) {
      builder.add_passage(PassageKind::Title, unit.words);
    } else if (i == post.day) {
      const TextSpan line = builder.add_passage(PassageKind::DateLine, unit.words);
      document.published = day_date(post.printed.day);
      document.published_span = {line.begin + post.printed.span.begin,
                                 line.begin + post.printed.span.end};
      if (line.end == line.begin) document.published_span = {};
    } else if (i == post.begin + 2 && unit.one_line && next != nullptr &&
               is_source_line(unit.words, title, is_prose(next->words))) {
      builder.add_passage(PassageKind::SourceLine, unit.words);
      document.site_name = source_name(unit.words);
    } else if (fold(squash(unit.words)) == fold(title)) {
      builder.add_passage(PassageKind::Caption, unit.words);
    } else {
      add_body_unit(builder, unit, next);
    }
  }
  if (!container.tag.empty()) document.tags.push_back(container.tag);
  builder.add_metadata("container", container.heading);
  builder.add_metadata("container address", page.address);
  join_notes(document);
  Document finished = builder.finish("");
  const bool last = post.end == units.size();
  finished.completeness =
      judge_completeness(finished, DocumentPlace::InSavedText, last ? page.end : SourceEnd::Proper);
  return finished;
}

}  // namespace habeas
