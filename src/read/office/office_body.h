// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "read/document_builder.h"
#include "read/read.h"

namespace habeas {

/// Whether words are seen by whoever opens the file.
enum class Sight : std::uint8_t {
  Shown,
  Hidden,  ///< hidden by its style, white on white, deleted with changes tracked
};

/// A paragraph of an office text while it grows.
struct OfficeParagraph {
  struct Link {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string address;
  };
  struct Mark {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string note;
  };

  PassageKind kind = PassageKind::Paragraph;
  std::string shown;
  std::string hidden;
  std::vector<Link> links;
  std::vector<Mark> marks;

  void add(std::string_view words, Sight sight) {
    (sight == Sight::Shown ? shown : hidden) += words;
  }
};

/// Puts the Document of an office text together: paragraphs, rows of tables, notes joined to their
/// marks, comments and hidden words as passages that are not visible. The first lines tell title
/// and day where no style does.
class OfficeBody {
 public:
  OfficeBody(DocumentId id, const ReadLimits& limits) : builder_(std::move(id), limits) {}

  /// The mark of note `key` at this place of `paragraph`: "[1]", "[2]" in the order of marks.
  void mark_note(OfficeParagraph& paragraph, const std::string& key);
  void add(const OfficeParagraph& paragraph);
  /// A row of a table, its cells as paragraphs: short cells are one list entry "a | b | c".
  void add_row(const std::vector<std::vector<OfficeParagraph>>& cells);
  /// The words of note `key`; told behind the text, with the number of its mark.
  void keep_note(const std::string& key, std::vector<OfficeParagraph> paragraphs);
  void add_comment(std::string_view author, std::string_view words);
  void add_picture(std::string address, std::string_view alternative_text);
  DocumentBuilder& builder() { return builder_; }
  bool is_empty() const { return builder_.document().passages.empty(); }

  /// `title`: as the file's properties say, "" if nothing; `hint`: its language.
  Document finish(std::string_view title, std::string_view hint);

 private:
  struct PendingMark {
    TextSpan span;
    std::string note;
  };

  TextSpan add_shown(const OfficeParagraph& paragraph, PassageKind kind);
  void add_notes();
  void find_title(std::string_view title);

  DocumentBuilder builder_;
  std::map<std::string, std::uint32_t> note_numbers_;
  std::vector<std::string> note_order_;
  std::map<std::string, std::vector<OfficeParagraph>> notes_;
  std::vector<PendingMark> marks_;
  std::vector<std::string> comments_;
};

inline constexpr std::size_t kOfficeNotesMax = 100'000;

}  // namespace habeas
