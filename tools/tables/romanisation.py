#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turns tables/romanisation into src/text/romanisation_rows.h, because src/text stands below the
tables and must romanise before there are any.

    romanisation.py tables src/text/romanisation_rows.h
"""

import pathlib
import sys

import tsv

CONTEXTS = {"start": "Start", "end": "End", "after_vowel": "AfterVowel", "any": "Any"}
LANGUAGES = {"uk": "Ukrainian", "be": "Belarusian", "any": "Any"}
HEADER = """\
// Generated: tools/tables/romanisation.py tables src/text/romanisation_rows.h
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

namespace habeas {

enum class RomanisationContext { Any, Start, End, AfterVowel };
enum class RomanisationLanguage { Any, Ukrainian, Belarusian };

/// A row of tables/romanisation.
struct RomanisationRow {
  std::u32string_view letters;  ///< lower case, one or more
  RomanisationContext context;
  RomanisationLanguage language;
  std::string_view latin;
};

/// Sorted by the first letter, then the order in which rows are tried.
inline constexpr RomanisationRow kRomanisationRows[] = {
"""


def order(row):
    """First letter; then longer letters, a named language and a named context first."""
    return (ord(row["letter"][0]), -len(row["letter"]), row["language"] == "any",
            row["context"] == "any", row["letter"], row["context"], row["language"])


def generate(table):
    lines = [HEADER]
    for row in sorted(table.dicts(), key=order):
        letters = "".join(f"\\u{ord(letter):04X}" for letter in row["letter"])
        lines.append(f'    {{U"{letters}", RomanisationContext::{CONTEXTS[row["context"]]}, '
                     f'RomanisationLanguage::{LANGUAGES[row["language"]]}, "{row["latin"]}"}},\n')
    lines.append("};\n\n}  // namespace habeas\n")
    return "".join(lines)


def check(root, tables):
    """The header in src/text was generated from the rows that stand in the table now."""
    header = pathlib.Path(root).resolve().parent / "src/text/romanisation_rows.h"
    table = next((table for table in tables if table.name == "romanisation"), None)
    if table is None or header.read_text(encoding="utf-8") != generate(table):
        raise tsv.TableError(
            "tables/romanisation/rows.tsv: src/text/romanisation_rows.h is of other rows: run "
            "tools/tables/romanisation.py tables src/text/romanisation_rows.h")


if __name__ == "__main__":
    ROOT, OUTPUT = sys.argv[1:]
    ROWS = next(t for t in tsv.read_tables(ROOT) if t.name == "romanisation")
    pathlib.Path(OUTPUT).write_text(generate(ROWS), encoding="utf-8")
