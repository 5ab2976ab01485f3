// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/delimited_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "read/office/delimited_text.h"
#include "read/office/sheet_documents.h"
#include "read/text_pieces.h"
#include "text/utf8.h"

namespace habeas {
namespace {

/// "text/csv; charset=koi8-r" -> "koi8-r".
std::string charset_of(const std::string& media_type) {
  const std::size_t found = media_type.find("charset=");
  if (found == std::string::npos) return "";
  std::string charset = media_type.substr(found + 8);
  charset = charset.substr(0, charset.find_first_of("; "));
  std::erase(charset, '"');
  return charset;
}

SheetRow to_sheet_row(DelimitedRow row) {
  SheetRow made;
  made.number = row.line;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string_view words = trim(row.cells[i]);
    if (words.empty()) continue;
    made.cells.push_back({static_cast<std::uint32_t>(i), std::string(words), true});
  }
  return made;
}

/// Hands rows on until there are too many, and tells what was wrong with the text.
class RowCounter {
 public:
  explicit RowCounter(SheetSink& sink) : sink_(sink) {}

  void take(DelimitedRow row) {
    last_cells_ = row.cells.size();
    cells_max_ = std::max(cells_max_, last_cells_);
    SheetRow made = to_sheet_row(std::move(row));
    if (made.cells.empty()) return;
    if (++rows_ <= kSheetRowsMax) return sink_.add_row(std::move(made));
    if (rows_ == kSheetRowsMax + 1) {
      tell(ProblemCode::TooLarge, fmt::format("over {} rows; the rest is unread", kSheetRowsMax));
    }
  }

  void tell_faults(const DelimitedFaults& faults, bool ends_in_line) {
    if (faults.open_quotes > 0) {
      tell(ProblemCode::BadMarkup,
           fmt::format("{} quotation marks that nothing closes are taken as they stand",
                       faults.open_quotes));
    }
    if (faults.cells_too_long > 0) {
      tell(ProblemCode::TooLarge,
           fmt::format("{} cells of over {} bytes; the rest of them is unread",
                       faults.cells_too_long, kDelimitedCellBytesMax));
    }
    if (faults.rows_too_wide > 0) {
      tell(ProblemCode::TooLarge,
           fmt::format("{} rows of over {} cells; the rest of them is unread", faults.rows_too_wide,
                       kDelimitedCellsMax));
    }
    if (!ends_in_line && last_cells_ < cells_max_) {
      tell(ProblemCode::CutOff, "the last row has fewer cells than others and no line end");
    }
    if (rows_ == 0) tell(ProblemCode::Empty, "there is nothing to read");
  }

 private:
  void tell(ProblemCode code, std::string message) {
    sink_.add_problem({code, "", std::move(message)});
  }

  SheetSink& sink_;
  std::uint32_t rows_ = 0;
  std::size_t last_cells_ = 0;
  std::size_t cells_max_ = 0;
};

/// The first piece without a line "sep=;".
std::string_view without_named_delimiter(std::string_view piece) {
  if (!find_named_delimiter(piece)) return piece;
  const std::size_t line_end = piece.find('\n');
  return line_end == std::string_view::npos ? std::string_view() : piece.substr(line_end + 1);
}

Result<void> read_pieces(const SourceLabel& label, const ByteSource& source, SheetSink& sink) {
  TRY(auto pieces, TextPieces::make(source, charset_of(label.media_type)));
  RowCounter counter(sink);
  std::optional<DelimitedParser> parser;
  bool ends_in_line = true;
  while (true) {
    TRY(const auto piece, pieces.next());
    if (!piece) break;
    std::string_view text = *piece;
    if (!parser) {
      const std::string_view head = text.substr(0, kHeadBytes);
      const auto delimiter = find_delimiter(to_utf8(head), head.size() == text.size());
      parser.emplace(delimiter.value_or(','),
                     [&counter](DelimitedRow row) { counter.take(std::move(row)); });
      text = without_named_delimiter(text);
    }
    if (!text.empty()) ends_in_line = text.back() == '\n' || text.back() == '\r';
    parser->add(text);
  }
  if (parser) {
    parser->finish();
    counter.tell_faults(parser->faults(), ends_in_line);
  }
  for (const Problem& problem : pieces.problems()) sink.add_problem(problem);
  return {};
}

}  // namespace

bool sniff_delimited(const SourceHead& head) {
  return find_delimiter(head.text, head.source.size() <= kHeadBytes).has_value();
}

void read_delimited_sheet(const SourceLabel& label, const ByteSource& source, SheetSink& sink) {
  sink.begin_sheet("");
  if (const auto read = read_pieces(label, source, sink); !read) {
    sink.add_problem({ProblemCode::Unreadable, "", read.error().message});
  }
  sink.end_sheet();
}

void read_delimited(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                    PartSink& sink) {
  SheetDocuments documents(label, limits, sink);
  read_delimited_sheet(label, source, documents);
}

}  // namespace habeas
