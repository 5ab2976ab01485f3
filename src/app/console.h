// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace habeas {

/// How a command ended, for scripts. `habeas --help` prints the same list.
enum class ExitCode : int {
  Done = 0,
  NotDone = 1,           ///< an error: said in one line, nothing half done
  WrongUse = 2,          ///< the command line was not understood
  DoneWithProblems = 3,  ///< done, but something in the input went unread
};

/// The only way words leave the program. Everything that may hold words of a document, a path or
/// a person goes through `to_terminal` first, here and nowhere else.
class Console {
 public:
  Console();

  /// One line for people. Escaped.
  void say(std::string_view line);
  /// One line of JSON, as the codec made it: written whole and flushed, so that whoever reads it
  /// may rely on it.
  void print_json(std::string_view line);
  /// One line on standard error: "habeas: ...". Escaped.
  void warn(std::string_view line);
  void warn(const Error& error) { warn(error.message); }

  /// A progress bar on standard error, only if that is a terminal. `finish_progress` wipes it.
  void show_progress(std::uint64_t done, std::uint64_t total, std::string_view what);
  void finish_progress();

  /// False once something could not be written to standard output: a full disk, or nobody reads.
  bool is_heard() const { return fault_ == 0; }
  /// What kept it from being written, for errno of a closed pipe "".
  std::string fault() const;

 private:
  void write_out(const std::string& line);

  int fault_ = 0;  ///< errno of the first write to standard output that failed
  bool bar_allowed_ = false;
  bool bar_shown_ = false;
  std::int64_t last_bar_ms_ = 0;
};

}  // namespace habeas
