// SPDX-License-Identifier: AGPL-3.0-or-later
// habeas_bench JOB FILE [OUT]: one pass of one job, for comparisons with other programs.
// Prints a line of figures.
//
//   warc       all records of a crawl, responses with their bodies decoded
//   mbox       a mailbox, or one mail, into Documents
//   make-mbox  writes a mailbox of invented letters of 2 GB to FILE (the same every time)
//   pages      every *.html of a folder to its article with metadata; a line {"id","text"} each to
//   OUT
#include <chrono>
#include <cstdio>
#include <string_view>

#include "bench_file.h"
#include "mail_box.h"
#include "page_articles.h"
#include "read/read.h"
#include "warc_records.h"

namespace {

constexpr std::uint64_t kMailboxBytes = 2ULL << 30U;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

void run_warc(const habeas::BenchFile& file) {
  const auto begin = Clock::now();
  const habeas::CrawlCounts counts = habeas::count_records(file);
  const double took_s = seconds_since(begin);
  std::printf("BENCH loop_s=%.4f records=%llu responses=%llu raw_mb=%.1f raw_mb_s=%.1f\n", took_s,
              static_cast<unsigned long long>(counts.records),
              static_cast<unsigned long long>(counts.responses),
              static_cast<double>(counts.raw_bytes) / 1e6,
              static_cast<double>(counts.raw_bytes) / 1e6 / took_s);
}

class CountingSink final : public habeas::DocumentSink {
 public:
  void add_document(habeas::Document) override { ++documents; }
  void add_problem(habeas::Problem) override { ++problems; }

  std::size_t documents = 0;
  std::size_t problems = 0;
};

void run_mbox(const habeas::BenchFile& file) {
  const auto begin = Clock::now();
  CountingSink sink;
  habeas::read({}, file, {}, sink);
  const double took_s = seconds_since(begin);
  const double megabytes = static_cast<double>(file.size()) / 1e6;
  std::printf("BENCH loop_s=%.4f documents=%zu problems=%zu mb=%.1f mb_s=%.1f\n", took_s,
              sink.documents, sink.problems, megabytes, megabytes / took_s);
}

int make_mbox(const char* path) {
  std::FILE* const file = std::fopen(path, "wb");
  if (file == nullptr) {
    std::perror(path);
    return 1;
  }
  habeas::MailboxWriter writer;
  bool is_written = true;
  for (std::uint64_t bytes = 0; bytes < kMailboxBytes && is_written;) {
    const std::string letter = writer.next();
    is_written = std::fwrite(letter.data(), 1, letter.size(), file) == letter.size();
    bytes += letter.size();
  }
  is_written = std::fclose(file) == 0 && is_written;
  if (!is_written) std::perror(path);
  return is_written ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc >= 3 && argc <= 4 && std::string_view(argv[1]) == "pages") {
    return habeas::run_pages(argv[2], argc == 4 ? argv[3] : "");
  }
  const std::string_view job = argc == 3 ? argv[1] : "";
  if (job == "make-mbox") return make_mbox(argv[2]);
  if (job != "warc" && job != "mbox") {
    std::fputs(
        "usage: habeas_bench warc|mbox|make-mbox FILE\n       habeas_bench pages FOLDER [OUT]\n",
        stderr);
    return 2;
  }
  const habeas::BenchFile file(argv[2]);
  if (!file.is_open()) {
    std::perror(argv[2]);
    return 1;
  }
  job == "warc" ? run_warc(file) : run_mbox(file);
  return 0;
}
