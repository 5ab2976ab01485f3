// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "base/digest.h"
#include "base/result.h"
#include "sql/connection.h"

namespace habeas {

/// What is known of the reading of an original that is kept.
enum class ReadingMark : std::uint8_t {
  Done,        ///< read, as far as it can be
  Unfinished,  ///< add was interrupted while its reports were kept: to be read again
  Locked,      ///< a password was missing: to be read again when there are passwords
};

/// Marks stand in the settings of this machine, since they are about its own work.
Result<ReadingMark> find_reading_mark(sql::Transaction& transaction, const Digest& source);
Result<void> save_reading_mark(sql::Transaction& transaction, const Digest& source,
                               ReadingMark mark);

}  // namespace habeas
