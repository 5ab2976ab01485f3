#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The walls of the room as the whole program meets them: what `habeas doctor` says on this kernel
and on others (strace answers in their place), and what a refused room means for reading."""
import json
import os
import signal
import subprocess
import sys
import time

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/lib")
from desk import (  # noqa: E402
    HABEAS,
    NOT_DONE,
    TMP,
    habeas,
    lines,
    new_archive,
    point,
    run_points,
)

REPORT = TMP / "report.txt"
REPORT.write_text("The lawyer Anna Exampleton was detained in Almaty on 3 May 2019.\n", "utf-8")
# What the kernel would say to these system calls.
NO_LANDLOCK = "landlock_create_ruleset:error=ENOSYS"
NO_SECCOMP = "seccomp:error=EINVAL"


def can_trace():
    run = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=" + NO_LANDLOCK, "true"],
        capture_output=True,
        check=False,
    )
    return run.returncode == 0


def on_a_kernel(answer, *arguments):
    """Runs the program with one system call answered by us; -> (exit code, output, errors)."""
    name = answer.split(":", maxsplit=1)[0]
    command = ["strace", "-f", "-qq", "-o", str(TMP / "calls"), "-e", "trace=" + name]
    command += ["-e", "inject=" + answer, HABEAS, *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, check=False, timeout=120)
    return run.returncode, run.stdout.decode(), run.stderr.decode()


def findings(*arguments):
    return {f["name"]: f for f in lines("doctor", *arguments)}


@point
def every_trial_is_stopped_on_this_machine():
    found = findings()
    trials = [f for f in found.values() if f["finding"] == "trial"]
    assert len(trials) >= 10, found
    assert all(f["holds"] for f in trials), found
    assert found["seccomp"]["holds"], found
    assert "openat" in found["open a file"]["words"], found


@point
def words_for_people_say_the_same():
    out, _ = habeas("doctor")
    assert "NOT STOPPED" not in out and "open a file" in out and "seccomp" in out, out


@point
def kernel_without_landlock_is_told_truthfully():
    if not can_trace():
        return "strace may not trace here"
    code, out, err = on_a_kernel(NO_LANDLOCK, "doctor", "--json")
    assert code == 0, err
    found = {f["name"]: f for f in map(json.loads, out.splitlines())}
    assert found["seccomp"]["holds"], found
    for wall in ("landlock: files", "landlock: tcp", "landlock: scopes"):
        assert not found[wall]["holds"] and "no Landlock" in found[wall]["words"], found
    # Without it the list of system calls still stops what is tried.
    assert all(f["holds"] for f in found.values() if f["finding"] == "trial"), found
    assert err.count("no Landlock") == 1, err


@point
def every_run_without_landlock_says_so_once():
    if not can_trace():
        return "strace may not trace here"
    for i in range(3):
        (TMP / ("more/%d.txt" % i)).parent.mkdir(exist_ok=True)
        (TMP / ("more/%d.txt" % i)).write_text("Report %d about Almaty.\n" % i, "utf-8")
    for _ in range(2):
        code, out, err = on_a_kernel(NO_LANDLOCK, "read", TMP / "more", "--json")
        assert code == 0 and len(out.splitlines()) == 3, (code, out, err)
        assert err.count("no Landlock") == 1 and len(err.splitlines()) == 1, err
    assert habeas("read", REPORT)[1] == "" or "no Landlock" in habeas("read", REPORT)[1]


@point
def without_seccomp_nothing_is_read_and_nothing_taken():
    if not can_trace():
        return "strace may not trace here"
    archive = new_archive("refused.habeas")
    for arguments in (("add", archive, REPORT), ("read", REPORT), ("doctor",)):
        code, out, err = on_a_kernel(NO_SECCOMP, *arguments)
        assert code == NOT_DONE and out == "", (code, out, err)
        assert "forbids seccomp" in err and len(err.splitlines()) == 1, err
    assert lines("add", archive, REPORT)[0]["status"] == "added", "it was taken in all the same"


# Whoever kills processes by their numbers is tested where no others are.
ALONE = ["unshare", "--pid", "--fork", "--kill-child"]


def can_be_alone():
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


def descendants_of(pid):
    run = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, check=True, text=True)
    parents = [tuple(map(int, line.split())) for line in run.stdout.splitlines()]
    found, wanted = [], {pid}
    while wanted:
        children = [child for child, parent in parents if parent in wanted]
        found += children
        wanted = set(children)
    return found


@point
def killed_opener_of_rooms_is_replaced_and_leaves_nobody_behind():
    if not can_be_alone():
        return "no namespace of processes can be made here"
    folder = TMP / "many"
    folder.mkdir()
    for i in range(300):
        (folder / ("%03d.txt" % i)).write_text("Report %d about Almaty.\n" % i, "utf-8")
    reading = subprocess.Popen(
        [*ALONE, HABEAS, "read", folder, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    first = reading.stdout.readline()
    # unshare, the command, the opener, a room.
    opener = descendants_of(reading.pid)[1:2]
    for pid in opener:
        os.kill(pid, signal.SIGKILL)
    rest = reading.communicate(timeout=120)[0]
    documents = (first + rest).splitlines()
    # The source that was being read is the only one that may be lost.
    assert len(documents) >= 299, (len(documents), reading.returncode)
    assert opener, "the reading was too fast to be met"


def is_running(pid):
    """False for one that has ended, whether or not somebody has waited for it."""
    try:
        with open("/proc/%d/stat" % pid, encoding="utf-8", errors="replace") as state:
            return state.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def zygote_and_room_of(reading):
    """Seen twice alike: while a process is being made, one that soon goes may be seen too."""
    begun, before = time.monotonic(), []
    while time.monotonic() - begun < 30 and reading.poll() is None:
        family = descendants_of(reading.pid)
        if len(family) == 2 and family == before:
            return family
        before = family
        time.sleep(0.05)
    raise AssertionError("no room was seen", before, reading.poll())


@point
def room_goes_when_the_command_is_killed():
    page = TMP / "large.html"
    page.write_text(
        "<html><body>" + "<div><p>Lawyer Igor Lenkov was held in Atyrau.</p></div>" * 400000
    )
    reading = subprocess.Popen(
        [HABEAS, "read", page], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    family = zygote_and_room_of(reading)
    reading.kill()
    reading.wait()
    begun = time.monotonic()
    while any(map(is_running, family)):
        assert time.monotonic() - begun < 30, family
        time.sleep(0.05)


run_points()
