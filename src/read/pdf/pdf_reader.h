// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/formats.h"
#include "read/pdf/pdf_file.h"

namespace habeas {

/// Limits of one PDF file. Meeting one is a Problem that says how many pages were left.
struct PdfLimits {
  PdfPageLimits page;
  std::uint32_t pages_max = 5000;
  std::uint32_t recognised_pages_max = 20;  ///< pages whose words are recognised in their picture
  std::uint64_t glyphs_max = 40'000'000;    ///< of all pages together
};

bool sniff_pdf(const SourceHead& head);

/// Reads a PDF file as one Document: the words of its pages in reading order, each with its page
/// (Document::pages), what is printed on every page and what the file says of itself as Metadata.
/// A page without words that a machine can copy is painted, and its words are recognised in the
/// picture (Problem Recognised).
void read_pdf(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
              PartSink& sink);
void read_pdf(const SourceLabel& label, std::string_view bytes, const ReadLimits& limits,
              const PdfLimits& pdf_limits, PartSink& sink);

}  // namespace habeas
