// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "store/cases.h"
#include "store/documents.h"

namespace habeas {

/// One case as `habeas cases --json` prints it.
std::string to_json(const CaseFile& file, const std::vector<DocumentRow>& reports);

/// One report as lists print it.
std::string to_json(const DocumentRow& row);

/// A case as lines for people.
std::vector<std::string> to_lines(const CaseFile& file, const std::vector<DocumentRow>& reports);

}  // namespace habeas
