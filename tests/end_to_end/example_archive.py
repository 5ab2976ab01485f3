#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The example archive: the first thing anybody sees is what it should be."""
import json
import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import EXAMPLES, habeas, lines, new_archive, point, run_points

ARCHIVE = new_archive("example.habeas")
EXPECTED = [json.loads(line) for line in open(EXAMPLES / "expected.jsonl", encoding="utf-8")]


@point
def every_report_is_taken_in_without_a_problem():
    added = lines("add", ARCHIVE, EXAMPLES / "reports")
    assert all(line["status"] == "added" for line in added), added
    documents = lines("read", EXAMPLES / "reports")
    assert len(documents) == len(EXPECTED) == 50, len(documents)


@point
def every_example_decision_finds_its_words():
    stated = lines("decide", ARCHIVE, EXAMPLES / "decisions.jsonl")
    in_force = lines("decide", ARCHIVE, "--list")
    assert len(in_force) == len(stated) >= 100, (len(in_force), len(stated))
    for row in in_force:
        assert set(row["words"]) <= {"found"}, row


@point
def about_half_of_the_cases_are_open_and_the_rest_is_closed():
    audiences = [case["audience"] for case in lines("cases", ARCHIVE)]
    assert len(audiences) >= 14 and set(audiences) == {"public", "restricted"}, audiences
    assert 0.3 <= audiences.count("public") / len(audiences) <= 0.7, audiences


@point
def the_cases_are_those_of_the_truth():
    """Decided joins included: every true case is one case, and no look-alike is in it."""
    found = [c["title"] for c in lines("cases", ARCHIVE) if len(c["cluster"]["documents"]) > 1]
    assert len(found) == len({row["case"] for row in EXPECTED if row["case"]}), found
    habeas("verify", ARCHIVE)


run_points()
