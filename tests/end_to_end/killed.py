#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""kill -9 at any moment of `add` and `decide` loses nothing that was acknowledged."""
import json
import random
import signal
import subprocess
import sys
import time

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import HABEAS, TMP, dump, habeas, lines, new_archive, point, run_points

ROUNDS = 12
DRAW = random.Random(20190503)


def killed_after(command, lines_wanted, wait_seconds):
    """Starts `command`, kills it a moment after that many lines; -> the lines it had printed."""
    running = subprocess.Popen(
        [HABEAS, *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    said = []
    while len(said) < lines_wanted:
        line = running.stdout.readline()
        if not line:
            break
        said.append(line)
    time.sleep(wait_seconds)
    running.send_signal(signal.SIGKILL)
    rest = running.communicate()[0]
    whole = b"".join(said) + rest
    return [json.loads(line) for line in whole.split(b"\n")[:-1]]


def make_reports(count):
    folder = TMP / "reports"
    folder.mkdir()
    for i in range(count):
        (folder / ("%03d.txt" % i)).write_text(
            "Kazakhstan: Lawyer %d held\n\nMay %d, 2019\n\n"
            "Lawyer Igor Lenkov%s was arrested in Atyrau.\n"
            % (i, i % 28 + 1, chr(97 + i % 26))
        )
    return folder


@point
def add_loses_nothing_acknowledged():
    archive = new_archive("killed.habeas")
    folder = make_reports(150)
    acknowledged = set()
    for _ in range(ROUNDS):
        for line in killed_after(
            ["add", archive, folder, "--json"], DRAW.randrange(0, 60), DRAW.random() / 20
        ):
            if line["status"] != "problem":
                acknowledged.add(line["sha256"])
        habeas("verify", archive)
    final = lines("add", archive, folder)
    known = {line["sha256"] for line in final if line["status"] == "known"}
    assert acknowledged and acknowledged <= known, len(acknowledged - known)
    assert len(final) == 150
    fresh = new_archive("whole.habeas")
    lines("add", fresh, folder)
    first = [l for l in dump(archive).splitlines() if l.startswith("document ")]
    second = [l for l in dump(fresh).splitlines() if l.startswith("document ")]
    assert first and first == second


@point
def decide_loses_nothing_acknowledged():
    archive = TMP / "killed.habeas"
    cases = lines("cases", archive)
    decisions = TMP / "decisions.jsonl"
    stated = 0
    for turn in range(ROUNDS):
        with open(decisions, "w", encoding="utf-8") as handle:
            for i in range(40):
                case = cases[i % len(cases)]["number"]
                handle.write(
                    json.dumps(
                        {
                            "do": "rename",
                            "case": case,
                            "text": "Round %d line %d" % (turn, i),
                            "reason": "a test",
                        }
                    )
                    + "\n"
                )
        said = killed_after(
            ["decide", archive, decisions, "--json"], DRAW.randrange(0, 30), DRAW.random() / 20
        )
        stated += len(said)
        held = {line["entry"] for line in lines("decide", archive, "--list")}
        assert {line["entry"] for line in said} <= held
        habeas("verify", archive)
    assert stated > 0


run_points()
