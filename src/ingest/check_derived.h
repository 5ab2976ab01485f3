// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "base/result.h"
#include "sql/connection.h"
#include "store/verify.h"

namespace habeas {

/// Checks what is derived as far as that goes without making it again: every document, its facts
/// and its columns agree, every quote stands where it is cited, every case holds reports that are
/// there, and is open to nobody but whom a decision let in. -> how many faults. Changes nothing.
Result<std::int64_t> check_derived(sql::Transaction& transaction, const FaultSink& sink);

}  // namespace habeas
