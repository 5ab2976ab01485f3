// SPDX-License-Identifier: AGPL-3.0-or-later
// A mailbox of invented letters: cut into messages, taken apart, and read into Documents. Aim of
// the last: over 50 MB/s.
#include <benchmark/benchmark.h>

#include "mail_box.h"
#include "read/mail/mbox.h"
#include "read/mail/mime.h"
#include "read/read.h"

namespace habeas {
namespace {

constexpr std::size_t kBoxBytes = 64U << 20U;

const std::string& box() {
  static const std::string made = make_mailbox(kBoxBytes);
  return made;
}

class CountingSink final : public DocumentSink {
 public:
  void add_document(Document document) override {
    ++documents;
    text_bytes += document.text.size();
  }
  void add_problem(Problem) override { ++problems; }

  std::size_t documents = 0;
  std::size_t text_bytes = 0;
  std::size_t problems = 0;
};

void say_rate(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(box().size()));
}

void CutIntoMessages(benchmark::State& state) {
  const MemorySource source(box());
  for (auto _ : state) {
    std::size_t messages = 0;
    const auto outcome = split_mbox(source, 64U << 20U, [&](const MboxMessage&) {
      ++messages;
      return true;
    });
    if (!outcome) state.SkipWithError("the mailbox could not be read");
    state.counters["messages"] = static_cast<double>(messages);
  }
  say_rate(state);
}
BENCHMARK(CutIntoMessages)->Unit(benchmark::kMillisecond);

void TakeApart(benchmark::State& state) {
  const MemorySource source(box());
  for (auto _ : state) {
    std::size_t parts = 0;
    const auto outcome = split_mbox(source, 64U << 20U, [&](const MboxMessage& message) {
      parts += parse_mime(message.bytes).parts.size();
      return true;
    });
    if (!outcome) state.SkipWithError("the mailbox could not be read");
    state.counters["parts"] = static_cast<double>(parts);
  }
  say_rate(state);
}
BENCHMARK(TakeApart)->Unit(benchmark::kMillisecond);

void ReadDocuments(benchmark::State& state) {
  const MemorySource source(box());
  for (auto _ : state) {
    CountingSink sink;
    read({}, source, {}, sink);
    state.counters["documents"] = static_cast<double>(sink.documents);
    state.counters["text_MB"] = static_cast<double>(sink.text_bytes) / 1e6;
  }
  say_rate(state);
}
BENCHMARK(ReadDocuments)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace habeas
