#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# No socket is made by a command that neither serves nor fetches; the child that reads is followed.
. "$(dirname "$0")/lib/points.sh"

cd "$HABEAS_TMP" || exit 1
export XDG_STATE_HOME=$HABEAS_TMP/state
printf 'The lawyer Anna Example was detained in Exampletown on 3 May 2019.\n' >report.txt
strace -o probe.txt true 2>/dev/null || skip_all 'strace may not trace here'

# Fails when the command fails or a socket was made; shows which.
without_socket() {
  strace -f -qq -e trace=socket,socketpair,connect,bind -e signal=none -o calls.txt \
    "$HABEAS" "$@" >said.txt 2>&1 || { cat said.txt; return 1; }
  [[ ! -s calls.txt ]] || { cat calls.txt; return 1; }
}

sees_a_socket() {
  strace -f -qq -e trace=socket -o calls.txt \
    python3 -c 'import socket; socket.socket().close()' && [[ -s calls.txt ]]
}

point strace_sees_a_socket_where_there_is_one sees_a_socket
point new without_socket new a.habeas
point add without_socket add a.habeas report.txt
point cases without_socket cases a.habeas
point find without_socket find a.habeas lawyer
point rebuild without_socket rebuild a.habeas
point verify without_socket verify a.habeas
point read without_socket read report.txt --json
point extract without_socket extract report.txt --json
point link without_socket link report.txt --json
end_points
