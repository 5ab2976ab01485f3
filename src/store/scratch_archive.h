// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/disk.h"
#include "store/archive.h"

namespace habeas {

/// A folder for one test, with an archive and a state folder of its own; gone when it goes.
class ScratchArchive {
 public:
  ScratchArchive() : ScratchArchive(std::filesystem::temp_directory_path().string()) {}
  /// Makes its folder in `parent`.
  explicit ScratchArchive(const std::string& parent) {
    std::string pattern = join_path(parent, "habeas-store-XXXXXX");
    const char* const made = ::mkdtemp(pattern.data());
    folder_ = made == nullptr ? "" : made;
  }
  ~ScratchArchive() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  ScratchArchive(const ScratchArchive&) = delete;
  ScratchArchive& operator=(const ScratchArchive&) = delete;

  std::string at(std::string_view name) const { return join_path(folder_, name); }
  std::string path() const { return at("a.habeas"); }
  ArchiveSurroundings surroundings() { return {&disk, &clock, at("state")}; }

  Result<Archive> create() { return Archive::create(path(), surroundings()); }
  Result<Archive> open(sql::OpenMode mode = sql::OpenMode::Write) {
    return Archive::open(path(), mode, surroundings());
  }

  SystemDisk disk;
  FixedClock clock{Instant{1'486'978'200'000}};  // 2017-02-13T09:30:00Z

 private:
  std::string folder_;
};

}  // namespace habeas
