# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the end-to-end tests share: the program, an archive of their own, and TAP points."""
import json
import os
import pathlib
import subprocess
import sys
import traceback

HABEAS = os.environ["HABEAS"]
SOURCE_DIR = pathlib.Path(os.environ["HABEAS_SOURCE_DIR"])
EXAMPLES = SOURCE_DIR / "examples"
TMP = pathlib.Path(os.environ["HABEAS_TMP"])
DONE, NOT_DONE, WRONG_USE, WITH_PROBLEMS = 0, 1, 2, 3

os.environ["XDG_STATE_HOME"] = str(TMP / "state")

_points = []


def point(function):
    """Registers a test; its name says what holds."""
    _points.append(function)
    return function


def skip_all(reason):
    print("1..0 # SKIP " + reason)
    sys.exit(77)


def run_points():
    """Runs every registered test in order and prints TAP."""
    failed = 0
    for function in _points:
        try:
            skipped = function()
        except Exception:  # a test may fail in any way; the next one runs all the same
            failed += 1
            print("not ok - " + function.__name__)
            print("".join("# %s\n" % line for line in traceback.format_exc().splitlines()), end="")
            continue
        print("ok - %s%s" % (function.__name__, " # SKIP " + skipped if skipped else ""))
    print("1..%d" % len(_points))
    sys.exit(1 if failed else 0)


def habeas(*arguments, expect=DONE, **options):
    """Runs the program; -> (standard output, standard error). Fails on another exit code."""
    run = subprocess.run(
        [HABEAS, *map(str, arguments)], capture_output=True, check=False, **options
    )
    out, err = run.stdout.decode(), run.stderr.decode()
    wanted = expect if isinstance(expect, tuple) else (expect,)
    assert run.returncode in wanted, "habeas %s: exit %d\n%s%s" % (
        " ".join(map(str, arguments)),
        run.returncode,
        out[-2000:],
        err[-2000:],
    )
    return out, err


def lines(*arguments, expect=(DONE, WITH_PROBLEMS), **options):
    """Runs the program with --json and parses each line."""
    out, _ = habeas(*arguments, "--json", expect=expect, **options)
    return [json.loads(line) for line in out.splitlines()]


def new_archive(name):
    path = TMP / name
    habeas("new", path)
    return path


def dump(archive):
    return habeas("dump", archive, "--derived")[0]
