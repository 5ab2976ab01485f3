#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people decided outlives every rebuild, with other tables too."""
import json
import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import (
    EXAMPLES,
    NOT_DONE,
    SOURCE_DIR,
    TMP,
    dump,
    habeas,
    lines,
    new_archive,
    point,
    run_points,
)

ARCHIVE = new_archive("decisions.habeas")
TABLES = "facilities/en=%s" % (
    SOURCE_DIR / "tests/end_to_end/fixtures/facilities_without_colonies.tsv"
)
lines("add", ARCHIVE, EXAMPLES / "reports")


def cases():
    return {case["number"]: case for case in lines("cases", ARCHIVE)}


def decide(**decision):
    path = TMP / "one.jsonl"
    path.write_text(json.dumps(dict({"reason": "a test"}, **decision)) + "\n", encoding="utf-8")
    (line,) = lines("decide", ARCHIVE, path)
    return line["entry"]


def facts_of_kind(kind, words=""):
    """Facts of the examples: (document, fact)."""
    for extraction in lines("extract", EXAMPLES / "reports"):
        for fact in extraction["facts"]:
            if fact["kind"] == kind and words in fact["quote"]:
                yield {"document": extraction["document"], "kind": kind, "quote": fact["quote"]}


def state():
    """Everything that must last: who is in which case, under which number and name."""
    return {
        number: (case["id"], case["title"], case["audience"], sorted(case["cluster"]["documents"]))
        for number, case in cases().items()
    }


def in_force():
    return [(row["entry"], row["decision"]) for row in lines("decide", ARCHIVE, "--list")]


def fates():
    return {row["entry"]: row["words"] for row in lines("decide", ARCHIVE, "--list")}


def singles():
    return [c for c in cases().values() if len(c["cluster"]["documents"]) == 1]


@point
def a_merge_joins_and_its_undo_parts_again():
    before = state()
    first, second = singles()[:2]
    entry = decide(do="merge", case=first["number"], other_case=second["number"])
    joined = cases()
    assert second["number"] not in joined
    assert len(joined[first["number"]]["cluster"]["documents"]) == 2
    (through,) = lines("cases", ARCHIVE, second["number"])
    assert through["number"] == first["number"], "the old number leads on"
    habeas("decide", ARCHIVE, "--undo", entry)
    assert state() == before


@point
def a_split_parts_and_its_undo_joins_again():
    before = state()
    large = max(cases().values(), key=lambda c: len(c["cluster"]["documents"]))
    for document in large["cluster"]["documents"]:
        path = TMP / "one.jsonl"
        path.write_text(
            json.dumps(
                {"do": "split", "case": large["number"], "documents": [document], "reason": "no"}
            )
        )
        out, err = habeas("decide", ARCHIVE, path, "--json", expect=(0, NOT_DONE))
        if out:
            break
        assert "opened the case" in err, err
    entry = json.loads(out)["entry"]
    after = cases()
    assert document not in after[large["number"]]["cluster"]["documents"]
    assert set(before) < set(after), "the part has a number of its own"
    habeas("decide", ARCHIVE, "--undo", entry)
    assert state() == before


@point
def decisions_numbers_and_addresses_outlive_a_rebuild_with_other_tables():
    first, second = singles()[:2]
    decide(do="merge", case=first["number"], other_case=second["number"])
    decide(do="rename", case=first["number"], text="The two brothers")
    decide(do="set_audience", case=first["number"], audience="partners")
    colony = next(facts_of_kind("facility", "olony"))
    person = next(facts_of_kind("person"))
    organisation = next(facts_of_kind("organisation"))
    right = decide(do="read_rightly", facts=[person])
    lost = decide(do="read_rightly", facts=[colony])
    decide(do="reject", facts=[organisation])
    stated, belonging = in_force(), state()
    habeas("rebuild", ARCHIVE, "--tables", TABLES)
    assert in_force() == stated
    assert state() == belonging
    assert fates()[right] == ["found"], fates()[right]
    assert fates()[lost] == ["lost"], fates()[lost]
    (through,) = lines("cases", ARCHIVE, second["number"])
    assert through["number"] == first["number"]
    findings = lines("verify", ARCHIVE)
    assert any(
        f["finding"] == "decision_lost" and colony["quote"] in f["words"] for f in findings
    ), findings
    habeas("rebuild", ARCHIVE)
    assert in_force() == stated and state() == belonging
    assert fates()[lost] == ["found"]


@point
def a_rebuild_is_the_same_to_the_byte():
    before = dump(ARCHIVE)
    habeas("rebuild", ARCHIVE)
    assert dump(ARCHIVE) == before
    habeas("rebuild", ARCHIVE, "--read-again")
    assert dump(ARCHIVE) == before


@point
def what_cannot_be_decided_is_said_with_its_line():
    path = TMP / "bad.jsonl"
    person = next(facts_of_kind("person"))
    for bad, words in (
        ({"do": "merge", "case": "KAZ-1999-00000", "other_case": "KAZ-1999-00001"}, "no case"),
        ({"do": "rename", "case": singles()[0]["number"], "text": " "}, "new name"),
        ({"do": "read_rightly", "facts": [dict(person, quote="never said")]}, "never said"),
        ({"do": "burn"}, "\"do\""),
        ({"do": "reject", "facts": [], "evil": 1}, "unknown key"),
    ):
        good = {"do": "read_rightly", "facts": [person], "reason": "first line"}
        path.write_text(
            json.dumps(good) + "\n" + json.dumps(dict({"reason": "x"}, **bad)) + "\n",
            encoding="utf-8",
        )
        out, err = habeas("decide", ARCHIVE, path, "--json", expect=NOT_DONE)
        assert len(out.splitlines()) == 1, "the line before it is decided"
        assert "line 2" in err and words in err, err
    assert (
        "reason"
        in habeas(
            "decide",
            ARCHIVE,
            "-",
            "--json",
            expect=NOT_DONE,
            input=json.dumps({"do": "reject", "facts": [person]}).encode(),
        )[1]
    )


run_points()
