#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each charset in which reports come is read inside the room, where no table can be opened late;
Python decodes the same bytes beside it."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lib"))

from desk import (
    SOURCE_DIR,
    TMP,
    WITH_PROBLEMS,
    DONE,
    habeas,
    lines,
    point,
    run_points,
)  # noqa: E402

FIXTURES = SOURCE_DIR / "tests/read/charset"
# Folder -> how Python calls it; the others it calls as they are called.
PYTHON_NAMES = {"iso_8859_8": "iso8859_8", "windows_874": "cp874"}


def words_of(page):
    return re.findall(r"<p>(.*?)</p>", page, re.DOTALL)


def page_is_read(folder):
    page = (folder / "input.html").read_bytes()
    expected = words_of(page.decode(PYTHON_NAMES.get(folder.name, folder.name)))
    (document,) = lines("read", folder / "input.html", expect=(DONE, WITH_PROBLEMS))
    for words in expected:
        assert words in document["text"], (folder.name, words, document["text"])


def add_points():
    for folder in sorted(FIXTURES.iterdir()):

        def read_in_the_room(folder=folder):
            page_is_read(folder)

        read_in_the_room.__name__ = folder.name + "_is_read_in_the_room"
        point(read_in_the_room)


@point
def charset_that_nobody_has_ends_no_room():
    """The name is looked up in what is loaded; a file that might know it is not looked for."""
    for name in ("x-unheard-of", "klingon", "../../etc/passwd"):
        page = TMP / "unknown.html"
        page.write_bytes(
            b"<html><head><meta charset='%s'></head><body><p>Lawyer \xc0\xc1 was held.</p></body>"
            % name.encode()
        )
        out, _ = habeas("read", page, "--json", expect=(DONE, WITH_PROBLEMS))
        assert "was held" in out, (name, out)


add_points()
run_points()
