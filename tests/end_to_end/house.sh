#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# ./dev itself: it does nothing twice, and what npm brought must be what third_party.lock names.
. "$(dirname "$0")/lib/points.sh"

cd "$HABEAS_SOURCE_DIR" || exit 1
copy=$HABEAS_TMP/copy
sqlite=build/third_party/sqlite3

help_names() { ./dev help | grep -q -- "\./dev $1"; }
unknown_command() { ./dev no-such-command; }
deps_again() {
  local said
  said=$(timeout 60 ./dev deps build test) || { echo 'it failed, or took over a minute'; return 1; }
  [[ -z $said ]] || { echo "it did: $said"; return 1; }
}

# A tree of its own with just what the check looks at.
make_copy() {
  rm -rf "$copy"
  mkdir -p "$copy/tools" "$copy/$sqlite" "$copy/node_modules"
  cp tools/third_party "$copy/tools/"
  cp third_party.lock package-lock.json "$copy/"
  cp "$sqlite"/sqlite3*.[ch] "$copy/$sqlite/"
}
check_copy() { "$copy/tools/third_party" check; }
stops_naming() {
  local said
  if said=$(check_copy 2>&1); then echo 'it went on'; return 1; fi
  grep -qF "$1" <<<"$said" || { echo "$said"; return 1; }
}

for command in deps build run test check bench fuzz format; do
  point "help_has_an_example_of_$command" help_names "$command"
done
point unknown_command_fails not unknown_command
point deps_does_nothing_the_second_time deps_again

make_copy
point what_npm_brought_is_what_the_lock_names check_copy
printf ' ' >>"$copy/$sqlite/sqlite3.c"
point stops_on_another_sqlite stops_naming sqlite3.c
make_copy
rm "$copy/$sqlite/sqlite3.h"
point stops_on_a_missing_header stops_naming 'sqlite3.h is missing'
make_copy
mkdir -p "$copy/node_modules/@esbuild/linux-x64/bin"
echo 'not esbuild' >"$copy/node_modules/@esbuild/linux-x64/bin/esbuild"
point stops_on_another_esbuild stops_naming esbuild
end_points
