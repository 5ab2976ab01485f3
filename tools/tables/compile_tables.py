#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checks every table under tables/ and packs them, with the gazetteer, into one file.

    compile_tables.py --tables tables --cities cities.pbf --fold build/dev/bin/fold_names \\
                      --output tables.bin
    compile_tables.py --tables tables --check

The file is read in place by src/know/blob.h, which describes its layout.
Same input, same bytes: nothing here looks at the clock, the machine or a hash order.
"""

import argparse
import hashlib
import pathlib
import struct
import sys

import gazetteer
import romanisation
import tsv
import word_rows

MAGIC = b"HABEASTB"
HEADER_BYTES = 64
FORMAT = 1


class Packer:
    """Sections of little-endian words and text, each at a multiple of four bytes."""

    def __init__(self):
        self.body = bytearray(HEADER_BYTES)

    def add(self, section):
        self.body += bytes(-len(self.body) % 4)
        offset = len(self.body)
        self.body += section
        return offset

    def add_words(self, words):
        return self.add(struct.pack(f"<{len(words)}I", *words))


def pack_table(packer, table):
    """Returns the directory entry: name, columns, rows, cell ends, lines, text."""
    cells = [cell.encode() for row in [table.columns, *table.rows] for cell in row]
    bounds = [0]
    for cell in cells:
        bounds.append(bounds[-1] + len(cell))
    name = table.name.encode()
    name_offset = packer.add(name)
    text_offset = packer.add(b"".join(cells))
    cells_offset = packer.add_words(bounds)
    lines_offset = packer.add_words(table.lines)
    return (name_offset, len(name), len(table.columns), len(table.rows),
            text_offset, bounds[-1], cells_offset, lines_offset)


def pack(tables, places):
    packer = Packer()
    entries = [pack_table(packer, table) for table in tables]
    directory = packer.add_words([word for entry in entries for word in entry])
    gazetteer_offset = places.pack(packer) if places else 0
    packer.add(b"")
    body = packer.body
    body[40:HEADER_BYTES] = struct.pack(
        "<6I", FORMAT, len(entries), directory, gazetteer_offset, len(body), 0)
    body[0:8] = MAGIC
    body[8:40] = hashlib.sha256(body[40:]).digest()
    return bytes(body)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tables", required=True, type=pathlib.Path)
    parser.add_argument("--cities", type=pathlib.Path)
    parser.add_argument("--fold", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path)
    parser.add_argument("--check", action="store_true", help="only check the tables")
    options = parser.parse_args()
    try:
        tables = tsv.read_tables(options.tables)
        romanisation.check(options.tables, tables)
        word_rows.check(options.tables, tables)
        if options.check:
            print(f"{len(tables)} tables, {sum(len(table.rows) for table in tables)} rows")
            return 0
        places = gazetteer.build(tables, options.cities, options.fold)
    except tsv.TableError as error:
        print(error, file=sys.stderr)
        return 1
    options.output.write_bytes(pack(tables, places))
    return 0


if __name__ == "__main__":
    sys.exit(main())
