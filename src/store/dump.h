// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string_view>

#include "base/result.h"
#include "sql/connection.h"

namespace habeas {

/// Hands over the derived part of an archive as text, line by line, each with its line end: the
/// same bytes from the same readings, journal and tables on every machine and in every order of
/// taking in. Row ids and what depends on them are left out. docs/archive-format.md names the
/// lines.
Result<void> dump_derived(sql::Transaction& transaction,
                          const std::function<void(std::string_view)>& sink);

/// Empties the derived part and fills the index of captures from the journal again; the rest is
/// for the caller to derive, in the same transaction, and then to drop_replaced_documents().
Result<void> replace_derived(sql::Transaction& transaction);

}  // namespace habeas
