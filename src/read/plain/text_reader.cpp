// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/plain/text_reader.h"

#include <set>

#include <fmt/format.h>

#include "read/plain/text_container.h"
#include "read/plain/text_letter.h"
#include "read/source_text.h"
#include "text/utf8.h"

namespace habeas {
namespace {

// A text that stops without a line end may have been cut.
SourceEnd end_of(const SourceText& source) {
  if (source.end == SourceEnd::Abrupt) return source.end;
  return source.text.back() == '\n' || source.text.back() == '\r' ? SourceEnd::Proper
                                                                  : SourceEnd::Abrupt;
}

void read_posts(std::span<const TextUnit> units, const TextContainer& container,
                const TextPage& page, const SourceLabel& label, const ReadLimits& limits,
                PartSink& sink) {
  std::set<std::string> parts;
  std::uint32_t count = 0;
  for (const TextPost& post : container.posts) {
    if (++count > limits.documents_max) {
      sink.add_problem({ProblemCode::TooLarge, "",
                        fmt::format("over {} posts; the rest is unread", limits.documents_max)});
      return;
    }
    const std::string title(units[post.title].words);
    std::string part = post_part("", title, to_iso(post.printed.day));
    if (!parts.insert(part).second) {
      // Two posts of one title and day are told apart by what they say.
      std::string words;
      for (std::size_t i = post.begin; i < post.end; ++i) words.append(units[i].words) += '\n';
      part = post_part("", title + "\n" + words, to_iso(post.printed.day));
      if (!parts.insert(part).second) {
        sink.add_problem({ProblemCode::OutsidePosts, part, "a post stands twice; it is read once"});
        continue;
      }
    }
    sink.add_document(
        read_text_post(units, container, post, page, {label.sha256, std::move(part)}, limits));
  }
  std::size_t outside = 0;
  for (const TextUnit& unit : units.first(container.posts.front().begin)) {
    if (is_prose(unit.words) && squash(unit.words) != container.heading) {
      outside += unit.words.size();
    }
  }
  if (outside > 0) {
    sink.add_problem({ProblemCode::OutsidePosts, "",
                      fmt::format("{} bytes of text stand before the first post and are unread; "
                                  "they are kept as received",
                                  outside)});
  }
}

}  // namespace

void read_text(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink) {
  const SourceText loaded = load_source_text(source, limits, sink, label.media_type);
  if (loaded.text.empty()) return;
  LetterHead letter = find_letter_head(loaded.text);
  const std::vector<TextUnit> all = split_units(std::string_view(loaded.text).substr(letter.bytes));
  std::span<const TextUnit> units(all);
  TextPage page{label.address, end_of(loaded), std::move(letter.lines)};
  if (!units.empty() && units.front().one_line && is_address(units.front().words)) {
    page.address = std::string(units.front().words);
    units = units.subspan(1);
  }
  if (units.empty() && page.letter.empty()) {
    sink.add_problem({ProblemCode::Empty, "", "there is nothing to read but an address"});
    return;
  }
  // A letter is one report, whatever it quotes.
  const TextContainer container = page.letter.empty() ? find_text_posts(units) : TextContainer{};
  if (!container.posts.empty()) {
    read_posts(units, container, page, label, limits, sink);
    return;
  }
  sink.add_document(read_text_report(units, page, {label.sha256, ""}, limits));
}

}  // namespace habeas
