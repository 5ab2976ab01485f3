// SPDX-License-Identifier: AGPL-3.0-or-later
// Facts of any text, read as a page or as plain text: nothing crashes, every fact keeps its
// promises, and the same text states the same twice.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extract/extract.h"
#include "know/tables.h"
#include "model/codec.h"
#include "read/read_check.h"

namespace {

// As much as one report has; what longer texts cost is for the growth tests.
constexpr std::uint32_t kTextBytesMax = 1U << 16U;

const habeas::Extractor& extractor() {
  static const habeas::Tables tables = [] {
    habeas::Result<habeas::Tables> made = habeas::Tables::make();
    if (!made) std::abort();
    return std::move(*made);
  }();
  static const habeas::Extractor made = [] {
    habeas::Result<habeas::Extractor> compiled = habeas::Extractor::make(tables);
    if (!compiled) std::abort();
    return std::move(*compiled);
  }();
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  habeas::ReadLimits limits;
  limits.text_bytes_max = kTextBytesMax;
  limits.documents_max = 4;
  const habeas::Collected read =
      habeas::read_bytes(std::string(reinterpret_cast<const char*>(bytes), size), {}, limits);
  for (const habeas::Document& document : read.documents) {
    const habeas::Extraction found = extractor().extract(document);
    if (habeas::find_fault(found, document)) std::abort();
    if (habeas::to_json(found) != habeas::to_json(extractor().extract(document))) std::abort();
  }
  return 0;
}
