// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/odt_reader.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "read/office/odf_styles.h"
#include "read/office/ods_reader.h"
#include "read/office/office_body.h"
#include "read/office/office_properties.h"
#include "read/office/sheet_documents.h"
#include "read/source_text.h"
#include "read/xml/xml_reader.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kSpacesMax = 100;
constexpr std::size_t kDeletedBytesMax = 16U << 20U;  // of all deletions together

std::size_t parse_count(std::string_view words) {
  std::size_t value = 1;
  std::from_chars(words.data(), words.data() + words.size(), value);
  return std::min(value, kSpacesMax);
}

class OdtReader {
 public:
  OdtReader(std::string_view text, const OdfStyles& styles, OfficeBody& body)
      : xml_(text), styles_(styles), body_(body) {}

  void read() {
    for (XmlEvent event = xml_.next(); event != XmlEvent::Done; event = xml_.next()) {
      if (event == XmlEvent::Text) {
        take_text();
      } else if (event == XmlEvent::Start) {
        begin(xml_.local_name());
      } else {
        end(xml_.local_name());
      }
    }
    end_paragraph();
    // Notes that nothing closes.
    while (!around_.empty()) end_note();
    end_paragraph();
  }

  const XmlDamage& damage() const { return xml_.damage(); }

 private:
  struct Span {
    bool hidden = false;
    bool white = false;
    bool shaded = false;
  };
  /// What was going on around a note or comment, which stands in the middle of a paragraph.
  struct Around {
    OfficeParagraph paragraph;
    std::vector<Span> spans;
    bool in_paragraph = false;
    std::string note;                    ///< its key, "" for a comment
    std::vector<OfficeParagraph> aside;  ///< what it says
  };

  void take_text() {
    if (in_author_) {
      author_ += xml_.text();
    } else if (in_description_) {
      description_ += (description_.empty() ? "" : " ") + std::string(xml_.text());
    } else if (!change_.empty()) {
      if (in_deleted_paragraph_) keep_deleted(xml_.text());
    } else if (in_paragraph_ && !in_citation_) {
      add_words(xml_.text());
    }
  }

  void add_words(std::string_view words) {
    const Span span = spans_.empty() ? Span{} : spans_.back();
    const bool unseen = hidden_sections_ > 0 || span.hidden || (span.white && !span.shaded);
    paragraph_.add(words, unseen ? Sight::Hidden : Sight::Shown);
  }

  void keep_deleted(std::string_view words) {
    if (deleted_bytes_ + words.size() > kDeletedBytesMax) return;
    deleted_bytes_ += words.size();
    deleted_[change_] += words;
  }

  void begin(std::string_view name) {
    if (!in_text_) {
      // The text of a flat file stands behind its styles.
      in_text_ = name == "text" && xml_.prefix() == "office";
    } else if (name == "changed-region") {
      region_ = xml_.attribute_any_prefix("id");
    } else if (name == "deletion") {
      change_ = region_.empty() ? "-" : region_;
    } else if (!change_.empty()) {
      in_deleted_paragraph_ |= name == "p" || name == "h";
    } else if (name == "p" || name == "h") {
      begin_paragraph(name == "h");
    } else if (name == "span") {
      push_span(styles_.find(xml_.attribute_any_prefix("style-name")));
    } else if (name == "s") {
      add_words(std::string(parse_count(xml_.attribute_any_prefix("c")), ' '));
    } else if (name == "tab" || name == "line-break") {
      add_words(name == "tab" ? "\t" : "\n");
    } else if (name == "change") {
      const auto words = deleted_.find(xml_.attribute_any_prefix("change-id"));
      if (words != deleted_.end()) paragraph_.add(words->second, Sight::Hidden);
    } else if (name == "section") {
      begin_section();
    } else {
      begin_other(name);
    }
  }

  void begin_other(std::string_view name) {
    if (name == "list-item" || name == "list-header") {
      ++list_depth_;
    } else if (name == "table") {
      rows_.emplace_back();
    } else if (name == "table-cell" && !rows_.empty()) {
      rows_.back().emplace_back();
    } else if (name == "note") {
      const bool is_endnote = xml_.attribute_any_prefix("note-class") == "endnote";
      const std::string note = (is_endnote ? "e" : "f") + std::to_string(++notes_);
      body_.mark_note(paragraph_, note);
      leave_paragraph(note);
    } else if (name == "note-citation") {
      in_citation_ = true;
    } else if (name == "annotation") {
      leave_paragraph("");
      author_.clear();
      is_comment_ = true;
    } else if (name == "creator" && is_comment_) {
      in_author_ = true;
    } else if (name == "a") {
      link_ = xml_.attribute_any_prefix("href");
      link_begin_ = paragraph_.shown.size();
    } else if (name == "image") {
      picture_ = xml_.attribute_any_prefix("href");
      has_picture_ = true;
    } else if (name == "desc" || name == "title") {
      in_description_ = true;
    } else if (name == "hidden-text" || name == "hidden-paragraph") {
      paragraph_.add(xml_.attribute_any_prefix("string-value"), Sight::Hidden);
    }
  }

  void begin_section() {
    const OdfStyle style = styles_.find(xml_.attribute_any_prefix("style-name"));
    const bool hidden = style.hidden || xml_.attribute_any_prefix("display") == "none";
    sections_.push_back(hidden);
    hidden_sections_ += hidden ? 1 : 0;
  }

  void begin_paragraph(bool is_heading) {
    end_paragraph();
    in_paragraph_ = true;
    const OdfStyle style = styles_.find(xml_.attribute_any_prefix("style-name"));
    paragraph_.kind = style.kind;
    if (is_heading && style.kind != PassageKind::Title) paragraph_.kind = PassageKind::Heading;
    if (list_depth_ > 0 && paragraph_.kind == PassageKind::Paragraph) {
      paragraph_.kind = PassageKind::ListEntry;
    }
    spans_.clear();
    push_span(style);
  }

  void push_span(const OdfStyle& style) {
    Span span = spans_.empty() ? Span{} : spans_.back();
    span.hidden |= style.hidden;
    span.white |= style.white;
    span.shaded |= style.shaded;
    spans_.push_back(span);
  }

  void end(std::string_view name) {
    if (name == "deletion") {
      change_.clear();
      in_deleted_paragraph_ = false;
    } else if (!in_text_) {
      return;
    } else if (!change_.empty()) {
      if (in_deleted_paragraph_ && (name == "p" || name == "h")) {
        keep_deleted(" ");
        in_deleted_paragraph_ = false;
      }
    } else if (name == "p" || name == "h") {
      end_paragraph();
    } else if (name == "span") {
      if (spans_.size() > 1) spans_.pop_back();
    } else if (name == "section" && !sections_.empty()) {
      hidden_sections_ -= sections_.back() ? 1 : 0;
      sections_.pop_back();
    } else if (name == "list-item" || name == "list-header") {
      list_depth_ -= list_depth_ > 0 ? 1 : 0;
    } else if (name == "note-citation") {
      in_citation_ = false;
    } else if (name == "creator") {
      in_author_ = false;
    } else {
      end_other(name);
    }
  }

  void end_other(std::string_view name) {
    if (name == "note" || name == "annotation") {
      end_note();
    } else if (name == "a") {
      if (!link_.empty()) {
        paragraph_.links.push_back({link_begin_, paragraph_.shown.size(), link_});
      }
      link_.clear();
    } else if (name == "desc" || name == "title") {
      in_description_ = false;
    } else if (name == "frame" && has_picture_) {
      body_.add_picture(picture_, description_);
      has_picture_ = false;
      description_.clear();
    } else if (name == "table-row") {
      flush_row();
    } else if (name == "table" && !rows_.empty()) {
      flush_row();
      rows_.pop_back();
    } else if (name == "text" && xml_.prefix() == "office") {
      in_text_ = false;
    }
  }

  void leave_paragraph(const std::string& note) {
    around_.push_back({std::move(paragraph_), std::move(spans_), in_paragraph_, note, {}});
    paragraph_ = {};
    spans_.clear();
    in_paragraph_ = false;
  }

  /// The end of a note or comment: its words are kept, and the paragraph around it goes on.
  void end_note() {
    end_paragraph();
    if (around_.empty()) return;
    Around around = std::move(around_.back());
    around_.pop_back();
    if (around.note.empty()) {
      std::string words;
      for (const OfficeParagraph& one : around.aside) {
        words += (words.empty() ? "" : "\n") + one.shown;
      }
      body_.add_comment(author_, words);
      is_comment_ = false;
    } else {
      body_.keep_note(around.note, std::move(around.aside));
    }
    paragraph_ = std::move(around.paragraph);
    spans_ = std::move(around.spans);
    in_paragraph_ = around.in_paragraph;
  }

  void end_paragraph() {
    in_paragraph_ = false;
    OfficeParagraph done = std::move(paragraph_);
    paragraph_ = {};
    if (trim(done.shown).empty() && trim(done.hidden).empty()) return;
    if (!around_.empty()) {
      around_.back().aside.push_back(std::move(done));
    } else if (!rows_.empty() && !rows_.back().empty()) {
      rows_.back().back().push_back(std::move(done));
    } else {
      body_.add(done);
    }
  }

  void flush_row() {
    end_paragraph();
    if (rows_.empty()) return;
    std::vector<std::vector<OfficeParagraph>> row = std::move(rows_.back());
    rows_.back() = {};
    if (rows_.size() == 1) return body_.add_row(row);
    std::vector<std::vector<OfficeParagraph>>& outer = rows_[rows_.size() - 2];
    if (outer.empty()) outer.emplace_back();
    for (auto& cell : row) {
      std::move(cell.begin(), cell.end(), std::back_inserter(outer.back()));
    }
  }

  XmlReader xml_;
  const OdfStyles& styles_;
  OfficeBody& body_;
  bool in_text_ = false;
  bool in_paragraph_ = false;
  bool in_citation_ = false;
  bool in_author_ = false;
  bool in_description_ = false;
  bool in_deleted_paragraph_ = false;
  bool is_comment_ = false;
  bool has_picture_ = false;
  OfficeParagraph paragraph_;
  std::vector<Span> spans_;
  std::vector<Around> around_;
  std::vector<bool> sections_;
  std::uint32_t hidden_sections_ = 0;
  std::uint32_t list_depth_ = 0;
  std::uint32_t notes_ = 0;
  std::string author_;
  std::string link_;
  std::size_t link_begin_ = 0;
  std::string picture_;
  std::string description_;
  std::string region_;
  std::string change_;
  std::size_t deleted_bytes_ = 0;
  std::map<std::string, std::string, std::less<>> deleted_;
  std::vector<std::vector<std::vector<OfficeParagraph>>> rows_;
};

void read_text(const SourceLabel& label, std::string_view text, const OdfStyles& styles,
               const OfficeProperties& properties, const ReadLimits& limits, PartSink& sink) {
  OfficeBody body({label.sha256, ""}, limits);
  OdtReader reader(text, styles, body);
  reader.read();
  if (reader.damage().count > 0) {
    sink.add_problem({ProblemCode::BadContainer, "",
                      fmt::format("broken XML in {} places, first: {}", reader.damage().count,
                                  reader.damage().first)});
  }
  add_properties(properties, body.builder());
  if (body.is_empty()) {
    return sink.add_problem({ProblemCode::Empty, "", "there are no words in the text"});
  }
  sink.add_document(body.finish(properties.title, properties.language));
}

}  // namespace

void read_odt(const SourceLabel& label, OfficeFile& file, const ReadLimits& limits,
              PartSink& sink) {
  const auto text = file.take("content.xml");
  if (!text) return sink.add_problem({ProblemCode::BadContainer, "", "the text is not there"});
  OdfStyles styles;
  styles.add(*text);
  if (const auto beside = file.take("styles.xml")) styles.add(*beside);
  read_text(label, *text, styles, read_properties(file), limits, sink);
}

bool sniff_flat_odf(const SourceHead& head) {
  return head.text.find("<office:document") != std::string_view::npos &&
         head.text.find("office:mimetype=\"application/vnd.oasis.opendocument.") !=
             std::string_view::npos;
}

void read_flat_odf(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                   PartSink& sink) {
  const SourceText loaded = load_source_text(source, limits, sink, label.media_type);
  if (loaded.text.empty()) return;
  const std::string_view head = std::string_view(loaded.text).substr(0, kHeadBytes);
  if (head.find("opendocument.spreadsheet") != std::string_view::npos) {
    SheetDocuments documents(label, limits, sink);
    return read_ods_xml(loaded.text, documents);
  }
  OdfStyles styles;
  styles.add(loaded.text);
  read_text(label, loaded.text, styles, parse_properties(loaded.text), limits, sink);
}

}  // namespace habeas
