// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/console.h"
#include "base/disk.h"

namespace habeas {

inline constexpr std::size_t kPasswordsMax = 100;
inline constexpr std::size_t kPasswordFileBytesMax = 64U << 10U;

/// The passwords in a file, one a line, without their line ends (LF or CRLF); empty lines are
/// passed over. None for "". Passwords never stand on a command line, where every user of the
/// machine could read them. Errors: those of the disk, TooLarge, BadInput (no UTF-8).
Result<std::vector<std::string>> load_passwords(const Disk& disk, const std::string& path);

/// Asks whoever sits at the terminal for the password of a locked source, without showing what is
/// typed. Nothing if there is no terminal: then nobody is asked.
std::function<std::optional<std::string>(const std::string& path)> password_asker(Console& console);

}  // namespace habeas
