// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace habeas {

/// As long as this lives, the first Ctrl-C (SIGINT or SIGTERM) asks for an orderly end; the next
/// one ends the program at once. One at a time in the program.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// True once an end was asked for.
  static bool is_asked();
};

}  // namespace habeas
