// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/serve.h"

#include <optional>

#include "disclose/archive_pages.h"
#include "ingest/decide.h"
#include "serve/desk.h"
#include "serve/http_server.h"

namespace habeas {

Result<void> serve(const DeskOptions& options, Archive& archive, const Tables& tables,
                   const Clock& clock, const std::function<void(const std::string&)>& ready) {
  const auto settle_cases = [&]() -> Result<void> {
    if (archive.is_read_only()) return {};
    return settle(archive, tables, day_of(clock.now()));
  };
  TRY(settle_cases());
  DeskActions actions;
  actions.decide = [&](const Decision& decision) -> Result<void> {
    TRY(decide(archive, decision, tables, day_of(clock.now())));
    return settle_cases();
  };
  ArchivePages pages(archive, tables, Audience::Restricted, clock);
  std::optional<Desk> desk;
  return run_http_server(options.port, [&](std::uint16_t port) -> Answer {
    desk.emplace(pages, actions, clock, port);
    ready(desk->entry_address());
    return [&desk](const Request& request) { return desk->answer(request); };
  });
}

}  // namespace habeas
