// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/docx_reader.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "read/office/docx_styles.h"
#include "read/office/office_body.h"
#include "read/office/office_properties.h"
#include "read/xml/xml_reader.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr int kSmallestHalfPoints = 2;  // smaller letters are seen by nobody
constexpr std::size_t kHeaderBytesMax = 2'000;

bool is_off(std::string_view value) { return value == "0" || value == "false" || value == "off"; }

/// Reads one part of a text: the document, its notes, comments or headers.
class DocxPart {
 public:
  using Relations = std::map<std::string, OfficeFile::Relation, std::less<>>;
  enum class Kind : std::uint8_t { Text, Footnotes, Endnotes, Comments, Header };

  DocxPart(std::string_view text, Kind kind, const DocxStyles& styles, const Relations& relations,
           OfficeBody& body)
      : xml_(text), kind_(kind), styles_(styles), relations_(relations), body_(body) {}

  void read() {
    for (XmlEvent event = xml_.next(); event != XmlEvent::Done; event = xml_.next()) {
      if (event == XmlEvent::Text) {
        if (in_words_) add_words(xml_.text());
      } else if (event == XmlEvent::Start) {
        begin(xml_.local_name());
      } else {
        end(xml_.local_name());
      }
    }
    end_paragraph();
    if (!rows_.empty()) flush_row();
  }

  const XmlDamage& damage() const { return xml_.damage(); }
  /// What a header or footer says.
  const std::string& header_words() const { return header_words_; }

 private:
  struct Run {
    bool hidden = false;
    bool white = false;
    bool shaded = false;
  };

  void add_words(std::string_view words) {
    const bool unseen = deleted_ > 0 || run_.hidden ||
                        (run_.white && !run_.shaded && !paragraph_shaded_ && !cell_shaded_);
    paragraph_.add(words, unseen ? Sight::Hidden : Sight::Shown);
  }

  void begin(std::string_view name) {
    // What a property was before a tracked change is no property.
    const bool former = name.size() > 8 && name.substr(name.size() - 8) == "PrChange";
    if (skipped_ > 0 || name == "Fallback" || former) {
      ++skipped_;
    } else if (name == "pPr") {
      in_paragraph_properties_ = true;
    } else if (name == "rPr") {
      in_run_properties_ = true;
    } else if (in_paragraph_properties_ && in_run_properties_) {
      return;  // they are about the mark at the end of the paragraph
    } else if (in_paragraph_properties_) {
      read_paragraph_property(name);
    } else if (in_run_properties_) {
      read_run_property(name);
    } else if (name == "p") {
      begin_paragraph();
    } else if (name == "r") {
      run_ = paragraph_run_;
    } else if (name == "t" || name == "delText") {
      in_words_ = true;
    } else if (name == "tab" || name == "br" || name == "cr") {
      add_words(name == "tab" ? "\t" : "\n");
    } else if (name == "noBreakHyphen") {
      add_words("\u2011");
    } else if (name == "del" || name == "moveFrom") {
      ++deleted_;
    } else {
      begin_other(name);
    }
  }

  static void take_over(Run& run, const DocxStyle& style) {
    run.hidden |= style.hidden;
    run.white |= style.white;
    run.shaded |= style.shaded;
  }

  void read_paragraph_property(std::string_view name) {
    const std::string_view value = xml_.attribute_any_prefix("val");
    if (name == "pStyle") {
      const auto style = styles_.find(value);
      if (style == styles_.end()) return;
      paragraph_.kind = style->second.kind;
      take_over(paragraph_run_, style->second);
    } else if (name == "numPr" && paragraph_.kind == PassageKind::Paragraph) {
      paragraph_.kind = PassageKind::ListEntry;
    } else if (name == "outlineLvl" && paragraph_.kind == PassageKind::Paragraph && value < "9") {
      paragraph_.kind = PassageKind::Heading;
    } else if (name == "shd") {
      paragraph_shaded_ = is_fill(xml_.attribute_any_prefix("fill"));
    }
  }

  void read_run_property(std::string_view name) {
    const std::string_view value = xml_.attribute_any_prefix("val");
    if (name == "rStyle") {
      const auto style = styles_.find(value);
      if (style != styles_.end()) take_over(run_, style->second);
    }
    if (name == "vanish" || name == "webHidden") run_.hidden = name == "vanish" && !is_off(value);
    if (name == "color") run_.white = is_white(value);
    if (name == "shd") run_.shaded |= is_fill(xml_.attribute_any_prefix("fill"));
    if (name == "highlight") run_.shaded = true;
    if (name == "sz") run_.hidden |= is_tiny(value);
  }

  static bool is_fill(std::string_view colour) { return colour != "auto" && !is_white(colour); }

  static bool is_tiny(std::string_view half_points) {
    int size = kSmallestHalfPoints + 1;
    std::from_chars(half_points.data(), half_points.data() + half_points.size(), size);
    return size <= kSmallestHalfPoints;
  }

  void begin_other(std::string_view name) {
    if (name == "footnoteReference") {
      body_.mark_note(paragraph_, "f" + std::string(xml_.attribute_any_prefix("id")));
    } else if (name == "endnoteReference") {
      body_.mark_note(paragraph_, "e" + std::string(xml_.attribute_any_prefix("id")));
    } else if (name == "hyperlink") {
      const auto relation = relations_.find(xml_.attribute_any_prefix("id"));
      link_ =
          relation != relations_.end() && relation->second.outside ? relation->second.target : "";
      link_begin_ = paragraph_.shown.size();
    } else if (name == "docPr") {
      alternative_text_ = xml_.attribute("descr");
    } else if (name == "blip") {
      const auto relation = relations_.find(xml_.attribute_any_prefix("embed"));
      body_.add_picture(relation == relations_.end() ? "" : relation->second.target,
                        alternative_text_);
    } else if (name == "tbl") {
      rows_.emplace_back();
    } else if (name == "tc" && !rows_.empty()) {
      rows_.back().emplace_back();
      cell_shaded_ = false;
    } else if (name == "tcPr") {
      in_cell_properties_ = true;
    } else if (name == "shd" && in_cell_properties_) {
      cell_shaded_ = is_fill(xml_.attribute_any_prefix("fill"));
    } else if (name == "footnote" || name == "endnote" || name == "comment") {
      begin_note();
    }
  }

  void begin_note() {
    const std::string_view type = xml_.attribute_any_prefix("type");
    is_rule_ = !type.empty() && type != "normal";  // the line above the notes
    note_ = std::string(kind_ == Kind::Endnotes ? "e" : "f") +
            std::string(xml_.attribute_any_prefix("id"));
    author_ = xml_.attribute_any_prefix("author");
    note_paragraphs_.clear();
  }

  void begin_paragraph() {
    // A text box stands inside the paragraph that holds it: that one goes on behind it.
    end_paragraph();
    paragraph_run_ = {};
    run_ = {};
    paragraph_shaded_ = false;
  }

  void end(std::string_view name) {
    if (skipped_ > 0) {
      --skipped_;
    } else if (name == "t" || name == "delText") {
      in_words_ = false;
    } else if (name == "rPr") {
      in_run_properties_ = false;
    } else if (name == "pPr") {
      in_paragraph_properties_ = false;
      run_ = paragraph_run_;
    } else if (in_paragraph_properties_ || in_run_properties_) {
      return;
    } else if (name == "tcPr") {
      in_cell_properties_ = false;
    } else if (name == "del" || name == "moveFrom") {
      deleted_ -= deleted_ > 0 ? 1 : 0;
    } else if (name == "hyperlink") {
      if (!link_.empty()) {
        paragraph_.links.push_back({link_begin_, paragraph_.shown.size(), link_});
      }
      link_.clear();
    } else if (name == "p") {
      end_paragraph();
    } else if (name == "tr") {
      if (!rows_.empty()) flush_row();
    } else if (name == "tbl") {
      if (!rows_.empty()) flush_row();
      if (!rows_.empty()) rows_.pop_back();
    } else if (name == "footnote" || name == "endnote") {
      end_paragraph();
      if (!is_rule_) body_.keep_note(note_, std::move(note_paragraphs_));
      note_paragraphs_ = {};
    } else if (name == "comment") {
      end_comment();
    }
  }

  void end_comment() {
    end_paragraph();
    std::string words;
    for (const OfficeParagraph& paragraph : note_paragraphs_) {
      words += (words.empty() ? "" : "\n") + paragraph.shown;
    }
    body_.add_comment(author_, words);
    note_paragraphs_ = {};
  }

  void end_paragraph() {
    OfficeParagraph done = std::move(paragraph_);
    paragraph_ = {};
    if (trim(done.shown).empty() && trim(done.hidden).empty()) return;
    if (kind_ == Kind::Header) {
      if (header_words_.size() < kHeaderBytesMax) header_words_ += done.shown + " ";
    } else if (kind_ != Kind::Text) {
      note_paragraphs_.push_back(std::move(done));
    } else if (!rows_.empty() && !rows_.back().empty()) {
      rows_.back().back().push_back(std::move(done));
    } else {
      body_.add(done);
    }
  }

  void flush_row() {
    end_paragraph();
    std::vector<std::vector<OfficeParagraph>> row = std::move(rows_.back());
    rows_.back() = {};
    if (rows_.size() == 1) return body_.add_row(row);
    // A table in a cell: its words belong to that cell.
    std::vector<std::vector<OfficeParagraph>>& outer = rows_[rows_.size() - 2];
    if (outer.empty()) outer.emplace_back();
    for (auto& cell : row) {
      std::move(cell.begin(), cell.end(), std::back_inserter(outer.back()));
    }
  }

  XmlReader xml_;
  Kind kind_;
  const DocxStyles& styles_;
  const Relations& relations_;
  OfficeBody& body_;
  OfficeParagraph paragraph_;
  Run paragraph_run_;
  Run run_;
  bool in_words_ = false;
  bool in_run_properties_ = false;
  bool in_paragraph_properties_ = false;
  bool in_cell_properties_ = false;
  bool paragraph_shaded_ = false;
  bool cell_shaded_ = false;
  bool is_rule_ = false;
  std::uint32_t deleted_ = 0;
  std::uint32_t skipped_ = 0;
  std::string link_;
  std::size_t link_begin_ = 0;
  std::string alternative_text_;
  std::string note_;
  std::string author_;
  std::vector<OfficeParagraph> note_paragraphs_;
  std::vector<std::vector<std::vector<OfficeParagraph>>> rows_;  // by nesting
  std::string header_words_;
};

class DocxReader {
 public:
  DocxReader(const SourceLabel& label, OfficeFile& file, const ReadLimits& limits, PartSink& sink)
      : file_(file), sink_(sink), body_({label.sha256, ""}, limits) {}

  void read() {
    const std::string part = file_.main_part();
    const auto text = file_.take(part);
    if (!text) {
      return sink_.add_problem({ProblemCode::BadContainer, "", "the text is not there"});
    }
    const auto relations = file_.relations_of(part);
    for (const auto& [id, relation] : relations) {
      if (relation.type != "styles") continue;
      if (const auto styles = file_.take(relation.target)) styles_ = read_docx_styles(*styles);
    }
    read_part(*text, DocxPart::Kind::Text, relations);
    for (const auto& [id, relation] : relations) read_beside(relation);
    const OfficeProperties properties = read_properties(file_);
    add_properties(properties, body_.builder());
    Document document = body_.finish(properties.title, properties.language);
    if (document.passages.empty()) {
      return sink_.add_problem({ProblemCode::Empty, "", "there are no words in the text"});
    }
    sink_.add_document(std::move(document));
  }

 private:
  void read_beside(const OfficeFile::Relation& relation) {
    struct Row {
      std::string_view type;
      DocxPart::Kind kind;
    };
    static constexpr Row kRows[] = {{"footnotes", DocxPart::Kind::Footnotes},
                                    {"endnotes", DocxPart::Kind::Endnotes},
                                    {"comments", DocxPart::Kind::Comments},
                                    {"header", DocxPart::Kind::Header},
                                    {"footer", DocxPart::Kind::Header}};
    for (const Row& row : kRows) {
      if (relation.type != row.type || relation.outside) continue;
      const auto text = file_.take(relation.target);
      if (!text) continue;
      const std::string said = read_part(*text, row.kind, file_.relations_of(relation.target));
      body_.builder().add_metadata(row.type, said);
    }
  }

  std::string read_part(std::string_view text, DocxPart::Kind kind,
                        const DocxPart::Relations& relations) {
    DocxPart part(text, kind, styles_, relations, body_);
    part.read();
    if (part.damage().count > 0) {
      sink_.add_problem({ProblemCode::BadContainer, "",
                         fmt::format("broken XML in {} places, first: {}", part.damage().count,
                                     part.damage().first)});
    }
    return part.header_words();
  }

  OfficeFile& file_;
  PartSink& sink_;
  OfficeBody body_;
  DocxStyles styles_;
};

}  // namespace

void read_docx(const SourceLabel& label, OfficeFile& file, const ReadLimits& limits,
               PartSink& sink) {
  DocxReader(label, file, limits, sink).read();
}

}  // namespace habeas
