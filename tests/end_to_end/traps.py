#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every trap that real reports set has a folder in tests/extract/traps, each a test of its own.

How a folder is written stands in tests/extract/traps/README.md.
"""
import hashlib
import json
import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import SOURCE_DIR, lines, point, run_points

TRAPS = SOURCE_DIR / "tests/extract/traps"
TRAPS_MAX = 56  # so many are numbered


def is_like(want, got):
    """True if `got` has all that `want` names; of a list, each entry somewhere."""
    if isinstance(want, dict):
        return isinstance(got, dict) and all(is_like(want[key], got.get(key)) for key in want)
    if isinstance(want, list):
        return isinstance(got, list) and all(any(is_like(w, g) for g in got) for w in want)
    return want == got


def with_arguments(fact, facts):
    """The fact, its arguments led to the facts they mean."""
    value = dict(fact["value"])
    if "arguments" in value:
        value["arguments"] = [
            {"role": one["role"], "fact": facts[one["fact"]]} for one in value["arguments"]
        ]
    quotes = [evidence["quote"] for evidence in fact["evidence"]]
    return {**fact, "value": value, "quotes": quotes}


def in_brief(facts):
    return "\n".join(
        json.dumps([f["kind"], f["value"], f["quote"]], ensure_ascii=False)[:400] for f in facts
    )


class Trap:
    """The files of one folder, read once."""

    def __init__(self, folder):
        self.files = sorted(p for p in folder.iterdir() if p.name != "expected.jsonl")
        self.names = {
            hashlib.sha256(p.read_bytes()).hexdigest(): p.name.removeprefix("input.")
            for p in self.files
        }
        self.documents = [{**d, "file": self.name_of(d["id"])} for d in lines("read", *self.files)]
        self.facts = []
        for extraction in lines("extract", *self.files):
            facts = extraction["facts"]
            name = self.name_of(extraction["document"])
            self.facts += [{**with_arguments(fact, facts), "file": name} for fact in facts]

    def name_of(self, document):
        return self.names[document.split("#")[0]]

    def cases(self):
        return [
            sorted({self.name_of(document) for document in cluster["documents"]})
            for cluster in lines("link", *self.files)
        ]

    def check(self, line):
        """Checks one line of expected.jsonl."""
        ((word, want),) = line.items()
        if word == "states":
            assert any(is_like(want, f) for f in self.facts), "not stated\n" + in_brief(self.facts)
        elif word == "never":
            found = [f for f in self.facts if is_like(want, f)]
            assert not found, "stated:\n" + in_brief(found)
        elif word == "count":
            number = sum(is_like(want["of"], f) for f in self.facts)
            assert number == want["is"], "%d times\n%s" % (number, in_brief(self.facts))
        elif word == "document":
            assert any(is_like(want, d) for d in self.documents), self.documents
        elif word == "cases":
            assert sorted(map(sorted, want)) == sorted(self.cases()), self.cases()
        else:
            raise AssertionError("no such word: " + word)


def make_point(folder):
    def check():
        trap = Trap(folder)
        for line in (folder / "expected.jsonl").read_text().splitlines():
            try:
                trap.check(json.loads(line))
            except Exception as failed:
                raise AssertionError(line) from failed

    check.__name__ = folder.name
    point(check)


@point
def every_folder_is_named_after_its_number():
    for folder in TRAPS.iterdir():
        if folder.is_dir():
            number, _, name = folder.name.partition("-")
            assert len(number) == 2 and 1 <= int(number) <= TRAPS_MAX and name, folder.name
            assert (folder / "expected.jsonl").read_text().strip(), folder.name


for trap_folder in sorted(p for p in TRAPS.iterdir() if p.is_dir()):
    make_point(trap_folder)

if __name__ == "__main__":
    run_points()
