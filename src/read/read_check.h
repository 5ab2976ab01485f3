// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "read/read.h"

namespace habeas {

/// What a reader gave, for tests and fuzzers.
struct Collected {
  std::vector<Document> documents;
  std::vector<Problem> problems;
};

/// Reads `bytes`. A document that breaks its promises (find_fault) is a problem of code
/// ReaderCrashed, so that no test overlooks it.
Collected read_bytes(std::string bytes, SourceLabel label = {}, const ReadLimits& limits = {});

}  // namespace habeas
