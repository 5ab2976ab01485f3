// SPDX-License-Identifier: AGPL-3.0-or-later
// habeas_bench JOB FILE: one pass of one job, for comparisons with other programs in one run.
// Prints a line of figures.
//
//   warc   all records of a crawl, responses with their bodies decoded
#include <chrono>
#include <cstdio>
#include <string_view>

#include "bench_file.h"
#include "warc_records.h"

int main(int argc, char** argv) {
  if (argc != 3 || std::string_view(argv[1]) != "warc") {
    std::fputs("usage: habeas_bench warc FILE\n", stderr);
    return 2;
  }
  const habeas::BenchFile file(argv[2]);
  if (!file.is_open()) {
    std::perror(argv[2]);
    return 1;
  }
  const auto begin = std::chrono::steady_clock::now();
  const habeas::CrawlCounts counts = habeas::count_records(file);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::printf("BENCH loop_s=%.4f records=%llu responses=%llu raw_mb=%.1f raw_mb_s=%.1f\n",
              took.count(), static_cast<unsigned long long>(counts.records),
              static_cast<unsigned long long>(counts.responses),
              static_cast<double>(counts.raw_bytes) / 1e6,
              static_cast<double>(counts.raw_bytes) / 1e6 / took.count());
  return 0;
}
