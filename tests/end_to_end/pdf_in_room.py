#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF files are read behind all walls as they are read without: nothing that Poppler and Tesseract
need is opened late, and nothing of theirs is printed."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lib"))

from desk import DONE, NOT_DONE, SOURCE_DIR, WITH_PROBLEMS, habeas, point, run_points  # noqa: E402

FOLDER = SOURCE_DIR / "tests/read/pdf"


def expected_documents(case):
    rows = map(json.loads, (case / "expected.jsonl").read_text("utf-8").splitlines())
    return [row for row in rows if "id" in row]


def read_in_room(path, *options):
    out, err = habeas("read", "--json", *options, path, expect=(DONE, NOT_DONE, WITH_PROBLEMS))
    return [row for row in map(json.loads, out.splitlines()) if "id" in row], err


@point
def every_fixture_is_read_in_the_room_as_outside_it():
    cases = sorted(path.parent for path in FOLDER.glob("*/input.pdf"))
    assert len(cases) > 20, cases
    for case in cases:
        found, err = read_in_room(case / "input.pdf")
        assert "system call" not in err, (case.name, err)
        assert found == expected_documents(case), (case.name, err)


@point
def no_library_prints_anything():
    for name in ("broken_table", "hostile_measures", "scanned_english"):
        _, err = read_in_room(FOLDER / name / "input.pdf")
        assert all(line.startswith("habeas: ") for line in err.splitlines()), (name, err)


run_points()
