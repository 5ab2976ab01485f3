#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An archive that somebody else changed: each change is told in a clear line, never a crash."""
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import HABEAS, NOT_DONE, TMP, habeas, lines, new_archive, point, run_points

DRAW = random.Random(20190503)
SOUND = new_archive("sound.habeas")
CHANGED = TMP / "changed.habeas"
COMMANDS = (("verify",), ("cases", "--json"), ("decide", "--list"), ("find", "lawyer"), ("dump",))
# What a rebuild makes again and nothing safe hangs on; an id that is signed nowhere.
NOT_PROVED = {
    "kept_meta.value",
    "kept_originals.chunk_bytes",
    "derived_documents.published_day",
    "derived_documents.fingerprint",
    "derived_extractions.fingerprint",
    "derived_cases.number",
    "derived_cases.country",
    "derived_cases.year",
    "derived_cases.title",
    "derived_cases.last_report_day",
    "derived_cases.fingerprint",
}
PROVED_TABLES = ("kept_%", "derived_documents", "derived_extractions", "derived_cases")


def make_archive():
    folder = TMP / "reports"
    folder.mkdir()
    for i, place in enumerate(("Atyrau", "Aktobe", "Kostanay")):
        (folder / ("%d.txt" % i)).write_text(
            "Kazakhstan: Lawyer held in %s\n\nMay %d, 2019\n\n"
            "Lawyer Igor Lenkov%s was arrested in %s.\n" % (place, i + 1, "abc"[i], place)
        )
    lines("add", SOUND, folder)
    stated = []
    for extraction in lines("extract", folder):
        fact = extraction["facts"][0]
        anchor = {"document": extraction["document"], "kind": fact["kind"], "quote": fact["quote"]}
        stated.append({"do": "read_rightly", "reason": "seen", "facts": [anchor]})
    number = lines("cases", SOUND)[0]["number"]
    stated.append({"do": "set_audience", "reason": "open", "case": number, "audience": "desk"})
    path = TMP / "stated.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in stated))
    lines("decide", SOUND, path)
    with sqlite3.connect(SOUND) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")


def fresh_copy():
    for ending in ("-wal", "-shm"):
        path = TMP / ("changed.habeas" + ending)
        if path.exists():
            path.unlink()
    shutil.copy(SOUND, CHANGED)


def change(*statements):
    """A copy with these statements done to it; each is (sql, parameters...)."""
    fresh_copy()
    connection = sqlite3.connect(CHANGED)
    try:
        connection.execute("pragma foreign_keys = off")
        for sql, *parameters in statements:
            connection.execute(sql, parameters)
        connection.commit()
    finally:
        connection.close()


def check_no_crash(what):
    """Runs every command; -> the exit code of verify."""
    codes = []
    for name, *rest in COMMANDS:
        run = subprocess.run([HABEAS, name, CHANGED, *rest], capture_output=True, check=False)
        assert run.returncode in (0, 1), (what, name, run)
        assert run.stderr.count(b"\n") <= 1, (what, name, run.stderr)
        if "--json" in rest:
            for line in run.stdout.splitlines():
                json.loads(line)
        codes.append(run.returncode)
    return codes[0]


def proved_tables():
    connection = sqlite3.connect(SOUND)
    where = " or ".join("name like '%s'" % name for name in PROVED_TABLES)
    names = [
        name
        for (name,) in connection.execute(
            "select name from sqlite_master where type = 'table' and (%s)" % where
        )
    ]
    columns = {
        name: [row[1] for row in connection.execute("pragma table_info(%s)" % name)]
        for name in names
    }
    rows = {
        name: connection.execute("select rowid, * from %s" % name).fetchall() for name in names
    }
    connection.close()
    return columns, rows


def other(value, column):
    if isinstance(value, bytes):
        changed = bytearray(value)
        changed[DRAW.randrange(len(changed))] ^= 0x55
        return bytes(changed)
    if isinstance(value, int):
        return 77 if column in ("audience", "completeness") else value + 1
    return 'x","y\x1b[2J":"'


@point
def a_sound_archive_is_proved():
    make_archive()
    assert "0 faults" in habeas("verify", SOUND)[0]


@point
def every_changed_column_of_what_is_kept_is_told():
    columns, rows = proved_tables()
    silent = []
    for table, names in columns.items():
        for position, column in enumerate(names, 1):
            if not rows[table]:
                continue
            row = DRAW.choice(rows[table])
            value = other(row[position], column)
            try:
                change(
                    ("update %s set %s = ? where rowid = ?" % (table, column), value, row[0])
                )
            except sqlite3.IntegrityError:
                continue
            name = "%s.%s" % (table, column)
            if check_no_crash(name) == 0 and name not in NOT_PROVED:
                silent.append(name)
    assert not silent, silent


@point
def every_lost_row_of_what_is_kept_is_told():
    columns, rows = proved_tables()
    silent = []
    for table in columns:
        if not table.startswith("kept_") or not rows[table]:
            continue
        change(("delete from %s where rowid = ?" % table, rows[table][-1][0]))
        if check_no_crash(table) == 0:
            silent.append(table)
    assert not silent, silent


@point
def a_case_opened_behind_the_back_of_the_journal_is_told():
    change(("update derived_cases set audience = 0",))
    out, _ = habeas("verify", CHANGED, expect=NOT_DONE)
    assert "open to others than was decided" in out, out


@point
def swapped_bodies_are_neither_believed_nor_passed_over():
    connection = sqlite3.connect(SOUND)
    first, *_, last = connection.execute(
        "select b.entry, b.salt, b.body from kept_journal_bodies b"
        " join kept_journal_entries e on e.hash = b.entry where e.kind = 3"
    ).fetchall()
    connection.close()
    swap = "update kept_journal_bodies set salt = ?, body = ? where entry = ?"
    change((swap, last[1], last[2], first[0]), (swap, first[1], first[2], last[0]))
    assert "its body was changed" in habeas("verify", CHANGED, expect=NOT_DONE)[0]
    assert "damaged" in habeas("decide", CHANGED, "--list", expect=NOT_DONE)[1]
    assert "damaged" in habeas("rebuild", CHANGED, expect=NOT_DONE)[1]


@point
def a_file_that_would_act_by_itself_is_refused():
    change(
        (
            "create trigger evil after insert on kept_journal_bodies"
            " begin delete from kept_journal_bodies; end",
        )
    )
    for command in ("verify", "cases", "rebuild"):
        assert "triggers" in habeas(command, CHANGED, expect=NOT_DONE)[1]


@point
def random_damage_and_cut_files_never_crash():
    size = SOUND.stat().st_size
    for turn in range(8):
        fresh_copy()
        with open(CHANGED, "r+b") as handle:
            for _ in range(40):
                handle.seek(DRAW.randrange(100, size))
                handle.write(bytes([DRAW.randrange(256)]))
        check_no_crash("random bytes, turn %d" % turn)
    for length in (0, 50, 100, 4096, size // 2):
        fresh_copy()
        os.truncate(CHANGED, length)
        assert check_no_crash("cut to %d" % length) == 1


run_points()
