#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# One SQLite is in the program: ours. A second one, brought in by a library, could take the place of
# its functions, and would write the archive without our settings.
. "$(dirname "$0")/lib/points.sh"

links_sqlite() { ldd "$HABEAS" | grep -i sqlite; }
shows_sqlite() { nm -D --defined-only "$HABEAS" | grep ' sqlite3'; }
holds_sqlite() { grep -aqF 'SQLite format 3' "$HABEAS"; }

point holds_our_sqlite holds_sqlite
point links_no_other_sqlite not links_sqlite
point shows_no_sqlite_symbol_to_libraries not shows_sqlite
end_points
