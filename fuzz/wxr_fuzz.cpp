// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes are read as a WordPress export: every Document keeps its promises.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "read/feed/wxr_reader.h"
#include "read/rounds.h"

namespace {

class Sink final : public habeas::DocumentSink {
 public:
  void add_document(habeas::Document document) override {
    if (habeas::find_fault(document)) std::abort();
  }
  void add_problem(habeas::Problem) override {}
  bool wants_fields() const override { return true; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  habeas::ReadLimits limits;
  limits.text_bytes_max = 1U << 20U;
  limits.documents_max = 100;
  const habeas::SourceLabel label;
  const habeas::MemorySource source(std::string(reinterpret_cast<const char*>(bytes), size));
  Sink sink;
  habeas::RoundsSpent spent;
  habeas::Rounds rounds(label, size, limits, sink, spent);
  habeas::read_wxr(label, source, limits, rounds);
  return 0;
}
