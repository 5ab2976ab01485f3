// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>

#include "base/disk.h"

namespace habeas {

/// A file that was handed over, by the path under which it was found.
struct HandedFile {
  std::string path;
  std::uint64_t size_bytes = 0;  ///< as of the walk
};

inline constexpr std::uint64_t kHandedFilesMax = 10'000'000;
inline constexpr int kFolderDepthMax = 64;

/// Takes what a walk finds, one by one.
struct Gatherer {
  std::function<void(HandedFile)> file;
  /// Something at `path` could not be taken: no permission, vanished, a pipe or device, links in a
  /// circle, too deep. The walk goes on.
  std::function<void(const std::string& path, Error)> problem;
};

/// Walks `paths` (files and folders, those in folders sorted by their bytes) and names every
/// file once, links followed: a file reached under two paths is named under the first. Files whose
/// name begins with a full stop are taken like any other when handed over by name, and left out
/// inside folders.
/// What is in `left_out` is not named at all: the archive itself, where it lies among them.
void gather(const Disk& disk, std::span<const std::string> paths, const Gatherer& gatherer,
            std::set<FileStatus::Identity> left_out = {});

}  // namespace habeas
