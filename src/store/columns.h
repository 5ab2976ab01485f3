// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"
#include "model/case_file.h"
#include "model/document_id.h"
#include "model/journal_entry.h"
#include "model/words.h"
#include "sql/connection.h"

namespace habeas {

/// The bytes of a digest, id or seat as a parameter. They must outlive the call.
template <class Bytes>
sql::Blob as_blob(const Bytes& value) {
  return {std::string_view(reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size())};
}

/// A column that holds a digest, id or seat. Corrupt if it has another length.
template <class Bytes>
Result<Bytes> read_bytes(const sql::Statement& row, int column) {
  const std::string_view found = row.bytes(column);
  Bytes value;
  if (found.size() != value.bytes.size()) {
    return fail(ErrorCode::Corrupt, "the archive is damaged: an id has the wrong length");
  }
  std::copy(found.begin(), found.end(), value.bytes.begin());
  return value;
}

/// A column that holds the number of an enumerator. Corrupt if there is none of this number.
template <class Enum>
Result<Enum> read_enum(const sql::Statement& row, int column) {
  const std::int64_t number = row.integer(column);
  if (number < 0 || number >= static_cast<std::int64_t>(Words<Enum>::kWords.size())) {
    return fail(ErrorCode::Corrupt,
                "the archive is damaged: a number stands for no word; run habeas rebuild");
  }
  return static_cast<Enum>(number);
}

/// The columns `source` and `part`, which stand side by side.
Result<DocumentId> read_document_id(const sql::Statement& row, int source_column);

}  // namespace habeas
