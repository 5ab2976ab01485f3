// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes are read as a PDF file: nothing crashes, and every Document keeps its promises.
// Recognition is left out: Tesseract under the sanitizers takes a minute a page.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "read/pdf/pdf_reader.h"

namespace {

class CheckingSink final : public habeas::PartSink {
 public:
  void add_document(habeas::Document document) override {
    if (habeas::find_fault(document)) std::abort();
  }
  void add_problem(habeas::Problem) override {}
  void add_part(habeas::Part) override {}
  std::uint64_t bytes_left() const override { return 0; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  habeas::ReadLimits limits;
  limits.text_bytes_max = 1U << 20U;
  habeas::PdfLimits pdf_limits;
  pdf_limits.pages_max = 3;
  pdf_limits.recognised_pages_max = 0;
  pdf_limits.page.glyphs_max = 3000;
  pdf_limits.page.steps_max = 300;
  habeas::SourceLabel label;
  label.passwords = {"steppe"};
  CheckingSink sink;
  const std::string_view source(reinterpret_cast<const char*>(bytes), size);
  habeas::read_pdf(label, source, limits, pdf_limits, sink);
  return 0;
}
