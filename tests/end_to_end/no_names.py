#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names, queries and quotes stand in the archive's bodies and on the screen, nowhere else."""
import json
import sqlite3
import subprocess
import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import HABEAS, TMP, WITH_PROBLEMS, lines, new_archive, point, run_points
from served import Served

MARK = "Zarquonova"
ARCHIVE = new_archive("marked.habeas")
REPORT = (
    "Kazakhstan: Lawyer %s held\n\nMay 4, 2019\n\n"
    "Lawyer Saniya %s was arrested in Atyrau on 3 May 2019.\n" % (MARK, MARK)
)


def holds_mark(said):
    if isinstance(said, bytes):
        said = said.decode("utf-8", "replace")
    return MARK.lower() in said.lower()


def run(*arguments):
    return subprocess.run([HABEAS, *map(str, arguments)], capture_output=True, check=False)


@point
def standard_error_of_every_command_holds_no_name():
    report = TMP / "report.txt"
    report.write_text(REPORT)
    stated = TMP / "stated.jsonl"
    run("add", ARCHIVE, report)
    number = lines("cases", ARCHIVE)[0]["number"]
    stated.write_text(
        json.dumps({"do": "rename", "case": number, "text": MARK, "reason": MARK}) + "\n"
    )
    for command in (
        ["add", ARCHIVE, report],
        ["cases", ARCHIVE],
        ["cases", ARCHIVE, number],
        ["find", ARCHIVE, MARK],
        ["read", report],
        ["extract", report],
        ["link", report],
        ["decide", ARCHIVE, stated],
        ["decide", ARCHIVE, "--list"],
        ["rebuild", ARCHIVE, "--read-again"],
        ["verify", ARCHIVE],
        ["dump", ARCHIVE],
    ):
        ended = run(*command)
        assert ended.returncode in (0, WITH_PROBLEMS), ended
        assert not holds_mark(ended.stderr), (command[0], ended.stderr)


@point
def errors_of_a_damaged_archive_hold_no_value():
    other = new_archive("damaged.habeas")
    run("add", other, TMP / "report.txt")
    connection = sqlite3.connect(other)
    connection.execute("update derived_extractions set compressed = cast('x' as blob)")
    connection.execute("update kept_journal_bodies set body = cast('x' as blob)")
    connection.commit()
    connection.close()
    for command in (["verify", other], ["rebuild", other], ["decide", other, "--list"]):
        ended = run(*command)
        assert not holds_mark(ended.stderr) and not holds_mark(ended.stdout), (command, ended)


@point
def what_serve_says_is_its_address():
    desk = Served(ARCHIVE)
    try:
        desk.enter()
        front = desk.ask("/")
        for token in (front.form_token(), "wrong"):
            form = {"query": MARK, "token": token}
            found = desk.ask("/search/", "POST", body=form, **desk.own())
            assert found.status == (403 if token == "wrong" else 200)
        desk.ask("/case/" + MARK + "/")
        desk.ask("/report/" + MARK + "?" + MARK)
    finally:
        _, said = desk.close()
    assert not holds_mark(said), said


@point
def envelopes_hold_no_name_and_no_path():
    connection = sqlite3.connect(ARCHIVE)
    envelopes = b"".join(
        row[0] for row in connection.execute("select envelope from kept_journal_entries")
    )
    bodies = b"".join(row[0] for row in connection.execute("select body from kept_journal_bodies"))
    connection.close()
    assert holds_mark(bodies) and b"report.txt" in bodies, "the mark can be seen where it stands"
    for word in (MARK.encode(), b"Saniya", b"report.txt", str(TMP).encode(), b"Atyrau"):
        assert word not in envelopes, word


@point
def the_state_folder_holds_no_name():
    found = [path for path in (TMP / "state").rglob("*") if path.is_file()]
    assert found
    for path in found:
        assert not holds_mark(str(path)) and not holds_mark(path.read_bytes()), path


run_points()
