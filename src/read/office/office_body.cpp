// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/office_body.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/day_line.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kShortCellBytes = 200;
constexpr std::size_t kTitleBytesMax = 200;
constexpr std::size_t kDayLinesMax = 6;
constexpr std::size_t kPicturesMax = 10'000;
constexpr std::string_view kBetweenCells = " | ";

bool is_short(const std::vector<OfficeParagraph>& cell) {
  std::size_t paragraphs = 0;
  for (const OfficeParagraph& paragraph : cell) {
    paragraphs += trim(paragraph.shown).empty() ? 0 : 1;
    if (paragraph.shown.size() > kShortCellBytes) return false;
  }
  return paragraphs <= 1;
}

/// Appends `from` and moves what stands at places of it.
void append(OfficeParagraph& to, const OfficeParagraph& from) {
  const std::size_t by = to.shown.size();
  to.shown += from.shown;
  if (!from.hidden.empty()) to.hidden += (to.hidden.empty() ? "" : " ") + from.hidden;
  for (OfficeParagraph::Link link : from.links) {
    to.links.push_back({link.begin + by, link.end + by, std::move(link.address)});
  }
  for (OfficeParagraph::Mark mark : from.marks) {
    to.marks.push_back({mark.begin + by, mark.end + by, std::move(mark.note)});
  }
}

}  // namespace

void OfficeBody::mark_note(OfficeParagraph& paragraph, const std::string& key) {
  if (note_order_.size() >= kOfficeNotesMax) return;
  const auto [entry, is_new] =
      note_numbers_.try_emplace(key, static_cast<std::uint32_t>(note_order_.size() + 1));
  if (is_new) note_order_.push_back(key);
  const std::size_t begin = paragraph.shown.size();
  paragraph.shown += fmt::format("[{}]", entry->second);
  paragraph.marks.push_back({begin, paragraph.shown.size(), key});
}

TextSpan OfficeBody::add_shown(const OfficeParagraph& paragraph, PassageKind kind) {
  const std::string_view words = trim(paragraph.shown);
  const TextSpan span = builder_.add_passage(kind, words);
  if (span == TextSpan{}) return span;
  const auto lead = static_cast<std::size_t>(words.data() - paragraph.shown.data());
  // What stands in the white space at the ends is not in the text.
  const auto place = [&](std::size_t begin, std::size_t end) {
    const std::size_t first = std::clamp(begin, lead, lead + words.size());
    const std::size_t last = std::clamp(end, first, lead + words.size());
    return make_span(span.begin + first - lead, span.begin + last - lead);
  };
  for (const OfficeParagraph::Link& link : paragraph.links) {
    const TextSpan where = place(link.begin, link.end);
    if (length(where) > 0 && !link.address.empty()) {
      builder_.document().links.push_back({where, link.address});
    }
  }
  for (const OfficeParagraph::Mark& mark : paragraph.marks) {
    marks_.push_back({place(mark.begin, mark.end), mark.note});
  }
  return span;
}

void OfficeBody::add(const OfficeParagraph& paragraph) {
  Document& document = builder_.document();
  const std::string_view words = trim(paragraph.shown);
  bool is_added = false;
  if (paragraph.kind == PassageKind::Paragraph && !document.published &&
      document.passages.size() < kDayLinesMax && words.size() <= kDayLineBytesMax) {
    if (const auto day = parse_day_line(words)) {
      const TextSpan span = add_shown(paragraph, PassageKind::DateLine);
      if (span != TextSpan{}) {
        document.published = day_date(day->day);
        document.published_span =
            make_span(span.begin + day->span.begin, span.begin + day->span.end);
      }
      is_added = true;
    }
  }
  if (!is_added) add_shown(paragraph, paragraph.kind);
  builder_.add_passage(paragraph.kind, trim(paragraph.hidden), false);
}

void OfficeBody::add_row(const std::vector<std::vector<OfficeParagraph>>& cells) {
  const bool one_line = cells.size() > 1 && std::all_of(cells.begin(), cells.end(), is_short);
  if (!one_line) {
    for (const auto& cell : cells) {
      for (const OfficeParagraph& paragraph : cell) add(paragraph);
    }
    return;
  }
  OfficeParagraph row;
  row.kind = PassageKind::ListEntry;
  for (const auto& cell : cells) {
    for (const OfficeParagraph& paragraph : cell) {
      if (!trim(paragraph.shown).empty() && !row.shown.empty()) row.shown += kBetweenCells;
      append(row, paragraph);
    }
  }
  add(row);
}

void OfficeBody::keep_note(const std::string& key, std::vector<OfficeParagraph> paragraphs) {
  if (notes_.size() < kOfficeNotesMax) notes_.emplace(key, std::move(paragraphs));
}

void OfficeBody::add_comment(std::string_view author, std::string_view words) {
  const std::string_view said = trim(words);
  if (said.empty() || comments_.size() >= kOfficeNotesMax) return;
  comments_.push_back(author.empty() ? fmt::format("Comment: {}", said)
                                     : fmt::format("Comment by {}: {}", squash(author), said));
}

void OfficeBody::add_picture(std::string address, std::string_view alternative_text) {
  std::vector<Picture>& pictures = builder_.document().pictures;
  if (pictures.size() < kPicturesMax) {
    pictures.push_back({std::move(address), squash(alternative_text)});
  }
}

void OfficeBody::add_notes() {
  Document& document = builder_.document();
  std::map<std::string, std::uint32_t> passages;
  for (const std::string& key : note_order_) {
    const auto note = notes_.find(key);
    if (note == notes_.end()) continue;
    OfficeParagraph whole;
    whole.shown = fmt::format("[{}] ", note_numbers_[key]);
    for (OfficeParagraph& paragraph : note->second) {
      if (&paragraph != &note->second.front()) whole.shown += "\n";
      append(whole, paragraph);
    }
    const auto position = static_cast<std::uint32_t>(document.passages.size());
    if (add_shown(whole, PassageKind::Footnote) != TextSpan{}) passages[key] = position;
    builder_.add_passage(PassageKind::Footnote, trim(whole.hidden), false);
  }
  for (const PendingMark& mark : marks_) {
    const auto found = passages.find(mark.note);
    if (length(mark.span) == 0) continue;
    document.note_marks.push_back({mark.span, found == passages.end()
                                                  ? std::nullopt
                                                  : std::optional<std::uint32_t>(found->second)});
  }
  for (const std::string& comment : comments_) {
    builder_.add_passage(PassageKind::Paragraph, comment, false);
  }
}

void OfficeBody::find_title(std::string_view title) {
  Document& document = builder_.document();
  std::vector<Passage>& passages = document.passages;
  const auto has_title = std::any_of(passages.begin(), passages.end(), [](const Passage& one) {
    return one.kind == PassageKind::Title && one.visible;
  });
  if (has_title) return;
  const std::string stated = squash(title);
  for (std::size_t i = 0; i < std::min(passages.size(), kDayLinesMax); ++i) {
    Passage& passage = passages[i];
    if (!passage.visible || passage.kind == PassageKind::DateLine) continue;
    const std::string words = squash(slice(document.text, passage.span));
    const bool heading = passage.kind == PassageKind::Heading;
    const bool line = passage.kind == PassageKind::Paragraph && passages.size() > i + 1 &&
                      words.size() <= kTitleBytesMax &&
                      words.find_last_of(".!?;:,") != words.size() - 1;
    if (heading || line || words == stated) {
      passage.kind = PassageKind::Title;
      return;
    }
    if (stated.empty()) return;
  }
}

Document OfficeBody::finish(std::string_view title, std::string_view hint) {
  find_title(title);
  add_notes();
  builder_.add_metadata("title", title);
  return builder_.finish(hint);
}

}  // namespace habeas
