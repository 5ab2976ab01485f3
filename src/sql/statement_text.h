// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habeas::sql {

/// `sql` with each `?` outside quotes as `$1`, `$2`, ...: how PostgreSQL counts parameters.
std::string with_numbered_parameters(std::string_view sql);

/// A script that defines tables, in PostgreSQL's words: integer as bigint, blob as bytea, text
/// ordered by its bytes, and without `strict`. Quoted text stays as it is.
std::string to_postgres_definition(std::string_view script);

}  // namespace habeas::sql
