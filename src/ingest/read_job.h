// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/fact.h"
#include "read/byte_source.h"

namespace habeas {

/// The name under which the locked room knows the job below.
inline constexpr std::string_view kReadJob = "read";

/// The child's side: reads the source, extracts from each Document, and answers with one letter
/// and one line of JSON for each thing found: 'D' a Document, 'E' what it states (right after its
/// Document), 'P' a Problem of the source, 'F' the fields of a part, if asked for. Runs where no
/// archive, key or socket is. Making it is the costly half; a zygote makes it once. Immutable after
/// make().
class ReadJob {
 public:
  /// Errors: those of Tables::make and Extractor::make.
  static Result<ReadJob> make(const std::vector<Particular>& overlays = {});
  ReadJob(ReadJob&&) noexcept;
  ReadJob& operator=(ReadJob&&) noexcept;
  ~ReadJob();

  /// A request with tables of its own (overlays) has a job made of its own.
  Result<void> run(std::string_view request_json, const ByteSource& source,
                   const std::function<Result<void>(std::string_view)>& answer) const;

 private:
  struct Ready;
  explicit ReadJob(std::unique_ptr<const Ready> ready);
  std::unique_ptr<const Ready> ready_;
};

/// Both halves at once, for tests.
Result<void> run_read_job(std::string_view request_json, const ByteSource& source,
                          const std::function<Result<void>(std::string_view)>& answer);

}  // namespace habeas
