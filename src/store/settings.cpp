// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/settings.h"

namespace habeas {

Result<std::optional<std::string>> find_setting(sql::Transaction& transaction,
                                                std::string_view name) {
  TRY(auto query, transaction.query("select value from local_settings where name = ?", {name}));
  TRY(const bool is_there, query.step());
  if (!is_there) return std::optional<std::string>();
  return std::optional<std::string>(query.text(0));
}

Result<void> save_setting(sql::Transaction& transaction, std::string_view name,
                          std::string_view value) {
  return transaction.run(
      "insert into local_settings (name, value) values (?, ?) "
      "on conflict (name) do update set value = excluded.value",
      {name, value});
}

Result<void> drop_setting(sql::Transaction& transaction, std::string_view name) {
  return transaction.run("delete from local_settings where name = ?", {name});
}

}  // namespace habeas
