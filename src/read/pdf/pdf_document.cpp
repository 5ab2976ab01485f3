// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_document.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "read/completeness.h"
#include "read/document_builder.h"
#include "read/notes.h"
#include "read/page_words.h"
#include "read/pdf/pdf_dates.h"
#include "read/pdf/pdf_passages.h"
#include "read/pdf/pdf_printed_addresses.h"
#include "read/plain/text_report.h"
#include "read/publication_day.h"
#include "read/report_days.h"
#include "text/day_line.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kHeadPassagesMax = 15;
constexpr std::size_t kTailPassages = 3;
constexpr std::size_t kTitleBytesMax = 300;

bool is_day(std::string_view words) {
  return words.find('\n') == words.npos && (parse_day_line(words) || find_place_and_day(words));
}

// Passages above the first prose.
std::size_t head_size(const std::vector<PdfPassage>& passages) {
  std::size_t size = 0;
  while (size < passages.size() && size < kHeadPassagesMax) {
    const PdfPassage& passage = passages[size];
    if (passage.kind == PassageKind::Paragraph && is_prose(squash(passage.text)) &&
        !is_day(passage.text)) {
      break;
    }
    ++size;
  }
  return size;
}

bool can_be_title(const PdfPassage& passage) {
  return passage.visible && passage.text.size() <= kTitleBytesMax && !is_day(passage.text) &&
         count_characters(passage.text) >= 5 && passage.text.find('\t') == std::string::npos;
}

// A product name or a path stands where the author gave no title.
bool is_told_title(std::string_view title) {
  const std::string folded = fold(title);
  return title.find(' ') != title.npos && folded.find("microsoft word") == std::string::npos &&
         folded.find("untitled") == std::string::npos && folded.find(".doc") == std::string::npos &&
         folded.find(".pdf") == std::string::npos && title.find('/') == title.npos;
}

// The passage that says what the file says its title is; else the largest heading of the first
// page above the prose; else its first line that reads like a title.
std::optional<std::size_t> find_title(const std::vector<PdfPassage>& passages, std::size_t head,
                                      std::string_view told) {
  const std::string wanted = fold(squash(told));
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < head; ++i) {
    const PdfPassage& passage = passages[i];
    if (!can_be_title(passage)) continue;
    if (wanted.size() > 5 && fold(squash(passage.text)) == wanted) return i;
    if (passage.kind != PassageKind::Heading || passage.pages.front().page > 2) continue;
    if (is_page_words(PageWordKind::Heading, passage.text)) continue;
    if (!best || passage.size > passages[*best].size * 1.02) best = i;
  }
  if (best) return best;
  for (const std::ptrdiff_t spaces_min : {3, 1}) {
    for (std::size_t i = 0; i < head && passages.size() > 1; ++i) {
      const std::string words = squash(passages[i].text);
      const bool is_long = std::count(words.begin(), words.end(), ' ') >= spaces_min;
      if (can_be_title(passages[i]) && is_long && is_title_like({words, 0, true})) return i;
    }
  }
  return std::nullopt;
}

class Writer {
 public:
  Writer(const SourceLabel& label, PdfContent content, const ReadLimits& limits)
      : label_(label),
        content_(std::move(content)),
        builder_({label.sha256, ""}, limits),
        passages_(make_pdf_passages(content_.lines)) {}

  Document write() {
    const std::size_t head = head_size(passages_);
    const auto title = find_title(passages_, head, field("Title"));
    ReportDays days;
    for (std::size_t i = 0; i < passages_.size(); ++i) {
      PdfPassage& passage = passages_[i];
      const bool in_head = i < head;
      const bool in_tail = i + kTailPassages >= passages_.size();
      if (title == i) {
        passage.kind = PassageKind::Title;
      } else if ((in_head || in_tail) && is_day(passage.text)) {
        passage.kind = PassageKind::DateLine;
      } else if (in_head && is_byline_like(squash(passage.text))) {
        passage.kind = PassageKind::Byline;
      }
      if (!add(passage)) continue;
      if (passage.visible) days.look_at(builder_.document(), in_head, in_tail);
    }
    join_marks();
    return finish(days);
  }

 private:
  std::string field(std::string_view name) const {
    for (const auto& [key, value] : content_.fields) {
      if (key == name) return value;
    }
    return "";
  }

  bool add(const PdfPassage& passage) {
    const TextSpan span = builder_.add_passage(passage.kind, passage.text, passage.visible);
    if (length(span) == 0) return false;
    Document& document = builder_.document();
    const auto place = static_cast<std::uint32_t>(document.passages.size() - 1);
    for (const PageBegin& page : passage.pages) {
      if (document.pages.empty() || document.pages.back().page != page.page) {
        document.pages.push_back({span.begin + page.begin, page.page});
      }
    }
    const std::uint32_t page = passage.pages.front().page;
    if (!passage.label.empty()) notes_[passage.label].emplace_back(page, place);
    for (const PdfStretch& raised : passage.raised) {
      if (passage.kind == PassageKind::Footnote && raised.begin == 0) continue;
      const TextSpan mark{span.begin + raised.begin, span.begin + raised.end};
      marks_.push_back({mark, raised.address, page_at(document, mark.begin)});
    }
    add_links(passage, span);
    return true;
  }

  void add_links(const PdfPassage& passage, TextSpan span) {
    auto& links = builder_.document().links;
    const std::size_t first = links.size();
    for (const PdfStretch& link : passage.links) {
      const TextSpan words{span.begin + link.begin, span.begin + link.end};
      // One that runs over a line end.
      if (links.size() > first && links.back().address == link.address &&
          words.begin <= links.back().span.end + 1) {
        links.back().span.end = words.end;
      } else {
        links.push_back({words, link.address});
      }
    }
    const std::size_t known = links.size();
    for (const PrintedAddress& printed : find_printed_addresses(passage.text)) {
      const TextSpan words{span.begin + printed.span.begin, span.begin + printed.span.end};
      const bool is_known =
          std::any_of(links.begin() + static_cast<std::ptrdiff_t>(first),
                      links.begin() + static_cast<std::ptrdiff_t>(known),
                      [&](const LinkTarget& link) { return overlaps(link.span, words); });
      if (!is_known) links.push_back({words, printed.address});
    }
    std::sort(links.begin() + static_cast<std::ptrdiff_t>(first), links.end(),
              [](const LinkTarget& a, const LinkTarget& b) { return a.span < b.span; });
  }

  // A mark belongs to the note of its page; to the next one behind it where notes stand at the end.
  void join_marks() {
    for (const auto& [mark, label, page] : marks_) {
      std::optional<std::uint32_t> note;
      const auto found = notes_.find(label);
      if (found != notes_.end()) {
        for (const auto& [note_page, place] : found->second) {
          if (note_page == page) note = place;
          if (!note && note_page > page) note = place;
        }
      }
      // Without a note it is a power or an ordinal as likely as a mark.
      if (note) builder_.document().note_marks.push_back({mark, note});
    }
    join_notes(builder_.document());
  }

  Document finish(const ReportDays& days) {
    builder_.document().address = label_.address;
    builder_.add_metadata("address", label_.address);
    add_file_fields();
    for (const auto& [name, value] : content_.margin) builder_.add_metadata(name, value);
    for (const auto& [name, value] : content_.running) builder_.add_metadata(name, value);
    auto& problems = builder_.document().problems;
    problems.insert(problems.end(), content_.problems.begin(), content_.problems.end());
    Document document = builder_.finish("");
    const auto metadata =
        std::find_if(document.passages.begin(), document.passages.end(),
                     [](const Passage& one) { return one.kind == PassageKind::Metadata; });
    if (metadata != document.passages.end() && !document.pages.empty()) {
      document.pages.push_back({metadata->span.begin, 0});
    }
    if (document.title.empty() && is_told_title(field("Title"))) document.title = field("Title");
    days.choose(document);
    document.completeness =
        content_.is_cut_off ? Completeness::CutOff
                            : judge_completeness(document, DocumentPlace::Alone, SourceEnd::Proper);
    return document;
  }

  void add_file_fields() {
    for (const auto& [name, value] : content_.fields) {
      if (name == "CreationDate") {
        builder_.add_metadata("created", pdf_date(value));
      } else if (name == "ModDate") {
        builder_.add_metadata("modified", pdf_date(value));
      } else {
        std::string lower = name;
        lower.front() = static_cast<char>(lower.front() + ('a' - 'A'));
        builder_.add_metadata(lower, value);
      }
    }
  }

  struct Mark {
    TextSpan span;
    std::string label;
    std::uint32_t page = 0;
  };

  const SourceLabel& label_;
  PdfContent content_;
  DocumentBuilder builder_;
  std::vector<PdfPassage> passages_;
  std::map<std::string, std::vector<std::pair<std::uint32_t, std::uint32_t>>>
      notes_;  // page, place
  std::vector<Mark> marks_;
};

}  // namespace

Document make_pdf_document(const SourceLabel& label, PdfContent content, const ReadLimits& limits) {
  return Writer(label, std::move(content), limits).write();
}

}  // namespace habeas
