// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes are read as some format: nothing crashes, and every Document keeps its promises.
#include <cstdint>
#include <cstdlib>

#include "read/read_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  habeas::ReadLimits limits;
  limits.text_bytes_max = 1U << 20U;
  limits.documents_max = 100;
  const habeas::Collected collected =
      habeas::read_bytes(std::string(reinterpret_cast<const char*>(bytes), size), {}, limits);
  for (const habeas::Problem& problem : collected.problems) {
    if (problem.code == habeas::ProblemCode::ReaderCrashed) std::abort();
  }
  for (const habeas::Document& document : collected.documents) {
    if (document.text.size() > limits.text_bytes_max) std::abort();
    if (!habeas::parse_document_id(habeas::to_text(document.id))) std::abort();
  }
  return 0;
}
