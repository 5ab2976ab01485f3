// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/document_builder.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/language.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kMetadataBytesMax = 4096;
// Room for the metadata lines of a text that fills its limit.
constexpr std::size_t kMetadataRoom = 64U << 10U;
constexpr std::size_t kLanguageBytesMax = 16384;
constexpr std::size_t kShortBytes = 100;

bool is_body(PassageKind kind) {
  return kind == PassageKind::Paragraph || kind == PassageKind::ListEntry ||
         kind == PassageKind::Quote || kind == PassageKind::Heading;
}

std::string one_line(std::string_view value) {
  std::string line = squash(value);
  if (line.size() > kMetadataBytesMax) {
    std::size_t end = kMetadataBytesMax;
    while (!is_boundary(line, end)) --end;
    line.resize(end);
  }
  return line;
}

Script first_script(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    if (is_letter(character)) return script_of(character);
  }
  return Script::Other;
}

// A short line tells little of its language: it is taken for the document's if its letters are.
void find_passage_languages(Document& document, Script script) {
  for (Passage& passage : document.passages) {
    if (passage.kind == PassageKind::Metadata) continue;
    const std::string_view words = slice(document.text, passage.span);
    const bool is_short = words.size() < kShortBytes && !document.language.empty();
    passage.language = is_short && first_script(words) == script
                           ? document.language
                           : detect_language(words, document.language);
  }
}

void find_languages(Document& document, std::string_view hint) {
  std::string body;
  for (const Passage& passage : document.passages) {
    if (!is_body(passage.kind) || !passage.visible) continue;
    body.append(slice(document.text, passage.span)) += '\n';
    if (body.size() > kLanguageBytesMax) break;
  }
  document.language = detect_language(body, hint);
  if (document.language.empty() && hint.size() == 2) document.language = hint;
  find_passage_languages(document, first_script(body));
}

}  // namespace

DocumentBuilder::DocumentBuilder(DocumentId id, const ReadLimits& limits)
    : text_bytes_max_(static_cast<std::size_t>(
          std::min<std::uint64_t>(limits.text_bytes_max, kDocumentTextBytesMax))) {
  document_.id = std::move(id);
}

bool DocumentBuilder::fits(std::size_t bytes) {
  const std::size_t room =
      text_bytes_max_ > kMetadataRoom ? text_bytes_max_ - kMetadataRoom : text_bytes_max_;
  if (!full_ && document_.text.size() + bytes + 2 <= room &&
      document_.passages.size() + 64 < kPassagesMax) {
    return true;
  }
  if (!full_) {
    document_.problems.push_back(
        {ProblemCode::TooLarge, document_.id.part,
         fmt::format("the text is over {} bytes; the rest of it is unread", text_bytes_max_)});
  }
  full_ = true;
  return false;
}

TextSpan DocumentBuilder::add_passage(PassageKind kind, std::string_view words, bool visible) {
  if (words.empty() || !fits(words.size())) return {};
  std::string& text = document_.text;
  if (!text.empty()) text += "\n\n";
  const TextSpan span = make_span(text.size(), text.size() + words.size());
  text.append(words);
  document_.passages.push_back({kind, span, "", visible});
  return span;
}

void DocumentBuilder::add_metadata(std::string_view name, std::string_view value) {
  std::string line = one_line(value);
  if (line.empty()) return;
  line = fmt::format("{}: {}", name, line);
  if (std::find(metadata_.begin(), metadata_.end(), line) == metadata_.end()) {
    metadata_.push_back(std::move(line));
  }
}

Document DocumentBuilder::finish(std::string_view hint) {
  std::string& text = document_.text;
  bool first = true;
  for (const std::string& line : metadata_) {
    if (text.size() + line.size() + 2 > text_bytes_max_) break;
    if (!text.empty()) text += first ? "\n\n" : "\n";
    first = false;
    document_.passages.push_back(
        {PassageKind::Metadata, make_span(text.size(), text.size() + line.size()), "", true});
    text += line;
  }
  for (const Passage& passage : document_.passages) {
    if (passage.kind == PassageKind::Title && document_.title.empty()) {
      document_.title = squash(slice(text, passage.span));
    }
  }
  find_languages(document_, hint);
  return std::move(document_);
}

}  // namespace habeas
