// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/read_answers.h"
#include "know/tables.h"
#include "read/byte_source.h"
#include "room/room.h"

namespace habeas {

/// Who runs the read job: the locked room, or, in tests, this very process.
class JobRunner {
 public:
  virtual ~JobRunner() = default;
  /// Runs the job on `source`; hands over each answer as it comes. Timeout when it took too long,
  /// any other Error when it ended by itself, was killed or spoke nonsense.
  virtual Result<void> run(std::string_view job, std::string_view request, const ByteSource& source,
                           const std::function<Result<void>(std::string_view)>& answer) = 0;
  /// How many threads may call run() with profit.
  virtual std::size_t at_once() const { return 1; }
};

/// Reads and extracts in the locked room: a child without archive, key, file or socket; one source
/// a child. Any number of threads may call it; they wait for a free room.
class RoomRunner final : public JobRunner {
 public:
  /// `warn` is told once what keeps a wall from standing, in one line; by the thread that found it.
  explicit RoomRunner(std::function<void(const std::string& words)> warn = {},
                      std::size_t rooms_at_once = 1);

  /// Opens a room and lets it end, so that a machine that cannot wall one in is found before
  /// anything is taken in. Errors: those of Rooms::run; above all Unsupported.
  Result<void> try_room();

  Result<void> run(std::string_view job, std::string_view request, const ByteSource& source,
                   const std::function<Result<void>(std::string_view)>& answer) override;
  std::size_t at_once() const override { return rooms_.size(); }

 private:
  std::size_t take_rooms();
  void give_back(std::size_t taken);
  void tell(const RoomWalls& walls);

  std::vector<std::unique_ptr<Rooms>> rooms_;  ///< each opens one room at a time
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::size_t> free_;  ///< of rooms_
  std::uint64_t next_ticket_ = 0;  ///< who comes first is served first
  std::uint64_t served_ = 0;
  std::function<void(const std::string& words)> warn_;
};

/// Rooms that are worth opening at once on this machine: at least two.
std::size_t count_rooms_at_once();

/// Has one source read and hands over what it gave. Whatever happens to the reader costs this one
/// source: a crash, a hang, a nonsense answer become a Problem, and the reports that came before it
/// stay.
void read_source(JobRunner& runner, const ReadRequest& request, const ByteSource& source,
                 const ReadingSink& sink);

/// "acts/en=FILE" as a table laid over the built-in one. BadInput says what is wrong.
Result<std::vector<Particular>> load_overlays(const std::vector<std::string>& arguments);
Result<Tables> make_tables(const std::vector<Particular>& overlays);

}  // namespace habeas
