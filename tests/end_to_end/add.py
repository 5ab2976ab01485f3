#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`add` at scale: all formats mixed, interrupted and gone on with, large sources, locked ones."""
import io
import os
import pathlib
import pty
import select
import shutil
import signal
import subprocess
import sys
import tarfile
import time

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import (
    DONE, HABEAS, NOT_DONE, SOURCE_DIR, TMP, WITH_PROBLEMS, dump, habeas, lines, new_archive,
    point, run_points,
)

PASSWORD = "oral 2016"
FILES = 5000 if os.environ.get("HABEAS_FULL_SCALE") else 300
LARGE_MEMBERS = 700  # of 30 KB: more than is kept in one piece
MEMORY_KB_MAX = 400_000


def report_of(number, words=0):
    return (
        "Kazakhstan: Lawyer %d held\n\nMay %d, 2019\n\nLawyer Igor Lenkov%s was arrested in "
        "Atyrau.\n\n" % (number, number % 28 + 1, chr(97 + number % 26))
        + "".join("The words %d of %d fill the page.\n\n" % (i, number) for i in range(words))
    )


def mixed_folder():
    """All fixtures of all formats, and reports up to FILES; every tenth file is a copy."""
    folder = TMP / "mixed"
    if folder.exists():
        return folder
    folder.mkdir()
    inputs = sorted((SOURCE_DIR / "tests/read").glob("*/*/input.*"))
    inputs = [path for path in inputs if path.stat().st_size < 200_000]
    for i in range(FILES):
        target = folder / ("%02d" % (i % 7)) / ("%05d" % i)
        target.parent.mkdir(exist_ok=True)
        if i % 10 == 9:
            shutil.copy(folder / ("%02d" % ((i - 1) % 7)) / ("%05d" % (i - 1)), target)
        elif i // 2 < len(inputs) and i % 2 == 0:
            shutil.copy(inputs[i // 2], target)
        else:
            target.write_text(report_of(i))
    return folder


def documents_of(archive):
    return [line for line in dump(archive).splitlines() if line.startswith("document ")]


def interrupted(archive, folder, sign, after_lines):
    """-> exit code and lines of an `add` that got the signal after so many lines."""
    running = subprocess.Popen(
        [HABEAS, "add", archive, folder, "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )
    said = [line for line, _ in zip(running.stdout, range(after_lines))]
    running.send_signal(sign)
    said += running.stdout.readlines()
    return running.wait(timeout=120), said


@point
def all_formats_mixed_are_summed_up_exactly():
    archive = new_archive("mixed.habeas")
    out, _ = habeas("add", archive, mixed_folder(), expect=(DONE, WITH_PROBLEMS))
    again = lines("add", archive, mixed_folder())
    assert len(again) == FILES and {line["status"] for line in again} <= {"known"}, again[:3]
    fresh = new_archive("mixed-json.habeas")
    told = lines("add", fresh, mixed_folder())
    count = {word: sum(line["status"] == word for line in told) for word in
             ("added", "known", "problem")}
    assert sum(count.values()) == FILES
    assert count["known"] == FILES - len({line["sha256"] for line in told})
    first = out.splitlines()[0]
    assert "%d known already, %d with problems, 0 not taken" % (
        count["known"], count["problem"]) in first, first
    assert first.startswith("%d added" % (count["added"] + count["problem"])), first
    kinds = out.splitlines()[1]
    assert kinds.startswith("problems by kind: ") and "password_needed" in kinds, kinds
    assert [line["path"] for line in told] == [line["path"] for line in again]
    assert documents_of(archive) == documents_of(fresh)


@point
def an_interrupted_add_goes_on_and_does_nothing_twice():
    archive = new_archive("interrupted.habeas")
    code, said = interrupted(archive, mixed_folder(), signal.SIGINT, FILES // 6)
    assert code == NOT_DONE and FILES // 6 <= len(said) < FILES, (code, len(said))
    kept = len(said)
    code, said = interrupted(archive, mixed_folder(), signal.SIGKILL, kept + FILES // 6)
    assert code == -signal.SIGKILL
    known = sum(b'"status":"known"' in line for line in said[:kept])
    assert known == kept, (known, kept)
    habeas("verify", archive)
    lines("add", archive, mixed_folder())
    assert documents_of(archive) == documents_of(TMP / "mixed.habeas")


def large_tar():
    path = TMP / "large.tar"
    with tarfile.open(path, "w") as tar:
        for i in range(LARGE_MEMBERS):
            member = tarfile.TarInfo("reports/%05d.txt" % i)
            words = report_of(i, words=900).encode()
            member.size = len(words)
            tar.addfile(member, io.BytesIO(words))
    return path


def peak_memory_kb(number):
    status = pathlib.Path("/proc/%d/status" % number).read_text()
    return int(status.split("VmHWM:")[1].split()[0])


@point
def a_large_source_is_kept_by_pieces_and_read_again_when_killed_in_between():
    archive = new_archive("large.habeas")
    running = subprocess.Popen([HABEAS, "add", archive, large_tar()], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    wal = archive.with_name("large.habeas-wal")
    peak = 0
    while running.poll() is None:
        peak = max(peak, peak_memory_kb(running.pid))
        if wal.exists() and wal.stat().st_size > 2_000_000:
            break
        time.sleep(0.05)
    assert running.poll() is None, "it was done before it could be killed"
    running.kill()
    running.wait()
    assert peak < MEMORY_KB_MAX, peak
    kept = len(documents_of(archive))
    assert kept < LARGE_MEMBERS, kept
    told = lines("add", archive, TMP / "large.tar")
    assert [line["status"] for line in told] == ["added"], told
    assert len(documents_of(archive)) == LARGE_MEMBERS
    assert lines("add", archive, TMP / "large.tar")[0]["status"] == "known"
    habeas("verify", archive)


def locked_folder():
    folder = TMP / "locked"
    folder.mkdir(exist_ok=True)
    for kind in ("locked_traditional", "locked_aes256"):
        shutil.copy(SOURCE_DIR / "tests/read/zip" / kind / "input.zip", folder / (kind + ".zip"))
    return folder


@point
def passwords_open_what_is_locked_and_are_kept_nowhere():
    archive = new_archive("locked.habeas")
    for line in lines("add", archive, locked_folder()):
        assert [problem["code"] for problem in line["problems"]] == ["password_needed"], line
    passwords = TMP / "passwords.txt"
    passwords.write_text("wrong\r\n\n%s\n" % PASSWORD)
    told = lines("add", archive, locked_folder(), "--password-file", passwords)
    assert [line["status"] for line in told] == ["added", "added"], told
    assert len(documents_of(archive)) == 4
    told = lines("add", archive, locked_folder(), "--password-file", passwords)
    assert [line["status"] for line in told] == ["known", "known"], told
    read = lines("read", locked_folder(), "--password-file", passwords)
    assert len(read) == 4, read
    for path in [*TMP.glob("locked.habeas*"), *(TMP / "state").rglob("*")]:
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes(), path
    habeas("add", archive, locked_folder(), "--password-file", TMP / "none", expect=NOT_DONE)


def typed_at_a_terminal(arguments, answer):
    """-> exit code and what the terminal showed when `answer` was typed at the first question."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(HABEAS, [HABEAS, *map(str, arguments)])
    shown = b""
    has_typed = False
    while True:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, shown
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            piece = b""
        if not piece:
            break
        shown += piece
        if not has_typed and b"Password" in shown:
            has_typed = True
            os.write(terminal, answer.encode() + b"\n")
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


@point
def a_terminal_is_asked_and_shows_nothing_of_the_answer():
    archive = new_archive("asked.habeas")
    code, shown = typed_at_a_terminal(["add", archive, locked_folder()], PASSWORD)
    assert code == DONE, shown
    assert shown.count("is locked") == 1 and PASSWORD not in shown, shown
    assert len(documents_of(archive)) == 4
    code, shown = typed_at_a_terminal(["read", locked_folder() / "locked_aes256.zip"], PASSWORD)
    assert code == DONE and "Lawyer Asan Berik held" in shown and PASSWORD not in shown, shown


run_points()
