# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tools/tap.py must count, case by case: a runner that miscounts hides a failure."""
from tap import FAILED, PASSED, Outcome, parse_tap

CASES = {
    "no_tap_at_all": ("hello\n", ""),
    "plain_points": ("ok 1 - a\nnot ok 2 - b\n1..2\n", "passed a, failed b"),
    "skip_has_a_reason": ("ok - a # SKIP no display\n", "skipped a"),
    "children_count_and_not_their_parent":
        ("# Subtest: p\n    ok 1 - a\n    ok 2 - b\n    1..2\nok 1 - p\n1..1\n",
         "passed a, passed b"),
    "parent_that_fails_alone_counts":
        ("    ok 1 - a\nnot ok 1 - p\n", "passed a, failed p"),
    "parent_of_a_failure_does_not_count_twice":
        ("    not ok 1 - a\nnot ok 1 - p\n", "failed a"),
    "cut_off_before_the_plan_is_met": ("1..3\nok - a\n", "passed a, failed plan"),
    "plan_of_none_is_a_skip": ("1..0 # SKIP nothing here\n", "skipped all"),
}


def outcomes():
    for name, (text, expected) in CASES.items():
        found = ", ".join(f"{outcome.state} {outcome.name}" for outcome in parse_tap(text))
        fault = "" if found == expected else f"wanted {expected!r}, found {found!r}"
        yield Outcome(f"tap {name}", FAILED if fault else PASSED, fault)
