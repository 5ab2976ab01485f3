#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desk's own case list: looked at first, imported, imported again, joined with a report."""
import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import (
    DONE,
    NOT_DONE,
    SOURCE_DIR,
    TMP,
    WITH_PROBLEMS,
    dump,
    habeas,
    lines,
    new_archive,
    point,
    run_points,
)

ARCHIVE = new_archive("import.habeas")
LIST = TMP / "cases.csv"
HEAD = "Case ID,Name,Other names,Country,Status,Date of arrest,Next hearing,Lawyer,Notes\n"
FIRST = HEAD + (
    'K-17,Igor Lenkov,"Игорь Ленков",Kazakhstan,In custody,3 May 2019,2019-06-14,Aliya Ospan,\n'
    "K-18,Dana Seitova,,Kazakhstan,Released,2 November 2018,,,=1+1\n"
)
REPORT = (
    "Kazakhstan: Lawyer held\n\nMay 4, 2019\n\n"
    "Lawyer Igor Lenkov was arrested in Atyrau on 3 May 2019.\n"
)


def write(text):
    LIST.write_text(text, encoding="utf-8")


@point
def a_preview_shows_columns_and_rows_and_keeps_nothing():
    write(FIRST)
    before = dump(ARCHIVE)
    out, _ = habeas("import", ARCHIVE, LIST, "--preview")
    assert "  Date of arrest = arrested" in out, out
    assert "new: Igor Lenkov (row 2)" in out and "2 new, 0 changed" in out, out
    assert dump(ARCHIVE) == before


@point
def each_row_becomes_a_case_with_the_words_of_its_cells():
    rows = lines("import", ARCHIVE, LIST)
    assert [(row["change"], row["row"]) for row in rows] == [("new", "K-17"), ("new", "K-18")], rows
    assert len(lines("cases", ARCHIVE)) == 2
    habeas("verify", ARCHIVE)


@point
def the_report_on_the_same_person_joins_the_row():
    path = TMP / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    lines("add", ARCHIVE, path)
    sizes = sorted(len(case["cluster"]["documents"]) for case in lines("cases", ARCHIVE))
    assert sizes == [1, 2], sizes
    found, _ = habeas("find", ARCHIVE, "Ленков")
    assert "Lenkov" in found, found


@point
def importing_again_changes_what_changed_and_tells_what_is_gone():
    write(FIRST.replace("In custody", "Released").rsplit("K-18", 1)[0])
    rows = lines("import", ARCHIVE, LIST)
    assert [row["change"] for row in rows] == ["changed", "vanished"], rows
    assert rows[0]["cells"] == [{"header": "Status", "before": "In custody", "after": "Released"}]
    assert len(lines("cases", ARCHIVE)) == 2, "a vanished row is no vanished case"
    out, _ = habeas("import", ARCHIVE, LIST)
    assert "0 new, 0 changed, 1 unchanged, 1 vanished" in out, out


@point
def a_rebuild_from_the_originals_gives_the_same_bytes():
    before = dump(ARCHIVE)
    habeas("rebuild", ARCHIVE, "--read-again")
    assert dump(ARCHIVE) == before
    habeas("verify", ARCHIVE)


@point
def a_workbook_and_an_open_document_are_lists_too():
    for name, count in (("xlsx/case_list/input.xlsx", 3), ("ods/case_list/input.ods", 3)):
        archive = new_archive(name.split("/")[0] + ".habeas")
        rows = lines("import", archive, SOURCE_DIR / "tests/read" / name)
        assert len(rows) == count, rows
        habeas("verify", archive)


@point
def own_headers_need_a_mapping_once():
    archive = new_archive("own.habeas")
    write("Wer,Wie\nIgor Lenkov,detained\n")
    _, err = habeas("import", archive, LIST, expect=NOT_DONE)
    assert "--columns" in err, err
    columns = TMP / "columns.txt"
    columns.write_text("Wer = nam\n", encoding="utf-8")
    _, err = habeas("import", archive, LIST, "--columns", columns, expect=NOT_DONE)
    assert "line 1" in err, err
    columns.write_text("# ours\nWer = name\nWie = status\n", encoding="utf-8")
    habeas("import", archive, LIST, "--columns", columns, expect=DONE)
    write("Wer,Wie\nIgor Lenkov,released\n,detained\n")
    out, err = habeas("import", archive, LIST, expect=WITH_PROBLEMS)
    assert "Wie: “detained” -> “released”" in out and "row 3 has no name" in err, out + err


@point
def what_is_no_list_is_refused_in_one_line():
    archive = new_archive("none.habeas")
    for words in (b"", b"Just words.\n", b"\x89PNG\r\n\x1a\n" + bytes(50)):
        LIST.write_bytes(words)
        _, err = habeas("import", archive, LIST, expect=NOT_DONE)
        assert "no case list" in err, err


run_points()
