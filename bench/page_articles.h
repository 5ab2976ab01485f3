// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "model/codec.h"
#include "read/read_check.h"

namespace habeas {

inline bool is_body(const Passage& passage) {
  return passage.visible && passage.kind != PassageKind::Metadata &&
         passage.kind != PassageKind::Caption && passage.kind != PassageKind::Title &&
         passage.kind != PassageKind::Byline && passage.kind != PassageKind::DateLine;
}

inline std::string body_of(const std::vector<Document>& documents) {
  std::string body;
  for (const Document& document : documents) {
    for (const Passage& passage : document.passages) {
      if (is_body(passage)) body.append(slice(document.text, passage.span)) += '\n';
    }
  }
  return body;
}

inline std::vector<std::filesystem::path> find_pages(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".html") pages.push_back(entry.path());
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

/// Reads every *.html of `folder`, writes a line {"id","text"} for each to `out` ("": nowhere), and
/// prints a line of figures. The text is that of the visible body passages; files are read and
/// lines written inside the loop, as those do that it is compared with. Tells the exit code.
inline int run_pages(const std::filesystem::path& folder, const std::string& out) {
  const std::vector<std::filesystem::path> pages = find_pages(folder);
  std::ofstream lines;
  if (!out.empty()) lines.open(out, std::ios::binary);
  std::uint64_t bytes_read = 0;
  const auto begin = std::chrono::steady_clock::now();
  for (const std::filesystem::path& page : pages) {
    std::ostringstream bytes;
    bytes << std::ifstream(page, std::ios::binary).rdbuf();
    bytes_read += bytes.str().size();
    SourceLabel label;
    label.file_name = page.filename().string();
    const std::string text = body_of(read_bytes(bytes.str(), label).documents);
    lines << "{\"id\":" << to_json_string(page.stem().string())
          << ",\"text\":" << to_json_string(text) << "}\n";
  }
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
  const double count = static_cast<double>(std::max<std::size_t>(pages.size(), 1));
  std::printf("BENCH loop_s=%.4f pages=%zu ms_per_page=%.3f mb_s=%.1f\n", passed.count(),
              pages.size(), passed.count() * 1000 / count,
              static_cast<double>(bytes_read) / 1e6 / passed.count());
  return pages.empty() ? 1 : 0;
}

}  // namespace habeas
