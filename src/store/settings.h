// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sql/connection.h"

namespace habeas {

/// A word that this machine keeps in the archive for itself; never merged, never exported.
Result<std::optional<std::string>> find_setting(sql::Transaction& transaction,
                                                std::string_view name);
/// Errors: those of sql.
Result<void> save_setting(sql::Transaction& transaction, std::string_view name,
                          std::string_view value);
/// Nothing happens if it is not there. Errors: those of sql.
Result<void> drop_setting(sql::Transaction& transaction, std::string_view name);

}  // namespace habeas
