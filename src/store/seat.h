// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/disk.h"
#include "model/journal_entry.h"

namespace habeas {

/// The secret and the own count of a seat, as they stand outside the archive.
struct Seat {
  SeatSecret secret;
  std::uint64_t sequence = 0;  ///< of the last entry signed; 0: none yet
  Digest last_entry;
};

/// A seat with a secret of its own, drawn by the system.
Seat make_seat();

/// Where state is kept: `$XDG_STATE_HOME/habeas`, else `~/.local/state/habeas`. The arguments are
/// the values of XDG_STATE_HOME and HOME, null where not set; "" if neither helps (a relative
/// XDG_STATE_HOME does not, as its specification says).
std::string state_folder_of(const char* xdg_state_home, const char* home);

/// Waits until no other process writes to the archive `archive_id` or a copy of it, and keeps
/// others waiting: two that went on from one count would fork the chain.
Result<std::unique_ptr<HeldFile>> hold_seat(Disk& disk, const std::string& state_folder,
                                            std::string_view archive_id);
/// The seat of this user on this machine for the archive `archive_id`, in `state_folder`. Nothing
/// if there is none, or if its file is not one that save_seat wrote: then a new seat begins.
Result<std::optional<Seat>> find_seat(const Disk& disk, const std::string& state_folder,
                                      std::string_view archive_id);
/// Durable when it returns.
Result<void> save_seat(Disk& disk, const std::string& state_folder, std::string_view archive_id,
                       const Seat& seat);

}  // namespace habeas
