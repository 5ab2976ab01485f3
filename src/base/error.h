// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

namespace habeas {

/// Why an operation did not happen. `Problem` (model/problem.h) is the other thing: something in
/// the input went unread while the operation went on.
enum class ErrorCode {
  BadInput,     ///< what was given cannot be what was asked for; nothing was changed
  NotFound,     ///< no such file, archive, case, document
  Exists,       ///< it is there already and must not be overwritten
  Denied,       ///< permission, read-only file or disk, refused by a rule
  NoSpace,      ///< the disk is full
  Busy,         ///< somebody else holds the lock
  Corrupt,      ///< stored bytes are not what was written: a checksum, a signature, a schema
  TooLarge,     ///< a named limit was met
  Timeout,      ///< a named time limit was met
  Unsupported,  ///< this build or this machine cannot do it
  Internal,     ///< our own mistake
};

/// An error as a person reads it: what happened, to what, and what to do, in one line of plain
/// text. The message may quote hostile names; whoever prints it escapes it (`to_terminal`).
struct Error {
  ErrorCode code = ErrorCode::Internal;
  std::string message;

  friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace habeas
