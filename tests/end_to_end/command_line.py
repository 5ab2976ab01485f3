#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line: names, streams, signals, and how fast it begins."""
import json
import os
import pty
import resource
import signal
import subprocess
import sys
import time

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import HABEAS, NOT_DONE, TMP, habeas, lines, new_archive, point, run_points

REPORT = (
    "Kazakhstan: Lawyer held\n\nMay 4, 2019\n\n"
    "Lawyer Igor Lenkov%d was arrested in Atyrau on 3 May 2019.\n"
)
STARTUP_SECONDS_MAX = 0.05
STARTS = 20


def put(name, text):
    path = TMP / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def put_reports(folder, count):
    for i in range(count):
        put("%s/%03d.txt" % (folder, i), REPORT % i)
    return TMP / folder


def spent_seconds():
    """Of processor time, by the programs that were run: a busy machine makes none slower."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


@point
def a_command_starts_in_under_fifty_milliseconds():
    archive = new_archive("start.habeas")
    lines("add", archive, put("start.txt", REPORT % 0))
    for command in (["--version"], ["cases", archive], ["find", archive, "lawyer"]):
        best = 1.0
        for _ in range(STARTS):
            begun = spent_seconds()
            subprocess.run([HABEAS, *map(str, command)], stdout=subprocess.DEVNULL, check=True)
            best = min(best, spent_seconds() - begun)
        assert best < STARTUP_SECONDS_MAX, (command, best)


@point
def odd_names_are_names():
    here = TMP / "odd"
    here.mkdir()
    for name in ("-x.habeas", ":memory:", "a b?c=1#d.habeas", "file:x.habeas", "new\nline.habeas"):
        report = here / ("-%s.txt" % name.replace("/", ""))
        report.write_text(REPORT % 1)
        habeas("new", "--", name, cwd=here)
        (line,) = lines("add", name if name[0] != "-" else "./" + name, report, cwd=here)
        assert line["status"] == "added" and line["path"] == str(report), line
        assert (here / name).stat().st_size > 4096, name
        assert len(lines("cases", str(here / name))) == 1
    for arguments in (["new", ""], ["cases", ""], ["add", "", "x"]):
        _, err = habeas(*arguments, cwd=here, expect=NOT_DONE)
        assert err.startswith("habeas: ") and err.count("\n") == 1, err


@point
def json_is_json_and_nothing_else_on_standard_output():
    archive = new_archive("json.habeas")
    folder = put_reports("json", 3)
    (folder / "empty.txt").write_bytes(b"")
    for command in (
        ["add", archive, folder],
        ["cases", archive],
        ["find", archive, "lawyer"],
        ["read", folder],
        ["extract", folder],
        ["link", folder],
        ["verify", archive],
        ["decide", archive, "--list"],
    ):
        run = subprocess.run(
            [HABEAS, *map(str, command), "--json"], capture_output=True, check=False
        )
        assert run.returncode in (0, 3), run
        for line in run.stdout.decode().splitlines():
            assert isinstance(json.loads(line), dict), line


@point
def a_day_known_from_elsewhere_is_what_yesterday_is_counted_from():
    report = put("undated.txt", "The lawyer Igor Lenkov was arrested in Atyrau yesterday.\n")
    (read,) = lines("extract", report, "--published", "2019-05-04")
    dates = [fact["value"]["date"]["iso"] for fact in read["facts"] if fact["kind"] == "date"]
    assert dates == ["2019-05-03"], read
    (read,) = lines("extract", report)
    assert not any(fact["kind"] == "date" for fact in read["facts"]), read
    (document,) = lines("read", report, "--published", "2019-05")
    assert document["published"]["iso"] == "2019-05", document
    for day in ("4 May 2019", "2019-02-30", "2019-05-03/2019-05-04"):
        _, err = habeas("extract", report, "--published", day, expect=NOT_DONE)
        assert "--published" in err and err.count("\n") == 1, err


@point
def words_that_cannot_be_written_are_an_error():
    archive = TMP / "json.habeas"
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [HABEAS, "cases", archive, "--json"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert run.returncode == NOT_DONE and b"standard output" in run.stderr, run
    assert run.stderr.count(b"\n") == 1, run.stderr


@point
def a_closed_pipe_stops_no_work():
    archive = new_archive("pipe.habeas")
    folder = put_reports("pipe", 40)
    adding = subprocess.Popen(
        [HABEAS, "add", archive, folder, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    adding.stdout.readline()
    adding.stdout.close()
    assert adding.stderr.read() == b""
    assert adding.wait() == NOT_DONE
    assert all(line["status"] == "known" for line in lines("add", archive, folder))


@point
def closed_streams_get_into_no_file():
    archive = new_archive("closed.habeas")
    folder = put_reports("closed", 3)

    def close_all():
        for number in (0, 1, 2):
            os.close(number)

    run = subprocess.run(
        [HABEAS, "add", archive, folder, "--json"], preexec_fn=close_all, check=False
    )
    assert run.returncode == 0, run
    habeas("verify", archive)
    assert all(line["status"] == "known" for line in lines("add", archive, folder))


@point
def an_interrupt_loses_nothing_acknowledged():
    archive = new_archive("interrupt.habeas")
    folder = put_reports("interrupt", 120)
    adding = subprocess.Popen(
        [HABEAS, "add", archive, folder, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,  # readline() takes no byte that communicate() would miss
    )
    told = [json.loads(adding.stdout.readline())]
    adding.send_signal(signal.SIGINT)
    out, err = adding.communicate()
    told += [json.loads(line) for line in out.splitlines()]
    assert adding.returncode == NOT_DONE, (adding.returncode, err)
    assert err.startswith(b"habeas: interrupted; ") and err.count(b"\n") == 1, err
    habeas("verify", archive)
    assert lines("cases", archive), "the next command joins what was taken in"
    known = {line["sha256"] for line in lines("add", archive, folder) if line["status"] == "known"}
    assert {line["sha256"] for line in told} <= known


@point
def who_reads_waits_for_nobody_who_writes():
    archive = new_archive("busy.habeas")
    lines("add", archive, put_reports("busy", 150))
    rebuilding = subprocess.Popen(
        [HABEAS, "rebuild", archive, "--read-again"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(0.3)
    begun = time.monotonic()
    shown = lines("cases", archive)
    waited = time.monotonic() - begun
    was_busy = rebuilding.poll() is None
    assert rebuilding.wait() == 0
    assert was_busy, "the rebuild was over before anything was read"
    assert shown and waited < 4, waited


@point
def a_bar_is_drawn_on_a_terminal_alone():
    folder = put_reports("bar", 3)
    for is_terminal in (False, True):
        archive = new_archive("bar%d.habeas" % is_terminal)
        own, theirs = pty.openpty()
        run = subprocess.run(
            [HABEAS, "add", archive, folder],
            stdout=subprocess.DEVNULL,
            stderr=theirs if is_terminal else subprocess.PIPE,
            check=True,
        )
        os.close(theirs)
        if is_terminal:
            assert b"[###" in os.read(own, 65536)
        else:
            assert run.stderr == b"", run.stderr
        os.close(own)


@point
def nothing_is_signed_where_the_secret_has_no_place():
    here = TMP / "nowhere"
    here.mkdir()
    put("nowhere/r.txt", REPORT % 1)
    bare = {"PATH": os.environ.get("PATH", "")}
    habeas("new", "a.habeas", cwd=here, env=bare)
    _, err = habeas("add", "a.habeas", "r.txt", cwd=here, env=bare, expect=NOT_DONE)
    assert "HOME" in err and err.count("\n") == 1, err
    assert not (here / "seats").exists()


@point
def locale_and_time_zone_change_no_byte():
    folder = put_reports("places", 4)
    said = set()
    for locale, zone in (("C", "UTC"), ("tr_TR.UTF-8", "Asia/Almaty"), ("ar_SA", "America/Lima")):
        env = dict(os.environ, LC_ALL=locale, LANG=locale, TZ=zone)
        said.add(habeas("extract", folder, "--json", env=env)[0])
        said.add(habeas("extract", folder, "--json", env=env)[0])
    assert len(said) == 1


run_points()
