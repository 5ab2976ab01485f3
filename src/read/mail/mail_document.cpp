// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/mail_document.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "read/charset.h"
#include "read/document_builder.h"
#include "read/html/html_reader.h"
#include "read/mail/mail_date.h"
#include "read/mail/mail_text.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr unsigned kOtherWordsPercentMax = 30;
constexpr std::size_t kAroundPartsBytesMax = 64U << 10U;
constexpr std::size_t kQuotedInProblemBytes = 100;

/// Headers that a mail has once; a second one is another reading of the same mail.
constexpr std::string_view kOnce[] = {"From",
                                      "Sender",
                                      "Reply-To",
                                      "To",
                                      "Cc",
                                      "Subject",
                                      "Date",
                                      "Message-ID",
                                      "Content-Type",
                                      "In-Reply-To",
                                      "Content-Transfer-Encoding"};

struct MaildirFlag {
  char letter;
  std::string_view word;
};
constexpr MaildirFlag kMaildirFlags[] = {{'D', "draft"},   {'F', "flagged"}, {'P', "passed"},
                                         {'R', "replied"}, {'S', "seen"},    {'T', "trashed"}};

std::string shortened(std::string_view words) {
  if (words.size() <= kQuotedInProblemBytes) return std::string(words);
  std::size_t end = kQuotedInProblemBytes;
  while (!is_boundary(words, end)) --end;
  return std::string(words.substr(0, end)) + "…";
}

/// Takes the files out of `text` that are written into it.
std::vector<TextFile> take_files(std::string& text) {
  std::vector<TextFile> files;
  std::string kept;
  std::size_t at = 0;
  for (TextFile file; files.size() < kTextFilesMax && find_text_file(text, at, file);
       at = file.end) {
    kept.append(text, at, file.begin - at);
    files.push_back(std::move(file));
  }
  if (!files.empty()) text = kept.append(text, at);
  return files;
}

/// The UTF-16 or UTF-32 that a part states, if its bytes bear it out: "" where they have a byte
/// order mark, which tells more, or are words in UTF-8 after all.
std::string wide_charset(std::string_view bytes, std::string_view stated) {
  const std::string name = charset_name(stated);
  if (!name.starts_with("UTF-16") && !name.starts_with("UTF-32")) return "";
  if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE")) return "";
  const bool has_controls = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
  });
  return has_controls || !is_utf8(bytes) ? name : "";
}

class MailDocument {
 public:
  MailDocument(const MimeMessage& message, const MailBodies& bodies, const SourceLabel& label,
               const ReadLimits& limits)
      : message_(message),
        bodies_(bodies),
        label_(label),
        limits_(limits),
        builder_({label.sha256, ""}, limits) {}

  Document make() {
    add_head();
    const std::size_t head = builder_.document().passages.size();
    for (const std::uint32_t position : bodies_.html) add_body(message_.parts[position], true);
    add_other_reading(head);
    add_words_around_parts();
    add_metadata();
    tell_doubled_headers();
    tell_structure();
    Document document = builder_.finish(language());
    document.published = published_;
    document.published_span = published_span_;
    const MimePart& whole = message_.parts.front();
    if (whole.is_multipart && !whole.is_closed) document.completeness = Completeness::CutOff;
    return document;
  }

 private:
  const MailHeader& header() const { return message_.parts.front().header; }

  std::string words_of(std::string_view name) const {
    const HeaderField* const field = find_field(header(), name);
    return field == nullptr ? "" : squash(words_of(*field));
  }

  std::string words_of(const HeaderField& field) const {
    return decode_words(field.value, message_.parts.front().charset());
  }

  void tell(ProblemCode code, const MimePart& part, std::string what) {
    builder_.document().problems.push_back(
        {code, part.number.empty() ? "" : part_path(part), std::move(what)});
  }

  void tell(ProblemCode code, std::string what) {
    builder_.document().problems.push_back({code, "", std::move(what)});
  }

  void add_head() {
    builder_.add_passage(PassageKind::Title, words_of("Subject"));
    builder_.add_passage(PassageKind::Byline, words_of("From"));
    const std::string words = words_of("Date");
    const TextSpan span = builder_.add_passage(PassageKind::DateLine, words);
    if (words.empty()) return;
    if (const auto date = parse_mail_date(words)) {
      published_ = day_date(date->stated_day);
      published_span_ = span;
    } else {
      tell(ProblemCode::BadDate, "no day: Date: " + shortened(words));
    }
  }

  void add_body(const MimePart& part, bool visible) {
    MailText body = decode_mail_part(part);
    for (Problem& problem : body.problems) builder_.document().problems.push_back(problem);
    if (part.is("text/html")) {
      add_html_piece(body.text, "", limits_, builder_);
      return;
    }
    const auto states = [&part](std::string_view name, std::string_view value) {
      const std::string* const found = part.content_type.find(name);
      return found != nullptr && to_ascii_lower(*found) == value;
    };
    const PlainForm form{states("format", "flowed"), states("delsp", "yes")};
    add_plain_body(builder_, body.text, form, visible);
  }

  std::string visible_words(std::size_t first) const {
    std::string words;
    const Document& document = builder_.document();
    for (std::size_t i = first; i < document.passages.size(); ++i) {
      const Passage& passage = document.passages[i];
      if (passage.visible) words.append(slice(document.text, passage.span)) += '\n';
    }
    return words;
  }

  /// The plain alternative of what was taken, where it states other words.
  void add_other_reading(std::size_t first) {
    std::vector<std::uint32_t> others;
    std::string plain;
    for (const std::uint32_t position : bodies_.text) {
      if (std::count(bodies_.html.begin(), bodies_.html.end(), position) > 0) continue;
      others.push_back(position);
      plain.append(decode_mail_part(message_.parts[position]).text) += '\n';
    }
    if (others.empty() || trim(plain).empty()) return;
    const std::string rich = visible_words(first);
    const unsigned percent =
        std::max(other_words_percent(plain, rich), other_words_percent(rich, plain));
    if (percent <= kOtherWordsPercentMax) return;
    tell(ProblemCode::TwoReadings, message_.parts[others.front()],
         fmt::format("text and HTML state different words (\"{}\" and \"{}\"); the HTML was taken, "
                     "the text stands behind it as not visible",
                     shortened(squash(plain)), shortened(squash(rich))));
    for (const std::uint32_t position : others) add_body(message_.parts[position], false);
  }

  /// What stands before the first part and behind the last is seen by nobody.
  void add_words_around_parts() {
    std::size_t left = kAroundPartsBytesMax;
    for (const MimePart& part : message_.parts) {
      for (const std::string_view around : {part.preamble, part.epilogue}) {
        const std::string_view words = trim(around.substr(0, std::min(around.size(), left)));
        left -= words.size();
        if (words.empty()) continue;
        add_plain_body(builder_, decode_mail_text(words, ""), {}, false);
      }
    }
  }

  void add_metadata() {
    if (const std::string flags = maildir_flags(); !flags.empty()) {
      builder_.add_metadata("maildir-flags", flags);
    }
    for (const HeaderField& field : header().fields) {
      builder_.add_metadata(field.name, words_of(field));
    }
    for (const std::string_view stray : header().strays) {
      builder_.add_metadata("(no field)", decode_words(stray));
    }
  }

  std::string maildir_flags() const {
    const std::string& name = label_.file_name;
    std::size_t at = name.rfind("2,");
    if (at == std::string::npos || at == 0 || name.find_first_of(":;!", at - 1) != at - 1)
      return "";
    std::string words;
    for (at += 2; at < name.size(); ++at) {
      for (const MaildirFlag& flag : kMaildirFlags) {
        if (flag.letter == name[at]) words += (words.empty() ? "" : " ") + std::string(flag.word);
      }
    }
    return words;
  }

  void tell_doubled_headers() {
    for (const std::string_view name : kOnce) {
      std::vector<std::string> readings;
      for (const HeaderField& field : header().fields) {
        if (!is_named(field, name)) continue;
        std::string words = squash(words_of(field));
        if (std::count(readings.begin(), readings.end(), words) == 0) {
          readings.push_back(std::move(words));
        }
      }
      if (readings.size() < 2) continue;
      const std::string taken = words_of(name);
      const std::string& other = readings.front() == taken ? readings[1] : readings.front();
      tell(ProblemCode::TwoReadings,
           fmt::format("{} stands {} times: \"{}\" and \"{}\"; the last was taken", name,
                       readings.size(), shortened(other), shortened(taken)));
    }
    if (!header().strays.empty()) {
      tell(ProblemCode::BadMarkup,
           fmt::format("{} lines of the header are no field: \"{}\"", header().strays.size(),
                       shortened(decode_words(header().strays.front()))));
    }
    if (header().is_too_large) {
      tell(ProblemCode::TooLarge,
           fmt::format("a header of over {} fields or {} bytes; the rest of it is unread",
                       kHeaderFieldsMax, kHeaderBytesMax));
    }
  }

  void tell_structure() {
    const MimePart& whole = message_.parts.front();
    if (whole.is_multipart && !whole.is_closed) {
      tell(ProblemCode::CutOff, "the boundary that closes the mail is missing");
    }
    if (message_.is_too_large) {
      tell(ProblemCode::TooLarge,
           fmt::format("over {} parts, or parts nested over {}; the rest is unread", kMimePartsMax,
                       kMimeNestingMax));
    }
    bool told_outer = false;
    for (const MimePart& part : message_.parts) {
      if (part.lost_boundary) {
        tell(ProblemCode::BadContainer, part, "its boundary never comes: read as one part");
      }
      if (part.end == MimeEnd::OuterBoundary && !std::exchange(told_outer, true)) {
        tell(ProblemCode::TwoReadings, part,
             "a boundary further out ends it (taken); programs that look for the innermost "
             "boundary only show other parts");
      }
    }
  }

  std::string language() const {
    const std::string stated = to_ascii_lower(words_of("Content-Language"));
    const std::size_t end = std::min(stated.find_first_of("-,; "), stated.size());
    return end == 2 ? stated.substr(0, 2) : "";
  }

  const MimeMessage& message_;
  const MailBodies& bodies_;
  const SourceLabel& label_;
  const ReadLimits& limits_;
  DocumentBuilder builder_;
  std::optional<PartialDate> published_;
  TextSpan published_span_;
};

}  // namespace

MailText decode_mail_part(const MimePart& part) {
  MailText decoded;
  const auto tell = [&](ProblemCode code, std::string what) {
    decoded.problems.push_back({code, part_path(part), std::move(what)});
  };
  DecodedBytes bytes = decode_transfer(part.body, part.encoding);
  if (!bytes.is_decoded) {
    tell(ProblemCode::BadContainer, "it is not in the transfer encoding it states; read as it is");
  } else if (bytes.is_damaged) {
    tell(ProblemCode::BadContainer, "its transfer encoding is damaged; words may be missing");
  }
  if (part.is("text/plain")) decoded.files = take_files(bytes.bytes);
  std::string charset = part.charset();
  if (!charset.empty() && charset_name(charset).empty()) {
    tell(ProblemCode::BadCharset, "charset " + shortened(to_utf8(charset)) + " is not known");
    charset.clear();
  }
  if (const std::string wide = wide_charset(bytes.bytes, charset); !wide.empty()) {
    decoded.text = decode_piece(bytes.bytes, wide);
    decoded.charset = wide;
    return decoded;
  }
  const std::string inside = part.is("text/html") ? find_declared_charset(bytes.bytes) : "";
  DecodedText text = decode_text(bytes.bytes, charset, inside);
  for (Problem& problem : text.problems) tell(problem.code, std::move(problem.message));
  decoded.charset = std::move(text.charset);
  decoded.text = std::move(text.text);
  return decoded;
}

std::string part_path(const MimePart& part) { return "mail:" + part.number; }

Document make_mail_document(const MimeMessage& message, const MailBodies& bodies,
                            const SourceLabel& label, const ReadLimits& limits) {
  return MailDocument(message, bodies, label, limits).make();
}

}  // namespace habeas
