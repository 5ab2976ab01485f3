// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands.h"

namespace habeas {

ExitCode run_serve(const ServeOptions&, Console& console) {
  console.warn("no desk in this build");
  return ExitCode::NotDone;
}

}  // namespace habeas
