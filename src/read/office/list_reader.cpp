// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/list_reader.h"

#include <fmt/format.h>

#include "read/formats.h"
#include "read/office/delimited_reader.h"
#include "read/office/list_header.h"
#include "read/office/ods_reader.h"
#include "read/office/odt_reader.h"
#include "read/office/office_file.h"
#include "read/office/xlsx_reader.h"
#include "read/source_text.h"
#include "text/utf8.h"

namespace habeas {
namespace {

/// Turns sheets into lists; hears the problems of the container too.
class ListsOfSheets final : public SheetSink, public DocumentSink {
 public:
  ListsOfSheets(const ListRequest& request, ListSink& sink) : request_(request), sink_(sink) {}

  void begin_sheet(const std::string& name) override {
    name_ = name;
    first_rows_.clear();
    header_.reset();
    is_decided_ = !request_.sheet.empty() && squash(request_.sheet) != squash(name);
  }

  void add_row(SheetRow row) override {
    if (is_decided_) return take(row);
    first_rows_.push_back(std::move(row));
    if (first_rows_.size() == kListHeaderRowsMax) decide();
  }

  void end_sheet() override {
    if (!is_decided_) decide();
  }

  void add_problem(Problem problem) override { sink_.add_problem(std::move(problem)); }
  void add_document(Document) override {}

 private:
  void decide() {
    is_decided_ = true;
    header_ = request_.columns.empty() ? find_list_header(first_rows_, ListDemand::Asked)
                                       : find_mapped_header(first_rows_, request_.columns);
    if (header_) {
      ListSheet list{name_, header_->row, {}};
      for (const ListHeaderCell& cell : header_->cells) {
        list.columns.push_back({cell.words, cell.holds});
      }
      sink_.begin_list(std::move(list));
    }
    const std::vector<SheetRow> rows = std::move(first_rows_);
    first_rows_.clear();
    for (const SheetRow& row : rows) take(row);
  }

  void take(const SheetRow& row) {
    if (!header_ || row.number <= header_->row) return;
    PlacedRow placed{row.number, make_list_row(*header_, row, request_.list)};
    if (placed.row.cells.empty()) return;
    if (name_of(placed.row).empty()) return tell_nameless(row.number);
    if (row.cells.size() > placed.row.cells.size()) {
      tell(fmt::format("row {} has over {} cells; those behind are not taken", row.number,
                       kListCellsMax));
    }
    sink_.add_row(std::move(placed));
  }

  void tell_nameless(std::uint32_t number) {
    if (++nameless_ > kNamelessRowsToldMax) return;
    tell(nameless_ == kNamelessRowsToldMax
             ? fmt::format("row {} and others have no name and are not taken", number)
             : fmt::format("row {} has no name and is not taken", number));
  }

  void tell(std::string message) {
    sink_.add_problem({ProblemCode::BadMarkup, name_, std::move(message)});
  }

  const ListRequest& request_;
  ListSink& sink_;
  std::string name_;
  std::vector<SheetRow> first_rows_;
  std::optional<ListHeader> header_;
  bool is_decided_ = false;
  std::uint32_t nameless_ = 0;
};

void read_workbook(const SourceLabel& label, const ByteSource& source, ListsOfSheets& lists) {
  OfficeFile file(label, source, lists);
  if (file.kind() == OfficeKind::Xlsx) return read_xlsx_sheets(file, lists);
  if (file.kind() == OfficeKind::Ods) return read_ods_sheets(file, lists);
  static_cast<SheetSink&>(lists).add_problem(
      {ProblemCode::NotText, "", "a text, not a spreadsheet: habeas add takes it in"});
}

}  // namespace

void read_lists(const ListRequest& request, const ByteSource& source, ListSink& sink) {
  ListsOfSheets lists(request, sink);
  const auto head = source.read_at(0, kHeadBytes);
  if (!head) return sink.add_problem({ProblemCode::Unreadable, "", head.error().message});
  SourceLabel label;
  label.sha256 = request.sha256;
  label.passwords = request.passwords;
  const std::string text = to_utf8(*head);
  const SourceHead seen{*head, text, source};
  if (sniff_office(seen)) return read_workbook(label, source, lists);
  if (sniff_flat_odf(seen)) {
    const SourceText loaded = load_source_text(source, ReadLimits{}, lists);
    return read_ods_xml(loaded.text, lists);
  }
  const std::string_view kind = find_unread_kind(seen);
  if (!kind.empty() && text.find('\0') == std::string::npos) {
    return sink.add_problem({ProblemCode::NotText, "",
                             fmt::format("{}: no spreadsheet that this version reads", kind)});
  }
  read_delimited_sheet(label, source, lists);
}

}  // namespace habeas
