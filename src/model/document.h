// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/document_id.h"
#include "model/partial_date.h"
#include "model/problem.h"
#include "text/text_span.h"

namespace habeas {

enum class PassageKind : std::uint8_t {
  Title,
  Byline,
  DateLine,    ///< the day on which the report was published, as printed above or below it
  SourceLine,  ///< whose report it is: "Thomson Reuters Foundation News", a logo's alternative text
  Heading,     ///< a section heading inside the report: "New information:"
  Paragraph,
  ListEntry,
  Quote,
  Footnote,
  Caption,
  Metadata,  ///< `name: value` lines at the end of the text: address, meta tags, headers
};

/// A stretch of Document::text that belongs together. Passages stand in text order, do not
/// overlap, and between two of them there is nothing but line ends.
struct Passage {
  PassageKind kind = PassageKind::Paragraph;
  TextSpan span;
  std::string language;  ///< ISO 639-1, "" when it cannot be told
  bool visible = true;   ///< false: a reader of the page would not have seen it

  friend bool operator==(const Passage&, const Passage&) = default;
};

enum class Completeness : std::uint8_t {
  Whole,
  Excerpt,  ///< ends before its story does, by its own word ("Read more", "[…]") or by its place in
            ///< a container
  CutOff,  ///< the source itself ends in the middle
};

/// An address printed behind words of the text.
struct LinkTarget {
  TextSpan span;        ///< the words that carry it; empty span: the document as a whole
  std::string address;  ///< absolute where a base was known; never opened

  friend bool operator==(const LinkTarget&, const LinkTarget&) = default;
};

/// A mark in the text (`[1]`) and the note it points at, if the source has that note.
struct NoteMark {
  TextSpan mark;
  std::optional<std::uint32_t> footnote;  ///< position in Document::passages

  friend bool operator==(const NoteMark&, const NoteMark&) = default;
};

/// From byte `begin` of the text on, the words stand on page `page` of the source, up to where the
/// next begins. Pages count from 1, whatever is printed on them. A footnote leads back to the page
/// of its mark after a paragraph that runs over it.
struct PageBegin {
  std::uint32_t begin = 0;
  std::uint32_t page = 0;  ///< 0: on no page (metadata of the source)

  friend bool operator==(const PageBegin&, const PageBegin&) = default;
};

struct Picture {
  std::string address;
  std::string alternative_text;

  friend bool operator==(const Picture&, const Picture&) = default;
};

/// One report as read from a Source. `text` is UTF-8, is what the reader emitted, and never
/// changes: it is not de-glued, not de-hyphenated. All spans are byte ranges of it.
struct Document {
  DocumentId id;
  std::string text;  ///< at most kDocumentTextBytesMax
  std::vector<Passage> passages;
  std::string title;                     ///< the words of the Title passage, squashed; "" if none
  std::string address;                   ///< canonical address, "" if unknown
  std::string site_name;                 ///< publisher as the page itself says, "" if unknown
  std::string language;                  ///< of most of the body
  std::optional<PartialDate> published;  ///< with the span of the words it was read from
  TextSpan published_span;
  Completeness completeness = Completeness::Whole;
  std::vector<std::string> tags;  ///< as printed by the source: categories, keywords
  std::vector<LinkTarget> links;
  std::vector<NoteMark> note_marks;
  std::vector<Picture> pictures;
  std::vector<PageBegin> pages;  ///< by `begin`, none twice; empty if the source has no pages
  std::vector<Problem> problems;

  friend bool operator==(const Document&, const Document&) = default;
};

inline constexpr std::size_t kDocumentTextBytesMax = 64U << 20U;
inline constexpr std::size_t kPassagesMax = 1'000'000;

/// The page on which the word at `offset` of the text stands; 0 if that is none.
std::uint32_t page_at(const Document& document, std::uint32_t offset);

/// Nothing if the document keeps its promises: UTF-8, spans in range and on character
/// boundaries, passages and pages in order; else one line that says what is wrong. What comes over
/// a pipe is checked with this before anybody uses it.
std::optional<std::string> find_fault(const Document& document);

}  // namespace habeas
