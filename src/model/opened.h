// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/case_file.h"

namespace habeas {

/// A case as it was opened: its lasting id, the anchor it was made of, and what its number froze.
struct OpenedCase {
  CaseId id;
  DocumentId document;  ///< anchor
  std::string name;     ///< folded, romanised name of the first person affected there, "" if none
  std::string country;  ///< alpha-3 as of opening, "" if it could not be told
  std::int32_t year = 0;
  std::string number;  ///< "KAZ-2016-7NBS5"

  friend bool operator==(const OpenedCase&, const OpenedCase&) = default;
};

struct OpenedPerson {
  PersonId id;
  DocumentId document;
  std::string name;  ///< folded, romanised

  friend bool operator==(const OpenedPerson&, const OpenedPerson&) = default;
};

/// The body of a journal entry `opened`: ids are minted once, here, and last.
struct OpenedBatch {
  std::vector<OpenedCase> cases;
  std::vector<OpenedPerson> people;

  friend bool operator==(const OpenedBatch&, const OpenedBatch&) = default;
};

/// Nothing if every id is that of its anchor and every number that of its id; else which is not.
std::optional<std::string> find_fault(const OpenedBatch& opened);

}  // namespace habeas
