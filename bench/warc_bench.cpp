// SPDX-License-Identifier: AGPL-3.0-or-later
// Records of a crawl of invented pages, a gzip member each, beside the floor: libdeflate alone.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <libdeflate.h>

#include "warc_records.h"

namespace habeas {
namespace {

constexpr int kPages = 2000;

std::string pack(const std::string& bytes) {
  libdeflate_compressor* const compressor = libdeflate_alloc_compressor(6);
  std::string packed(libdeflate_gzip_compress_bound(compressor, bytes.size()), '\0');
  packed.resize(libdeflate_gzip_compress(compressor, bytes.data(), bytes.size(), packed.data(),
                                         packed.size()));
  libdeflate_free_compressor(compressor);
  return packed;
}

std::string record_of(const std::string& type, int number, const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type +
         "\r\nWARC-Record-ID: <urn:uuid:" + std::to_string(number) +
         ">\r\nWARC-Target-URI: https://news.example/" + std::to_string(number) +
         "\r\nWARC-Date: 2016-05-04T10:00:00Z\r\nContent-Length: " + std::to_string(block.size()) +
         "\r\n\r\n" + block + "\r\n\r\n";
}

/// A page of some 40 KB whose words differ from page to page.
std::string page_of(int number) {
  std::string page = "<html><head><title>Lawyer held</title></head><body>";
  std::uint64_t state =
      static_cast<std::uint64_t>(number) * 6364136223846793005U + 1442695040888963407U;
  for (int i = 0; i < 500; ++i) {
    page += "<p class=\"story\">A lawyer was held in Oral on";
    for (int word = 0; word < 8; ++word) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      page += ' ' + std::to_string(state >> 48U);
    }
    page += "</p>\n";
  }
  return page + "</body></html>";
}

const std::string& crawl() {
  static const std::string made = [] {
    std::string all;
    for (int i = 0; i < kPages; ++i) {
      all += pack(record_of("request", 3 * i, "GET / HTTP/1.1\r\n\r\n"));
      const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
      const std::string page = page_of(i);
      all += pack(record_of("response", 3 * i + 1,
                            i % 10 == 0 ? head + "Content-Encoding: gzip\r\n\r\n" + pack(page)
                                        : head + "\r\n" + page));
      all += pack(record_of("metadata", 3 * i + 2, "fetchTimeMs: 12\r\n"));
    }
    return all;
  }();
  return made;
}

void Records(benchmark::State& state) {
  const MemorySource source(crawl());
  CrawlCounts counts;
  for (auto _ : state) counts = count_records(source);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(counts.raw_bytes));
  state.counters["records"] = static_cast<double>(counts.records);
}
BENCHMARK(Records)->Unit(benchmark::kMillisecond);

void FloorOfLibdeflate(benchmark::State& state) {
  const std::string& packed = crawl();
  libdeflate_decompressor* const decompressor = libdeflate_alloc_decompressor();
  std::vector<char> out(4U << 20U);
  std::size_t raw = 0;
  for (auto _ : state) {
    raw = 0;
    for (std::size_t at = 0; at < packed.size();) {
      std::size_t used = 0;
      std::size_t made = 0;
      libdeflate_gzip_decompress_ex(decompressor, packed.data() + at, packed.size() - at,
                                    out.data(), out.size(), &used, &made);
      benchmark::DoNotOptimize(out.data());
      at += used;
      raw += made;
    }
  }
  libdeflate_free_decompressor(decompressor);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(raw));
}
BENCHMARK(FloorOfLibdeflate)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace habeas
