// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "read/pdf/pdf_document.h"
#include "read/pdf/pdf_layout.h"
#include "read/pdf/pdf_recogniser.h"
#include "read/pdf/pdf_running.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kHeadSearchedBytes = 1024;
constexpr std::size_t kFewGlyphs = 20;
constexpr std::size_t kSparseGlyphs = 100;
constexpr double kPictureShare = 0.1;
constexpr double kPagePictureShare = 0.5;
constexpr std::uint32_t kOutlinesMin = 150;  // painted shapes: words may be among them
constexpr double kGarbageShare = 0.3;
constexpr std::size_t kToldPagesMax = 200;  // problems about single pages

/// Why a page is to be recognised.
enum class Lack : std::uint8_t { None, Words, Letters };

struct LetterCounts {
  std::size_t seen = 0;
  std::size_t unknown = 0;   // the font does not tell what they are
  std::size_t accented = 0;  // of Latin-1: what Cyrillic looks like in a font that lies
  std::size_t letters = 0;
};

LetterCounts count_letters(const PdfPage& page) {
  LetterCounts counts;
  for (const PdfGlyph& glyph : page.glyphs) {
    if (glyph.sight != PdfSight::Seen) continue;
    ++counts.seen;
    std::size_t at = 0;
    const char32_t c = next_character(glyph.text, at);
    counts.unknown += c == kReplacement ? 1U : 0U;
    if (!is_letter(c)) continue;
    ++counts.letters;
    counts.accented += c >= 0xC0 && c <= 0xFF ? 1U : 0U;
  }
  return counts;
}

Lack find_lack(const PdfPage& page, const LetterCounts& counts) {
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  if (counts.seen >= kFewGlyphs && (share(counts.unknown, counts.seen) > kGarbageShare ||
                                    share(counts.accented, counts.letters) > 0.6)) {
    return Lack::Letters;
  }
  if (counts.seen < kSparseGlyphs && page.picture_share >= kPagePictureShare) return Lack::Words;
  if (counts.seen < kFewGlyphs &&
      (page.picture_share >= kPictureShare || page.outlines >= kOutlinesMin)) {
    return Lack::Words;
  }
  return Lack::None;
}

/// Reads page after page, and recognises what must be, within the limits.
class PageReader {
 public:
  PageReader(const PdfFile& file, const PdfLimits& limits) : file_(file), limits_(limits) {}

  PdfContent read() {
    const std::uint32_t count = file_.page_count();
    std::uint64_t glyphs = 0;
    std::uint32_t number = 1;
    for (; number <= count && number <= limits_.pages_max && glyphs < limits_.glyphs_max;
         ++number) {
      PdfPage page = file_.read_page(number, limits_.page);
      glyphs += page.glyphs.size();
      check(page);
      for (PdfLine& line : lay_out_page(page)) {
        line.is_recognised = is_recognised_ && line.visible;
        content_.lines.push_back(std::move(line));
      }
      for (auto& [name, value] : file_.margin_fields(number)) {
        content_.margin.emplace_back(fmt::format("{} (page {})", name, number), std::move(value));
      }
    }
    if (number <= count) {
      tell(ProblemCode::TooLarge,
           fmt::format("{} pages: the last {} are unread", count, count - number + 1));
    }
    if (left_ > 0) {
      tell(ProblemCode::TooLarge,
           fmt::format("{} pages are pictures; the last {} of them were not recognised",
                       limits_.recognised_pages_max + left_, left_));
    }
    if (untold_ > 0) tell(ProblemCode::Recognised, fmt::format("{} more such pages", untold_));
    return std::move(content_);
  }

 private:
  void tell(ProblemCode code, std::string message) {
    content_.problems.push_back({code, "", std::move(message)});
  }

  void tell_page(ProblemCode code, const PdfPage& page, std::string_view message) {
    if (++told_ > kToldPagesMax) {
      ++untold_;
      return;
    }
    tell(code, fmt::format("page {}: {}", page.number, message));
  }

  void check(PdfPage& page) {
    is_recognised_ = false;
    if (page.has_more) {
      tell_page(ProblemCode::TooLarge, page, "paints more than a page may; the rest is unread");
    }
    if (page.other_texts > 0) {
      tell_page(ProblemCode::TwoReadings, page,
                fmt::format("says {} times to copy other words than it paints; what it paints was "
                            "taken",
                            page.other_texts));
    }
    const LetterCounts counts = count_letters(page);
    const Lack lack = find_lack(page, counts);
    if (lack != Lack::None) {
      recognise(page, lack);
    } else if (counts.unknown > 0) {
      tell_page(ProblemCode::BadCharset, page,
                fmt::format("{} of {} letters are of fonts that do not tell which they are; U+FFFD "
                            "stands in their place",
                            counts.unknown, counts.seen));
    }
  }

  void recognise(PdfPage& page, Lack lack) {
    const char* const why = lack == Lack::Words ? "has no words but in its picture"
                                                : "has fonts that do not tell their letters";
    if (page.picture_pixels_max > limits_.page.picture_pixels_max) {
      return tell_page(ProblemCode::TooLarge, page,
                       fmt::format("{}, which has {} pixels, over {}: not recognised", why,
                                   page.picture_pixels_max, limits_.page.picture_pixels_max));
    }
    if (recognised_ >= limits_.recognised_pages_max) {
      ++left_;
      return;
    }
    if (!recogniser_.is_ready()) {
      return tell_page(ProblemCode::Unreadable, page,
                       fmt::format("{}; Tesseract or its languages are not installed", why));
    }
    ++recognised_;
    const auto picture = file_.paint_page(page.number, limits_.page);
    const auto found = picture ? recogniser_.recognise(*picture) : std::nullopt;
    if (!found) {
      const bool is_said = lack == Lack::Letters || page.picture_share >= kPagePictureShare;
      if (is_said) {
        tell_page(ProblemCode::Recognised, page,
                  fmt::format("{}; no words could be recognised with confidence", why));
      }
      return;
    }
    take(page, *found, lack);
    std::string message =
        fmt::format("{}; they were recognised (language {}, confidence {:.0f} of 100)", why,
                    found->language, found->confidence);
    if (found->unsure > 0) {
      message += fmt::format("; [?] stands for {} words under {}", found->unsure, kConfidenceFloor);
    }
    tell_page(ProblemCode::Recognised, page, message);
  }

  // What the page itself tells stays; its picture adds words beside it. What nobody sees stays too.
  void take(PdfPage& page, const RecognisedPage& found, Lack lack) {
    is_recognised_ = true;
    if (lack == Lack::Letters) {
      page.glyphs.erase(
          std::remove_if(page.glyphs.begin(), page.glyphs.end(),
                         [](const PdfGlyph& glyph) { return glyph.sight == PdfSight::Seen; }),
          page.glyphs.end());
    }
    std::vector<PdfBox> told;
    for (const PdfGlyph& glyph : page.glyphs) {
      if (glyph.sight == PdfSight::Seen && glyph.turn == 0) told.push_back(glyph.box);
    }
    for (const PdfGlyph& word : found.words) {
      const bool is_told = std::any_of(
          told.begin(), told.end(), [&](const PdfBox& box) { return holds_middle(word.box, box); });
      if (!is_told) page.glyphs.push_back(word);
    }
  }

  const PdfFile& file_;
  const PdfLimits& limits_;
  PdfRecogniser recogniser_;
  PdfContent content_;
  std::uint32_t recognised_ = 0;
  std::uint32_t left_ = 0;
  std::size_t told_ = 0;
  std::size_t untold_ = 0;
  bool is_recognised_ = false;
};

}  // namespace

bool sniff_pdf(const SourceHead& head) {
  const std::string_view begin = head.bytes.substr(0, kHeadSearchedBytes);
  if (begin.starts_with("%PDF-")) return true;
  // Some servers and scanners put a few bytes before it; a text may name the mark.
  const std::size_t at = begin.find("%PDF-");
  return at != begin.npos && head.bytes.find(" obj", at) != head.bytes.npos;
}

void read_pdf(const SourceLabel& label, std::string_view bytes, const ReadLimits& limits,
              const PdfLimits& pdf_limits, PartSink& sink) {
  const PdfFile file(bytes, label.passwords);
  if (file.opening() == PdfOpening::Locked) {
    sink.add_problem({ProblemCode::PasswordNeeded, "",
                      label.passwords.empty()
                          ? "the PDF file is locked: a password is needed"
                          : "the PDF file is locked: none of the passwords opens it"});
    return;
  }
  if (file.opening() == PdfOpening::Broken) {
    sink.add_problem({ProblemCode::BadContainer, "",
                      "the PDF file is so broken that no page can be found; kept as received"});
    return;
  }
  PdfContent content = PageReader(file, pdf_limits).read();
  if (file.is_cut_off()) {
    content.is_cut_off = true;
    content.problems.push_back({ProblemCode::CutOff, "",
                                "the PDF file ends in the middle; what was found before its end "
                                "was read"});
  } else if (file.was_mended()) {
    content.problems.push_back({ProblemCode::BadContainer, "",
                                "the table of objects of the PDF file was broken and was made "
                                "anew; parts may be missing"});
  }
  content.running = take_running_lines(content.lines);
  content.fields = file.fields();
  if (content.lines.empty() && content.margin.empty() && content.running.empty()) {
    for (Problem& problem : content.problems) sink.add_problem(std::move(problem));
    sink.add_problem({ProblemCode::Empty, "", "the PDF file has no words"});
    return;
  }
  sink.add_document(make_pdf_document(label, std::move(content), limits));
}

void read_pdf(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
              PartSink& sink) {
  const Result<std::string> bytes = source.read_at(0, source.size());
  if (!bytes) {
    sink.add_problem({ProblemCode::Unreadable, "", bytes.error().message});
    return;
  }
  read_pdf(label, *bytes, limits, PdfLimits{}, sink);
}

}  // namespace habeas
