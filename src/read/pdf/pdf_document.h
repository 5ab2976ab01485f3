// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "read/pdf/pdf_layout.h"
#include "read/read.h"

namespace habeas {

/// All that was found in a PDF file.
struct PdfContent {
  std::vector<PdfLine> lines;  ///< page by page in reading order, without running lines
  PdfFields running;
  PdfFields fields;  ///< of the file as a whole, under the names of PDF
  PdfFields margin;  ///< forms and comments
  std::vector<Problem> problems;
  bool is_cut_off = false;
};

/// Makes the Document: kinds of passages, title, day of publication, notes and their marks, links,
/// pages, metadata.
Document make_pdf_document(const SourceLabel& label, PdfContent content, const ReadLimits& limits);

}  // namespace habeas
