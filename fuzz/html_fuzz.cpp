// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes are read as a page, under any declared charset:
// nothing crashes, and every Document keeps its promises. The first byte chooses the charset.
#include <array>
#include <cstdint>
#include <cstdlib>

#include "read/html/html_hidden.h"
#include "read/read_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace habeas;
  if (size == 0) return 0;
  constexpr std::array<const char*, 4> kTypes{"", "text/html; charset=koi8-r",
                                              "text/html;charset=\"utf-8\"", "charset=gb18030"};
  SourceLabel label;
  label.media_type = kTypes[bytes[0] % kTypes.size()];
  label.address = "https://example.org/2017/02/13/page";
  ReadLimits limits;
  limits.text_bytes_max = 1U << 20U;
  limits.documents_max = 100;
  const std::string page(reinterpret_cast<const char*>(bytes + 1), size - 1);
  const Collected collected = read_bytes("<!DOCTYPE html>" + page, label, limits);
  for (const Problem& problem : collected.problems) {
    if (problem.code == ProblemCode::ReaderCrashed) std::abort();
  }
  is_hiding_style(page);
  return 0;
}
