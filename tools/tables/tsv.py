# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the TSV files of tables/ and says exactly where one is broken."""

import dataclasses
import pathlib
import re

COLUMN_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
TABLE_NAME = re.compile(r"[a-z0-9_]+(/[a-z0-9_-]+)?\Z")


class TableError(Exception):
    """A broken table: file, line, column and what to do, in one line."""


@dataclasses.dataclass
class Table:
    name: str  # "acts/en", or "countries" for tables/countries/rows.tsv
    columns: list
    rows: list  # lists of cells, as many as there are columns
    lines: list  # the line of the file where each row stands, from 1

    def dicts(self):
        return [dict(zip(self.columns, row)) for row in self.rows]

    def where(self, index):
        return f"tables/{self.name}, line {self.lines[index]}"


def table_name(root, path):
    """tables/acts/en.tsv is "acts/en"; tables/countries/rows.tsv is "countries"."""
    parts = path.relative_to(root).with_suffix("").parts
    if len(parts) != 2:
        raise TableError(f"{path}: a table is tables/<table>/rows.tsv or tables/<topic>/<lang>.tsv")
    name = parts[0] if parts[1] == "rows" else "/".join(parts)
    if not TABLE_NAME.match(name):
        raise TableError(f"{path}: name folders and files with a-z, 0-9, '_' and (files) '-' only")
    return name


def check_header(path, number, columns):
    for position, column in enumerate(columns, 1):
        if not COLUMN_NAME.match(column):
            raise TableError(
                f"{path}:{number}:{position}: {column!r} is no column name: use a-z, 0-9 and '_'")
        if columns.index(column) != position - 1:
            raise TableError(f"{path}:{number}:{position}: column {column!r} is named twice")


def check_cells(path, number, cells):
    for position, cell in enumerate(cells, 1):
        if any(ord(letter) < 32 or ord(letter) == 127 for letter in cell):
            raise TableError(
                f"{path}:{number}:{position}: control character in the cell: delete it "
                "(lines end with a bare line feed)")
        if cell != cell.strip(" "):
            raise TableError(
                f"{path}:{number}:{position}: the cell begins or ends with a space: delete it")


def parse(path, name, text):
    columns, rows, lines, seen = None, [], [], {}
    for number, line in enumerate(text.split("\n"), 1):
        if line == "" or line.startswith("#"):
            continue
        cells = line.split("\t")
        check_cells(path, number, cells)
        if columns is None:
            columns = cells
            check_header(path, number, columns)
            continue
        if len(cells) != len(columns):
            raise TableError(
                f"{path}:{number}:{min(len(cells), len(columns)) + 1}: {len(cells)} cells where "
                f"the header names {len(columns)}: add or remove tabs")
        if "id" in columns:
            position = columns.index("id")
            key = cells[position]
            if key == "":
                raise TableError(f"{path}:{number}:{position + 1}: empty id: give the row a name")
            if key in seen:
                raise TableError(f"{path}:{number}:{position + 1}: id {key!r} stands in line "
                                 f"{seen[key]} already: rename one of the two")
            seen[key] = number
        rows.append(cells)
        lines.append(number)
    if columns is None:
        raise TableError(f"{path}:1:1: no header: the first line names the columns, tab separated")
    return Table(name, columns, rows, lines)


def read_tables(root):
    """All tables under `root`, sorted by name. Raises TableError with every broken file named."""
    root = pathlib.Path(root)
    tables, errors = [], []
    for path in sorted(root.rglob("*.tsv")):
        try:
            text = path.read_bytes().decode("utf-8")
            tables.append(parse(path, table_name(root, path), text))
        except UnicodeDecodeError as error:
            errors.append(f"{path}: not UTF-8 at byte {error.start}: save it as UTF-8")
        except TableError as error:
            errors.append(str(error))
    if errors:
        raise TableError("\n".join(errors))
    return sorted(tables, key=lambda table: table.name.encode())
