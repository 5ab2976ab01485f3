#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every fact of every example opens on its quote, and --json says what the archive holds."""
import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import EXAMPLES, TMP, WITH_PROBLEMS, DONE, habeas, lines, new_archive, point, run_points

REPORTS = EXAMPLES / "reports"


@point
def every_quote_is_the_bytes_of_its_span():
    texts = {d["id"]: d["text"].encode() for d in lines("read", REPORTS)}
    assert len(texts) >= 40, len(texts)
    facts = 0
    for extraction in lines("extract", REPORTS):
        text = texts[extraction["document"]]
        for fact in extraction["facts"]:
            for evidence in fact["evidence"]:
                words = text[evidence["begin"] : evidence["end"]]
                assert words.decode() == evidence["quote"], (extraction["document"], fact)
                assert len(words) <= 1200 and evidence["rule"], fact
            assert fact["quote"] == fact["evidence"][0]["quote"], fact
            facts += 1
    assert facts > 400, facts


@point
def the_same_bytes_give_the_same_bytes():
    first = habeas("extract", REPORTS, "--json", expect=(DONE, WITH_PROBLEMS))[0]
    env = {"HOME": str(TMP), "TZ": "Asia/Almaty", "LC_ALL": "C"}
    assert habeas("extract", REPORTS, "--json", expect=(DONE, WITH_PROBLEMS), env=env)[0] == first


@point
def add_names_each_source_once_and_knows_it_again():
    archive = new_archive("quotes.habeas")
    first = lines("add", archive, REPORTS)
    assert {line["status"] for line in first} == {"added"}, first
    again = lines("add", archive, REPORTS)
    assert {line["status"] for line in again} == {"known"}, again
    assert [l["sha256"] for l in first] == [l["sha256"] for l in again]
    assert len(lines("cases", archive)) >= 10


@point
def words_are_found_in_any_script():
    archive = TMP / "quotes.habeas"
    by_latin = {h["document"] for h in lines("find", archive, "Taraz")}
    by_cyrillic = {h["document"] for h in lines("find", archive, "Тараз")}
    assert by_latin and by_latin == by_cyrillic, (by_latin, by_cyrillic)
    assert not lines("find", archive, "zzzzqqqq")


@point
def hostile_queries_are_words():
    archive = TMP / "quotes.habeas"
    for query in (
        '"',
        '" OR 1=1 --',
        "NEAR(",
        "a*b*",
        "title:",
        "^x",
        "-",
        "'; DROP TABLE documents",
        "\x1b[2J",
        "(((((",
        "AND OR NOT",
        "{a b}:c",
        "*" * 5000,
    ):
        habeas("find", archive, query, "--json", expect=(0, 1))
    habeas("verify", archive)


run_points()
