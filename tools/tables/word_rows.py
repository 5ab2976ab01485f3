#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turns the word tables of HEADERS into headers of src: the reader is a pure function of bytes and
is handed no tables.

    word_rows.py tables src
"""

import pathlib
import sys

import tsv

HEADERS = {
    "day_words": ("text/day_word_rows.h", "DayWord", "std::int8_t value;"),
    "hyphen_words": ("text/hyphen_word_rows.h", "HyphenWord", ""),
    "letter_words": ("read/plain/letter_word_rows.h", "LetterWord", ""),
    "page_words": ("read/page_word_rows.h", "PageWord", ""),
    "sheet_words": ("read/office/sheet_word_rows.h", "SheetWord", ""),
}
TEXT = """\
// Generated: tools/tables/word_rows.py tables src
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace habeas {{

enum class {name}Kind : std::uint8_t {{ {kinds} }};

/// A word of tables/{table}, folded.
struct {name}Row {{
  std::string_view word;
  {name}Kind kind;
{extra}}};

/// Sorted by word, then kind.
inline constexpr {name}Row k{name}Rows[] = {{
"""


def camel(word):
    return "".join(part.capitalize() for part in word.split("_"))


def quoted(word):
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def generate(table):
    _, name, extra = HEADERS[table.name]
    rows = set()
    for row in table.dicts():
        for word in row["words"].split(";"):
            rows.add((word.encode(), camel(row["kind"]), row.get("value", "")))
    kinds = sorted({kind for _, kind, _ in rows})
    lines = [TEXT.format(name=name, kinds=", ".join(kinds), table=table.name,
                         extra=f"  {extra}\n" if extra else "")]
    for word, kind, value in sorted(rows):
        cells = [quoted(word.decode()), f"{name}Kind::{kind}"] + ([value] if extra else [])
        lines.append(f"    {{{', '.join(cells)}}},\n")
    lines.append("};\n\n}  // namespace habeas\n")
    return "".join(lines)


def check(root, tables):
    """The headers were generated from the rows that stand in the tables now."""
    source = pathlib.Path(root).resolve().parent / "src"
    for table in tables:
        if table.name not in HEADERS:
            continue
        header = source / HEADERS[table.name][0]
        if not header.exists() or header.read_text(encoding="utf-8") != generate(table):
            raise tsv.TableError(
                f"tables/{table.name}/rows.tsv: src/{HEADERS[table.name][0]} is of other rows: "
                "run tools/tables/word_rows.py tables src")


if __name__ == "__main__":
    ROOT, SOURCE = sys.argv[1:]
    for found in tsv.read_tables(ROOT):
        if found.name in HEADERS:
            output = pathlib.Path(SOURCE) / HEADERS[found.name][0]
            output.write_text(generate(found), encoding="utf-8")
