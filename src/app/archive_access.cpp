// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/archive_access.h"

#include <cstdlib>

#include "ingest/decide.h"
#include "ingest/keeping.h"
#include "ingest/relink.h"

namespace habeas {
namespace {

/// Somebody was interrupted between taking in and joining: join now.
Result<void> freshen(Archive& archive, const Clock& clock) {
  {
    TRY(auto transaction, archive.begin_to_read());
    TRY(const bool stale, are_cases_stale(transaction.sql()));
    if (!stale) return {};
  }
  TRY(const auto tables, Tables::make());
  return settle(archive, tables, day_of(clock.now()));
}

}  // namespace

Machine::Machine()
    : state_folder_(state_folder_of(std::getenv("XDG_STATE_HOME"), std::getenv("HOME"))) {}

ArchiveSurroundings Machine::surroundings() { return {&disk_, &clock_, state_folder_}; }

Result<Archive> Machine::create(const std::string& path) {
  return make_archive(path, surroundings());
}

Result<Archive> Machine::open(const std::string& path) {
  return Archive::open(path, sql::OpenMode::Write, surroundings());
}

Result<Archive> Machine::open_to_read(const std::string& path) {
  auto archive = open(path);
  if (archive) {
    // A disk that is full or busy does not keep anybody from reading what is there.
    (void)freshen(*archive, clock_).has_value();
    return archive;
  }
  if (archive.error().code != ErrorCode::Denied) return archive;
  return Archive::open(path, sql::OpenMode::Read, surroundings());
}

}  // namespace habeas
