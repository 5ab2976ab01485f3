// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/sheet_documents.h"

#include <algorithm>

#include "base/digest.h"
#include "read/office/row_document.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kHashDigits = 16;
constexpr std::size_t kHeadingBytesMax = 80;
constexpr std::string_view kBetweenCells = " | ";

bool has_letter(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    if (is_letter(next_character(words, at))) return true;
  }
  return false;
}

/// A row of short words over rows like it: what the columns are called.
bool is_heading(const SheetRow& row, std::size_t cells_max) {
  return row.cells.size() > 1 && row.cells.size() == cells_max &&
         std::all_of(row.cells.begin(), row.cells.end(), [](const SheetCell& cell) {
           return cell.words.size() <= kHeadingBytesMax && has_letter(cell.words);
         });
}

std::string words_of(const SheetRow& row, bool visible) {
  std::string words;
  for (const SheetCell& cell : row.cells) {
    if (cell.visible != visible) continue;
    words += (words.empty() ? "" : std::string(kBetweenCells)) + std::string(trim(cell.words));
  }
  return words;
}

}  // namespace

void SheetDocuments::begin_sheet(const std::string& name) {
  name_ = name;
  first_rows_.clear();
  is_decided_ = false;
  header_.reset();
  heading_row_ = 0;
  documents_ = 0;
  rows_ = 0;
}

void SheetDocuments::add_row(SheetRow row) {
  if (is_decided_) return take(row);
  first_rows_.push_back(std::move(row));
  if (first_rows_.size() == kListHeaderRowsMax) decide();
}

void SheetDocuments::end_sheet() {
  if (!is_decided_) decide();
  end_document();
}

void SheetDocuments::decide() {
  is_decided_ = true;
  header_ = find_list_header(first_rows_, ListDemand::Shown);
  std::size_t cells_max = 0;
  for (const SheetRow& row : first_rows_) cells_max = std::max(cells_max, row.cells.size());
  for (const SheetRow& row : first_rows_) {
    if (heading_row_ == 0 && is_heading(row, cells_max)) heading_row_ = row.number;
  }
  const std::vector<SheetRow> rows = std::move(first_rows_);
  first_rows_.clear();
  for (const SheetRow& row : rows) take(row);
}

DocumentId SheetDocuments::id_of(const std::string& part) const {
  if (name_.empty()) return {label_.sha256, part};
  return {label_.sha256, "sheet:" + name_ + (part.empty() ? "" : "/" + part)};
}

void SheetDocuments::take(const SheetRow& row) {
  // What stands above the header of a list (its title, a legend) is a document of its own.
  if (!header_ || row.number < header_->row) return write_row(row);
  if (row.number == header_->row) return end_document();
  const ListRow made = make_list_row(*header_, row, name_.empty() ? "list" : name_);
  if (row.cells.size() > made.cells.size()) {
    sink_.add_problem(
        {ProblemCode::TooLarge, "row:" + made.key,
         "a row of over " + std::to_string(kListCellsMax) + " cells; what follows is unread"});
  }
  if (made.cells.empty()) return;
  has_documents_ = true;
  sink_.add_document(make_row_document(made, id_of("row:" + made.key), limits_));
}

void SheetDocuments::begin_document(const SheetRow& row) {
  const bool above_list = header_.has_value();
  std::string part;
  if (above_list) part = "above";
  if (documents_ > 0) {
    part =
        "rows:" + to_hex(sha256(words_of(row, true) + words_of(row, false))).substr(0, kHashDigits);
  }
  ++documents_;
  rows_ = 0;
  builder_ = std::make_unique<DocumentBuilder>(id_of(part), limits_);
  builder_->add_passage(PassageKind::Title, squash(name_), row.visible);
}

void SheetDocuments::write_row(const SheetRow& row) {
  const std::string words = words_of(row, true);
  const std::string hidden = words_of(row, false);
  const bool full = rows_ >= kSheetDocumentRowsMax ||
                    (builder_ && builder_->document().text.size() > kSheetDocumentBytesMax);
  if (full) end_document();
  if (!builder_) begin_document(row);
  ++rows_;
  const bool heading = row.number == heading_row_;
  builder_->add_passage(heading ? PassageKind::Heading : PassageKind::ListEntry, words,
                        row.visible);
  builder_->add_passage(PassageKind::ListEntry, hidden, false);
}

void SheetDocuments::end_document() {
  if (!builder_) return;
  has_documents_ = true;
  sink_.add_document(builder_->finish(""));
  builder_.reset();
}

}  // namespace habeas
