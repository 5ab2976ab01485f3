// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "read/document_builder.h"
#include "read/office/list_header.h"
#include "read/office/sheet.h"
#include "read/read.h"

namespace habeas {

/// Makes Documents of sheets. A sheet that is a case list (find_list_header) gives one Document a
/// row, named `row:<id>`, else `row:` and a hash; any other sheet gives one with a passage a row,
/// and a further one every kSheetDocumentRowsMax rows, named `rows:` and a hash of its first row.
/// In a workbook all are inside `sheet:<name>`.
class SheetDocuments final : public SheetSink {
 public:
  /// All must outlive this.
  SheetDocuments(const SourceLabel& label, const ReadLimits& limits, DocumentSink& sink)
      : label_(label), limits_(limits), sink_(sink) {}

  void begin_sheet(const std::string& name) override;
  void add_row(SheetRow row) override;
  void end_sheet() override;
  void add_problem(Problem problem) override { sink_.add_problem(std::move(problem)); }

  /// True once a Document was made.
  bool has_documents() const { return has_documents_; }

 private:
  DocumentId id_of(const std::string& part) const;
  void decide();
  void take(const SheetRow& row);
  void write_row(const SheetRow& row);
  void begin_document(const SheetRow& row);
  void end_document();

  const SourceLabel& label_;
  const ReadLimits& limits_;
  DocumentSink& sink_;
  std::string name_;
  std::vector<SheetRow> first_rows_;  ///< until it is decided what the sheet is
  bool is_decided_ = false;
  std::optional<ListHeader> header_;
  std::uint32_t heading_row_ = 0;  ///< of a sheet that is no list, 0: none
  std::unique_ptr<DocumentBuilder> builder_;
  std::uint32_t rows_ = 0;  ///< of the document that is being built
  std::uint32_t documents_ = 0;
  bool has_documents_ = false;
};

inline constexpr std::uint32_t kSheetDocumentRowsMax = 10'000;
inline constexpr std::size_t kSheetDocumentBytesMax = 8U << 20U;

}  // namespace habeas
