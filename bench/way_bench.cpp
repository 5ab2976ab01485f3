// SPDX-License-Identifier: AGPL-3.0-or-later
// The pure half of the way of a report, stage by stage, over the example reports. Bytes per second
// are those of the sources; reports per second are Documents.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "extract/extract.h"
#include "ingest/summary.h"
#include "know/tables.h"
#include "link/link.h"
#include "read/read_check.h"

namespace habeas {
namespace {

std::vector<std::string> example_sources() {
  const std::filesystem::path folder = std::string(HABEAS_SOURCE_DIR) + "/examples/reports";
  std::vector<std::string> sources;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    sources.push_back(bytes.str());
  }
  return sources;
}

/// Everything a stage may be given, made once.
struct Way {
  std::vector<std::string> sources = example_sources();
  std::int64_t source_bytes = 0;
  Tables tables = *Tables::make();
  Extractor extractor = *Extractor::make(tables);
  std::vector<Document> documents;
  std::vector<ReportSummary> summaries;

  Way() {
    for (std::size_t i = 0; i < sources.size(); ++i) {
      source_bytes += static_cast<std::int64_t>(sources[i].size());
      SourceLabel label;
      label.sha256 = sha256(sources[i]);
      for (Document& document : read_bytes(sources[i], label).documents) {
        Extraction extraction = extractor.extract(document);
        summaries.push_back(make_summary(document, std::move(extraction.facts), tables));
        documents.push_back(std::move(document));
      }
    }
  }
};

const Way& way() {
  static const Way made;
  return made;
}

void count(benchmark::State& state) {
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(rounds * way().source_bytes);
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(way().documents.size()));
}

void tables_are_made(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Tables::make());
}
BENCHMARK(tables_are_made)->Unit(benchmark::kMicrosecond);

void rules_are_compiled(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Extractor::make(way().tables));
}
BENCHMARK(rules_are_compiled)->Unit(benchmark::kMillisecond);

void sources_are_read(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& source : way().sources) {
      benchmark::DoNotOptimize(read_bytes(source));
    }
  }
  count(state);
}
BENCHMARK(sources_are_read)->Unit(benchmark::kMillisecond);

void documents_are_extracted(benchmark::State& state) {
  for (auto _ : state) {
    for (const Document& document : way().documents) {
      benchmark::DoNotOptimize(way().extractor.extract(document));
    }
  }
  count(state);
}
BENCHMARK(documents_are_extracted)->Unit(benchmark::kMillisecond);

void reports_are_linked(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(link(way().summaries, {}, way().tables));
  count(state);
}
BENCHMARK(reports_are_linked)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace habeas
