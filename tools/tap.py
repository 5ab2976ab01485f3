# SPDX-License-Identifier: AGPL-3.0-or-later
"""The form in which every test program but GoogleTest's reports: TAP on standard output.

    ok - name
    ok - name # SKIP reason
    not ok - name

A point with points indented before it is their parent: it counts only when it fails and none of
them did. A plan `1..N` that is not met is a failure of its own.
"""
import dataclasses
import re

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


@dataclasses.dataclass
class Outcome:
    name: str
    state: str
    reason: str = ""


POINT = re.compile(r"^( *)(not )?ok\b(?: +\d+)?(?: +-)? *(.*?)(?: +# *(SKIP)\b *(.*))?$",
                   re.IGNORECASE)
PLAN = re.compile(r"^1\.\.(\d+)(?: *# *SKIP *(.*))?$", re.IGNORECASE)


def parse_tap(text):
    """Returns the outcomes in `text`, in order; none when it is not TAP."""
    outcomes, open_points, planned, outer = [], [], None, 0
    for line in text.splitlines():
        plan = PLAN.match(line)
        if plan:
            planned = int(plan.group(1))
            if planned == 0:
                outcomes.append(Outcome("all", SKIPPED, plan.group(2) or "no reason given"))
            continue
        point = POINT.match(line)
        if not point:
            is_comment = line.startswith("# ") and outcomes and outcomes[-1].state == FAILED
            if is_comment and not outcomes[-1].reason:
                outcomes[-1].reason = line[2:]
            continue
        depth = len(point.group(1))
        outer += depth == 0
        children = [state for child_depth, state in open_points if child_depth > depth]
        open_points = [entry for entry in open_points if entry[0] <= depth]
        state = FAILED if point.group(2) else PASSED
        if point.group(4):
            state = SKIPPED
        below = FAILED if FAILED in children else state
        open_points.append((depth, below))
        if not children or (state == FAILED and FAILED not in children):
            outcomes.append(Outcome(point.group(3) or "unnamed", state, point.group(5) or ""))
    if planned and outer != planned:
        outcomes.append(Outcome("plan", FAILED, f"planned {planned} tests, saw {outer}"))
    return outcomes


def point_line(outcome):
    """One TAP line of `outcome`; its reason follows as comment lines when it failed."""
    if outcome.state == SKIPPED:
        return f"ok - {outcome.name} # SKIP {outcome.reason}"
    if outcome.state == PASSED:
        return f"ok - {outcome.name}"
    comments = "".join(f"\n# {line}" for line in outcome.reason.splitlines())
    return f"not ok - {outcome.name}{comments}"
