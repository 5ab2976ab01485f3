// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sql/postgres_library.h"

#include <dlfcn.h>

namespace habeas::sql {
namespace {

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

PostgresLibrary load() {
  PostgresLibrary pq;
  void* const library = ::dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return pq;
  pq.is_loaded = find(library, "PQclear", pq.clear) &&
                 find(library, "PQcmdTuples", pq.command_tuples) &&
                 find(library, "PQconnectdb", pq.connect) &&
                 find(library, "PQexec", pq.execute) &&
                 find(library, "PQexecParams", pq.execute_parameters) &&
                 find(library, "PQfinish", pq.finish) &&
                 find(library, "PQfreemem", pq.free_memory) &&
                 find(library, "PQgetisnull", pq.is_null) &&
                 find(library, "PQgetlength", pq.length) &&
                 find(library, "PQgetvalue", pq.value) &&
                 find(library, "PQntuples", pq.tuples) &&
                 find(library, "PQresultErrorField", pq.error_field) &&
                 find(library, "PQresultStatus", pq.result_status) &&
                 find(library, "PQsetNoticeReceiver", pq.set_notice_receiver) &&
                 find(library, "PQstatus", pq.status) &&
                 find(library, "PQtransactionStatus", pq.transaction_status) &&
                 find(library, "PQunescapeBytea", pq.unescape_bytes);
  return pq;
}

}  // namespace

const PostgresLibrary& postgres_library() {
  static const PostgresLibrary library = load();
  return library;
}

}  // namespace habeas::sql
