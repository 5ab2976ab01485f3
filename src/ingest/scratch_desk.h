// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/memory_disk.h"
#include "ingest/add.h"
#include "ingest/keeping.h"
#include "ingest/list_job.h"
#include "ingest/read_job.h"
#include "ingest/reading.h"
#include "ingest/rebuild.h"
#include "store/scratch_archive.h"

namespace habeas {

/// Reads in the test's own process, unless told to give up or to alter what was answered.
class TestRunner final : public JobRunner {
 public:
  Result<void> run(std::string_view job, std::string_view request, const ByteSource& source,
                   const std::function<Result<void>(std::string_view)>& answer) override {
    if (job == kListJob) return run_list_job(request, source, answer);
    if (gives_up) return fail(ErrorCode::Timeout, "the room's time ran out");
    return run_read_job(request, source, [&](std::string_view line) {
      return answer(alter ? alter(std::string(line)) : std::string(line));
    });
  }

  bool gives_up = false;
  std::function<std::string(const std::string&)> alter;
};

/// An archive, and a disk in memory with what is handed over to it.
class ScratchDesk {
 public:
  ScratchDesk() : archive(*make_archive(scratch.path(), scratch.surroundings())) {}

  Result<AddSummary> add(const Disk& disk, std::vector<std::string> paths) {
    return habeas::add(archive, paths, {disk, scratch.clock, runner, tables},
                       {[this](const AddedSource& source) { added.push_back(source); },
                        [this](const Error& error) { not_taken.push_back(error.message); },
                        {}});
  }
  Result<RebuildOutcome> rebuild(bool read_again) {
    return habeas::rebuild(
        archive, {{}, read_again}, runner, day_of(scratch.clock.now()),
        {[this](const Digest&, const Problem& problem) { problems.push_back(problem); }, {}});
  }

  ScratchArchive scratch;
  Archive archive;
  Tables tables = *Tables::make();
  TestRunner runner;
  std::vector<AddedSource> added;
  std::vector<std::string> not_taken;
  std::vector<Problem> problems;
};

inline constexpr const char* kScratchReport =
    "Kazakhstan: Lawyer held\n\nMay 4, 2019\n\n"
    "Lawyer Igor Lenkov was arrested in Atyrau on 3 May 2019.\n";

}  // namespace habeas
