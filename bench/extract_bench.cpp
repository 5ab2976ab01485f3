// SPDX-License-Identifier: AGPL-3.0-or-later
// How fast the extractor alone reads reports of about 5 KB, and what a child pays before it reads
// its first. HABEAS_BENCH_TEXTS=FOLDER takes the .txt files of another folder than the examples.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "extract/extract.h"
#include "know/tables.h"
#include "read/read_check.h"

namespace habeas {
namespace {

constexpr std::size_t kReportBytes = 5000;

std::vector<std::filesystem::path> text_paths() {
  const char* const chosen = std::getenv("HABEAS_BENCH_TEXTS");
  const std::filesystem::path folder =
      chosen != nullptr ? chosen : std::string(HABEAS_SOURCE_DIR) + "/examples/reports";
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && (chosen == nullptr || entry.path().extension() == ".txt")) {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// The texts of all sources, parted at line ends into reports of kReportBytes.
std::vector<Document> make_reports() {
  std::string text;
  std::vector<Document> reports;
  const auto flush = [&] {
    for (Document& report : read_bytes(std::move(text)).documents) {
      reports.push_back(std::move(report));
    }
    text.clear();
  };
  for (const auto& path : text_paths()) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    for (const Document& document : read_bytes(bytes.str()).documents) {
      std::istringstream lines(document.text);
      for (std::string line; std::getline(lines, line);) {
        text += line + "\n";
        if (text.size() >= kReportBytes) flush();
      }
    }
  }
  if (!text.empty()) flush();
  return reports;
}

const Tables& tables() {
  static const Tables made = *Tables::make();
  return made;
}

void tables_are_made(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Tables::make());
}
BENCHMARK(tables_are_made)->Unit(benchmark::kMillisecond);

void rules_are_compiled(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Extractor::make(tables()));
}
BENCHMARK(rules_are_compiled)->Unit(benchmark::kMillisecond);

void first_report_is_extracted(benchmark::State& state) {
  const Document report = make_reports().front();
  for (auto _ : state) {
    benchmark::DoNotOptimize(Extractor::make(tables())->extract(report));
  }
}
BENCHMARK(first_report_is_extracted)->Unit(benchmark::kMillisecond);

void reports_are_extracted(benchmark::State& state) {
  const std::vector<Document> reports = make_reports();
  const Extractor extractor = *Extractor::make(tables());
  std::int64_t bytes = 0;
  for (const Document& report : reports) bytes += static_cast<std::int64_t>(report.text.size());
  for (auto _ : state) {
    for (const Document& report : reports) benchmark::DoNotOptimize(extractor.extract(report));
  }
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(rounds * bytes);
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(reports.size()));
}
BENCHMARK(reports_are_extracted)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace habeas
