// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "base/clock.h"
#include "base/disk.h"
#include "store/archive.h"

namespace habeas {

/// The machine's own disk, clock and state folder, and the archives opened with them.
class Machine {
 public:
  Machine();

  Result<Archive> create(const std::string& path);
  /// For reading and writing; Denied for a read-only file.
  Result<Archive> open(const std::string& path);
  /// For reading: a file that may be written is opened so, since its cases may be out of date.
  Result<Archive> open_to_read(const std::string& path);

  Disk& disk() { return disk_; }
  const Clock& clock() const { return clock_; }

 private:
  ArchiveSurroundings surroundings();

  SystemDisk disk_;
  SystemClock clock_;
  std::string state_folder_;
};

}  // namespace habeas
