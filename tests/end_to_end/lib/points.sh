# SPDX-License-Identifier: AGPL-3.0-or-later
# Sourced by the tests beside it: each point is one line of TAP, and `end_points` is the last line.
set -uo pipefail
points_failed=0

# point NAME COMMAND...: passes when the command ends with 0; else shows what it printed.
point() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "ok - $name"
  else
    echo "not ok - $name"
    sed 's/^/# /' <<<"$output"
    points_failed=1
  fi
}

# Negates a command; `!` is no command and cannot be handed to `point`.
not() { ! "$@"; }

# skip_all REASON: ends the test; for what a machine cannot do.
skip_all() { echo "1..0 # SKIP $1"; exit 0; }

end_points() { exit "$points_failed"; }
