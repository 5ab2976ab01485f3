// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

struct sqlite3;

namespace habeas::sql {

/// Adds the FTS5 tokenizer `habeas_terms` to a connection. It knows no language: whoever indexes
/// or asks hands in terms that are ready. Terms are parted by spaces; terms parted by `|` stand at
/// one and the same place, in documents and in queries alike: `was arrested|arrest` .
/// False if SQLite refuses.
bool add_term_tokenizer(sqlite3* database);

}  // namespace habeas::sql
