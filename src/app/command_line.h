// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace habeas {

/// Understands the command line, runs the command and returns its exit code. `--room` as the
/// first argument makes this process the child of a locked room and nothing else.
int run_command_line(int argc, char** argv);

}  // namespace habeas
