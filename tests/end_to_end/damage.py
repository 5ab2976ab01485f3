#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bad input, bad disks and dying readers: one clear line each, nothing lost, no crash."""
import json
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import sys
import time

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import (
    HABEAS,
    NOT_DONE,
    TMP,
    WITH_PROBLEMS,
    WRONG_USE,
    habeas,
    lines,
    new_archive,
    point,
    run_points,
)

REPORT = (
    "Kazakhstan: Lawyer held\n\nMay 4, 2019\n\n"
    "Lawyer Igor Lenkov was arrested in Atyrau on 3 May 2019.\n"
)
NOBODY = 65534


def put(name, content):
    path = TMP / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def one_line(err):
    said = err.strip().splitlines()
    assert len(said) == 1 and said[0].startswith("habeas: ") and len(said[0]) < 400, err
    return said[0]


def added_with_problem(archive, path, code):
    (line,) = lines("add", archive, path, expect=WITH_PROBLEMS)
    assert line["status"] == "problem", line
    assert [p["code"] for p in line["problems"]] == [code], line
    habeas("verify", archive)
    return line


@point
def an_empty_file_is_a_problem_and_is_kept():
    archive = new_archive("empty.habeas")
    line = added_with_problem(archive, put("empty.txt", b""), "empty")
    assert line["sha256"].startswith("e3b0c44298fc1c14"), line  # the hash of no bytes
    assert lines("add", archive, TMP / "empty.txt")[0]["status"] == "known"


@point
def two_hundred_megabytes_of_spaces_are_a_problem_within_bounds():
    archive = new_archive("spaces.habeas")
    path = TMP / "spaces.txt"
    with open(path, "wb") as handle:
        for _ in range(200):
            handle.write(b" " * (1 << 20))
    begun = time.monotonic()
    line = lines("add", archive, path, expect=WITH_PROBLEMS)[0]
    assert line["status"] == "problem" and line["problems"][0]["code"] in (
        "empty",
        "too_large",
    ), line
    assert time.monotonic() - begun < 120
    assert archive.stat().st_size < 20 << 20
    path.unlink()


@point
def truncated_utf16_is_read_as_far_as_it_goes():
    archive = new_archive("utf16.habeas")
    (line,) = lines("add", archive, put("cut.txt", REPORT.encode("utf-16")[:-1]))
    assert (line["status"], line["problems"][0]["code"]) == ("problem", "cut_off"), line
    (document,) = lines("read", TMP / "cut.txt")
    assert "Igor Lenkov was arrested" in document["text"], document["text"]


@point
def binary_rubbish_is_kept_and_named():
    archive = new_archive("rubbish.habeas")
    rubbish = bytes((i * 7919 + i // 3) % 256 for i in range(100000))
    line = lines(
        "add", archive, put("rubbish.bin", b"\x7fELF\x02\x01" + rubbish), expect=WITH_PROBLEMS
    )[0]
    assert line["status"] == "problem", line


@point
def what_is_no_file_is_said_in_one_line():
    archive = new_archive("nofile.habeas")
    os.mkfifo(TMP / "pipe")
    for path, word in ((TMP / "absent.txt", "absent.txt"), (TMP / "pipe", "pipe")):
        _, err = habeas("add", archive, path, expect=WITH_PROBLEMS)
        assert word in one_line(err), err
    for command in ("cases", "verify", "rebuild"):
        assert "absent.habeas" in one_line(
            habeas(command, TMP / "absent.habeas", expect=NOT_DONE)[1]
        )


@point
def special_files_in_a_folder_are_left_alone():
    archive = new_archive("special.habeas")
    folder = TMP / "special"
    put("special/report.txt", REPORT)
    os.mkfifo(folder / "pipe")
    (folder / "zeros").symlink_to("/dev/zero")
    (folder / "itself").symlink_to(folder)
    (folder / "nowhere").symlink_to(TMP / "absent")
    (folder / "circle").symlink_to(folder / "circle")
    out, err = habeas("add", archive, folder, "--json", expect=WITH_PROBLEMS, timeout=60)
    assert [json.loads(line)["status"] for line in out.splitlines()] == ["added"], out
    told = err.splitlines()
    for name in ("pipe", "zeros", "nowhere", "circle"):
        assert sum("/" + name + ":" in line for line in told) == 1, (name, err)
    assert len(told) == 4, err


@point
def an_archive_path_that_is_a_folder_or_no_archive_is_refused():
    (TMP / "folder.habeas").mkdir()
    one_line(habeas("cases", TMP / "folder.habeas", expect=NOT_DONE)[1])
    one_line(habeas("new", TMP / "folder.habeas", expect=NOT_DONE)[1])
    put("text.habeas", "this is no archive at all, just words " * 100)
    one_line(habeas("cases", TMP / "text.habeas", expect=NOT_DONE)[1])
    archive = new_archive("once.habeas")
    before = archive.read_bytes()
    one_line(habeas("new", archive, expect=NOT_DONE)[1])
    assert archive.read_bytes() == before


@point
def hostile_file_names_cannot_speak_to_the_terminal():
    archive = new_archive("names.habeas")
    path = put("evil\x1b[2J\u202etxt.exe\n.bin", b"\x00\x01\x02\x03" * 50)
    out, err = habeas("add", archive, path, expect=WITH_PROBLEMS)
    for c in out + err:
        assert c == "\n" or ord(c) >= 32 and c != "\u202e" and not 0x7F <= ord(c) < 0xA0, repr(
            out + err
        )


@point
def wrong_use_is_exit_code_two():
    for arguments in (
        (),
        ("nonsense",),
        ("add",),
        ("find", "x"),
        ("serve", "a", "--port", "99999999"),
    ):
        habeas(*arguments, expect=WRONG_USE)
    for command in (
        "new",
        "add",
        "cases",
        "find",
        "serve",
        "read",
        "extract",
        "link",
        "decide",
        "rebuild",
        "verify",
        "doctor",
    ):
        out, _ = habeas(command, "--help")
        assert "Example:" in out and "Exit codes:" in out, out


def as_nobody(command, folder):
    """Runs as a user whom permissions bind: a copy of the program that this user can reach."""
    program = folder / "habeas"
    if not program.exists():
        shutil.copy(HABEAS, program)
        program.chmod(0o755)
    if os.getuid() == 0:
        shutil.chown(folder, NOBODY, NOBODY)
    env = dict(os.environ, XDG_STATE_HOME=str(folder / "state"), HOME=str(folder))
    demote = (
        (lambda: (os.setgroups([]), os.setgid(NOBODY), os.setuid(NOBODY)))
        if os.getuid() == 0
        else None
    )
    return subprocess.run(
        [program, *map(str, command)],
        capture_output=True,
        check=False,
        env=env,
        preexec_fn=demote,
        cwd=folder,
    )


def reachable_folder(name):
    folder = pathlib.Path("/tmp") / ("habeas-%d-%s" % (os.getpid(), name))
    folder.mkdir(mode=0o755)
    return folder


@point
def a_folder_without_permission_stops_nothing_else():
    folder = reachable_folder("shut")
    try:
        run = as_nobody(["new", folder / "a.habeas"], folder)
        assert run.returncode == 0, run
        (folder / "in/shut").mkdir(parents=True)
        (folder / "in/shut/x.txt").write_text(REPORT)
        (folder / "in/shut").chmod(0)
        (folder / "in/open.txt").write_text(REPORT)
        run = as_nobody(["add", folder / "a.habeas", folder / "in"], folder)
        assert run.returncode == WITH_PROBLEMS, run
        assert "shut" in one_line(run.stderr.decode())
        assert b"Lenkov" in as_nobody(["cases", folder / "a.habeas", "--json"], folder).stdout
    finally:
        (folder / "in/shut").exists() and (folder / "in/shut").chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)


@point
def a_read_only_archive_is_shown_and_not_written():
    folder = reachable_folder("readonly")
    try:
        run = as_nobody(["new", folder / "a.habeas"], folder)
        assert run.returncode == 0, run
        (folder / "r.txt").write_text(REPORT)
        assert as_nobody(["add", folder / "a.habeas", folder / "r.txt"], folder).returncode == 0
        (folder / "a.habeas").chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        before = (folder / "a.habeas").read_bytes()
        (folder / "s.txt").write_text(REPORT + "More.\n")
        run = as_nobody(["add", folder / "a.habeas", folder / "s.txt"], folder)
        assert run.returncode == NOT_DONE, run
        one_line(run.stderr.decode())
        assert (folder / "a.habeas").read_bytes() == before
        assert b"Lenkov" in as_nobody(["cases", folder / "a.habeas", "--json"], folder).stdout
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@point
def a_full_disk_loses_nothing_and_says_so():
    disk = TMP / "small"
    disk.mkdir()
    if (
        os.getuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk],
            capture_output=True,
            check=False,
        ).returncode
        != 0
    ):
        return "no small disk can be mounted here"
    try:
        archive = disk / "a.habeas"
        habeas("new", archive)
        (first,) = lines("add", archive, put("first.txt", REPORT))
        noise = b"".join(os.urandom(1 << 20) for _ in range(8))
        run = subprocess.run(
            [HABEAS, "add", archive, put("noise.bin", noise), "--json"],
            capture_output=True,
            check=False,
        )
        assert run.returncode == NOT_DONE, run
        assert "full" in one_line(run.stderr.decode()) or "space" in run.stderr.decode(), run.stderr
        assert run.stdout == b"", run.stdout
        habeas("verify", archive)
        (again,) = lines("add", archive, TMP / "first.txt")
        assert (again["status"], again["sha256"]) == ("known", first["sha256"])
    finally:
        subprocess.run(["umount", disk], check=True)


def children_of(pid):
    """All that come of a process: the one that opens rooms, and its room."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == pid:
                found += [int(entry.name)] + children_of(int(entry.name))
    return found


@point
def a_reader_that_dies_costs_one_document():
    archive = new_archive("dies.habeas")
    folder = TMP / "three"
    for name in ("a.txt", "c.txt"):
        put("three/" + name, REPORT + name)
    page = "<html><body>" + "".join(
        "<div><p>Lawyer Igor Lenkov %d was held in Atyrau.</p></div>" % i for i in range(400000)
    )
    put("three/b.html", page)
    adding = subprocess.Popen(
        [HABEAS, "add", archive, folder, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    killed = 0
    while adding.poll() is None and not killed:
        for child in children_of(adding.pid):
            try:
                busy = sum(
                    map(
                        int,
                        pathlib.Path("/proc/%d/stat" % child)
                        .read_text()
                        .rsplit(")", 1)[1]
                        .split()[11:13],
                    )
                )
                if busy >= 30:  # hundredths of a second: only the large page takes so long
                    os.kill(child, signal.SIGKILL)
                    killed += 1
            except OSError:
                pass
        time.sleep(0.005)
    out = adding.communicate()[0].decode()
    assert killed, "the reader was too fast to be killed"
    assert adding.returncode == WITH_PROBLEMS, out
    by_name = {pathlib.Path(l["path"]).name: l for l in map(json.loads, out.splitlines())}
    assert by_name["b.html"]["problems"][0]["code"] == "reader_crashed", by_name["b.html"]
    assert by_name["a.txt"]["status"] == by_name["c.txt"]["status"] == "added"
    habeas("verify", archive)


run_points()
