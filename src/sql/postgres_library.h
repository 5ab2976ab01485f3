// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <libpq-fe.h>

namespace habeas::sql {

/// What we use of libpq, function by function. Loaded when a PostgreSQL archive is first opened:
/// with its twenty libraries it takes as long to load as all else of the program, and every source
/// is read in a process of its own.
struct PostgresLibrary {
  decltype(&PQclear) clear = nullptr;
  decltype(&PQcmdTuples) command_tuples = nullptr;
  decltype(&PQconnectdb) connect = nullptr;
  decltype(&PQexec) execute = nullptr;
  decltype(&PQexecParams) execute_parameters = nullptr;
  decltype(&PQfinish) finish = nullptr;
  decltype(&PQfreemem) free_memory = nullptr;
  decltype(&PQgetisnull) is_null = nullptr;
  decltype(&PQgetlength) length = nullptr;
  decltype(&PQgetvalue) value = nullptr;
  decltype(&PQntuples) tuples = nullptr;
  decltype(&PQresultErrorField) error_field = nullptr;
  decltype(&PQresultStatus) result_status = nullptr;
  decltype(&PQsetNoticeReceiver) set_notice_receiver = nullptr;
  decltype(&PQstatus) status = nullptr;
  decltype(&PQtransactionStatus) transaction_status = nullptr;
  decltype(&PQunescapeBytea) unescape_bytes = nullptr;

  bool is_loaded = false;  ///< false: libpq.so.5 is not on this machine; nothing may be called
};

/// The library, loaded by the first call; stays until the process ends. Any thread may call it.
const PostgresLibrary& postgres_library();

}  // namespace habeas::sql
