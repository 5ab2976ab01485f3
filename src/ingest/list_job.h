// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/reading.h"
#include "model/list_row.h"
#include "read/byte_source.h"

namespace habeas {

/// The name under which the locked room knows the job below.
inline constexpr std::string_view kListJob = "list";

/// The child's side: reads the file of a ListRequest and answers 'L' a ListSheet, 'R' a PlacedRow,
/// 'P' a Problem, each with a line of JSON.
Result<void> run_list_job(std::string_view request_json, const ByteSource& source,
                          const std::function<Result<void>(std::string_view)>& answer);

/// A list of a file, whole.
struct ReadList {
  ListSheet sheet;
  std::vector<PlacedRow> rows;
};
struct ReadLists {
  std::vector<ReadList> lists;
  std::vector<Problem> problems;
};
inline constexpr std::size_t kImportRowsMax = 200'000;

/// Has the lists of a file read in a room; trusts no answer. Errors: TooLarge, and how a room ends.
Result<ReadLists> read_lists_in_room(JobRunner& runner, const ListRequest& request,
                                     const ByteSource& source);

}  // namespace habeas
