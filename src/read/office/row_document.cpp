// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/row_document.h"

#include <algorithm>

#include "read/document_builder.h"
#include "text/day_line.h"
#include "text/utf8.h"

namespace habeas {
namespace {

bool is_name(ListColumn column) {
  return column == ListColumn::Name || column == ListColumn::GivenName ||
         column == ListColumn::FamilyName;
}

bool is_address(std::string_view words) {
  return (words.substr(0, 7) == "http://" || words.substr(0, 8) == "https://") &&
         words.find_first_of(" \t\n\"<>") == std::string_view::npos;
}

class RowWriter {
 public:
  RowWriter(const ListRow& row, DocumentId id, const ReadLimits& limits)
      : row_(row), builder_(std::move(id), limits) {}

  Document write() {
    write_name();
    for (const ListCell& cell : row_.cells) {
      if (!named_ || !is_name(cell.column)) write_cell(cell);
    }
    builder_.add_metadata("list", row_.list);
    builder_.add_metadata(kColumnsName, to_columns_line(passages_));
    return builder_.finish("");
  }

 private:
  void write_name() {
    const std::string name = name_of(row_);
    bool visible = row_.visible;
    for (const ListCell& cell : row_.cells) visible &= cell.visible || !is_name(cell.column);
    named_ = builder_.add_passage(PassageKind::Title, name, visible) != TextSpan{};
    if (named_) passages_.push_back({ListColumn::Name, 0});
  }

  void write_cell(const ListCell& cell) {
    const std::string lead = cell.header.empty() ? "" : cell.header + ": ";
    const TextSpan span = builder_.add_passage(PassageKind::ListEntry, lead + cell.words,
                                               row_.visible && cell.visible);
    if (span == TextSpan{}) return;
    passages_.push_back({cell.column, static_cast<std::uint32_t>(lead.size())});
    const TextSpan words = make_span(span.begin + lead.size(), span.end);
    Document& document = builder_.document();
    if (is_address(cell.words)) document.links.push_back({words, cell.words});
    if (cell.column == ListColumn::AsOf && !document.published) {
      if (const auto day = parse_day_line(cell.words)) {
        document.published = day_date(day->day);
        document.published_span =
            make_span(words.begin + day->span.begin, words.begin + day->span.end);
      }
    }
  }

  const ListRow& row_;
  DocumentBuilder builder_;
  std::vector<RowPassage> passages_;
  bool named_ = false;
};

}  // namespace

Document make_row_document(const ListRow& row, DocumentId id, const ReadLimits& limits) {
  return RowWriter(row, std::move(id), limits).write();
}

}  // namespace habeas
