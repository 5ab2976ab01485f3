// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/archive_access.h"
#include "app/commands.h"
#include "serve/serve.h"

namespace habeas {

ExitCode run_serve(const ServeOptions& options, Console& console) {
  Machine machine;
  auto archive = machine.open_to_read(options.archive);
  if (!archive) {
    console.warn(archive.error());
    return ExitCode::NotDone;
  }
  const auto tables = Tables::make();
  if (!tables) {
    console.warn(tables.error());
    return ExitCode::NotDone;
  }
  // Nothing but the address is ever printed: what is looked at stands in no log.
  const auto served =
      serve({options.port}, *archive, *tables, machine.clock(), [&](const std::string& address) {
        console.say("The desk is open, for one browser, once, within ten minutes: " + address);
        console.say("Ctrl-C closes it.");
      });
  if (!served) {
    console.warn(served.error());
    return ExitCode::NotDone;
  }
  return ExitCode::Done;
}

}  // namespace habeas
