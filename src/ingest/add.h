// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/disk.h"
#include "base/result.h"
#include "ingest/reading.h"
#include "know/tables.h"
#include "store/archive.h"

namespace habeas {

enum class AddStatus : std::uint8_t {
  Added,
  Known,    ///< the same bytes were there already
  Problem,  ///< kept as received, but something of it went unread
};

/// A source that is now on the disk for good.
struct AddedSource {
  Digest sha256;
  std::string path;
  AddStatus status = AddStatus::Added;
  std::vector<Problem> problems;                        ///< at most kProblemsPerSourceMax
  std::map<ProblemCode, std::uint64_t> problem_counts;  ///< of all there were
  std::uint32_t documents = 0;
};

struct AddSummary {
  std::uint64_t added = 0;
  std::uint64_t known = 0;
  std::uint64_t with_problems = 0;
  std::uint64_t not_taken = 0;
  std::uint64_t documents = 0;
  std::map<ProblemCode, std::uint64_t> problem_counts;
  std::uint64_t not_reached = 0;  ///< files left, because it was asked to stop
};

/// Hears how it goes. `source` is called when a source is fsynced, never before.
struct AddObserver {
  std::function<void(const AddedSource&)> source;
  std::function<void(const Error&)> not_taken;  ///< a path of which nothing could be taken
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

struct AddTools {
  const Disk& disk;
  const Clock& clock;
  JobRunner& runner;
  const Tables& tables;
  std::vector<std::string> passwords = {};  ///< tried on what is locked; never kept
  /// Asks a person for the password of a locked source; nothing: leave it locked.
  std::function<std::optional<std::string>(const std::string& path)> ask_password = {};
  /// Asked between reports: true ends it as soon as what is read is safe.
  std::function<bool()> wants_stop = {};
};

/// Takes in files and folders: several sources are read at once, each in a child, then originals,
/// custody, reports and facts of a small batch go into the archive in one transaction, in the order
/// in which the files were handed over. The reports of a large source are kept piece by piece, so
/// that memory does not grow with it. At the end all reports are joined into cases. Stopped at any
/// moment, it can be started again: what was told is there, what was half kept is read again, the
/// rest is new. What was locked is read again when there are passwords. An Error (a full disk, a
/// read-only archive) ends it; what was told stays.
Result<AddSummary> add(Archive& archive, std::span<const std::string> paths, const AddTools& tools,
                       const AddObserver& observer);

}  // namespace habeas
