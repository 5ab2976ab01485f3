// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/columns.h"

namespace habeas {

Result<DocumentId> read_document_id(const sql::Statement& row, int source_column) {
  DocumentId id;
  TRY(id.source, read_bytes<Digest>(row, source_column));
  id.part = row.text(source_column + 1);
  return id;
}

}  // namespace habeas
