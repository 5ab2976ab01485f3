// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/command_line.h"

int main(int argc, char** argv) { return habeas::run_command_line(argc, argv); }
