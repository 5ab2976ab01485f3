# SPDX-License-Identifier: AGPL-3.0-or-later
"""How tools/run_tests judges a program by its output, its exit code and its GoogleTest report."""
import contextlib
import importlib.machinery
import importlib.util
import io
import pathlib
import tempfile
import xml.etree.ElementTree

from tap import FAILED, PASSED, Outcome

RUNNER = pathlib.Path(__file__).resolve().parents[2] / "tools/run_tests"

SCRIPTS = {
    "silent_and_well": ("", 0, "passed"),
    "silent_and_badly": ("", 1, "failed"),
    "killed_for_its_time": ("ok - a\n", None, "passed failed"),
    "skip_by_exit_code": ("no tmpfs here\n", 77, "skipped"),
    "skip_by_plan_and_exit_code": ("1..0 # SKIP no tmpfs here\n", 77, "skipped"),
    "all_points_well_and_then_a_crash": ("ok - a\n", 134, "passed failed"),
    "failed_point_and_exit_code_are_one_failure": ("not ok - a\n", 1, "failed"),
}

REPORT = """<testsuites><testsuite name="S">
<testcase name="a" status="run" result="completed" classname="S"/>
<testcase name="b" status="run" result="completed" classname="S"><failure message="x"/></testcase>
<testcase name="c" status="run" result="skipped" classname="S"><skipped message="y"/></testcase>
<testcase name="DISABLED_d" status="notrun" result="suppressed" classname="S"/>
</testsuite></testsuites>"""

PROGRAMS = {
    "every_kind_of_case": (REPORT, "run", "passed failed skipped skipped"),
    "crash_before_the_report": (None, "fail", "failed"),
    "crash_after_the_report": (REPORT.replace("<failure message=\"x\"/>", ""), "fail",
                               "passed passed skipped skipped failed"),
    "program_that_is_not_googletest": (None, "run", "passed"),
}


def load_runner():
    loader = importlib.machinery.SourceFileLoader("run_tests", str(RUNNER))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_tests", loader))
    loader.exec_module(module)
    return module


def check(name, outcomes, expected):
    found = " ".join(outcome.state for outcome in outcomes)
    fault = "" if found == expected else f"wanted {expected!r}, found {found!r}"
    return Outcome(f"runner {name}", FAILED if fault else PASSED, fault)


def outcomes():
    runner = load_runner()
    for name, (output, exit_code, expected) in SCRIPTS.items():
        with contextlib.redirect_stdout(io.StringIO()):
            judged = runner.judge("x", exit_code, output)
        yield check(name, judged, expected)
    with tempfile.TemporaryDirectory() as folder:
        for name, (text, status, expected) in PROGRAMS.items():
            report = pathlib.Path(folder) / f"{name}.xml"
            if text is not None:
                report.write_text(text, encoding="utf-8")
            case = xml.etree.ElementTree.Element("testcase", name="x", status=status)
            yield check(name, runner.judge_ctest(case, report), expected)
