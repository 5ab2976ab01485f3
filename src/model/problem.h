// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace habeas {

/// What went unread, by kind, so that a summary can count.
enum class ProblemCode : std::uint8_t {
  Empty,             ///< nothing to read
  NotText,           ///< bytes of a kind that this version does not read; kept as received
  BadCharset,        ///< bytes that the charset does not have; shown as U+FFFD
  CharsetDisagrees,  ///< two honest readings exist (BOM against meta); `message` names both
  CutOff,            ///< the source ends in the middle
  TooLarge,          ///< a named limit was met; the rest is unread
  BadMarkup,         ///< markup so broken that text may be missing
  BadDate,           ///< a date line that no calendar has
  ReaderCrashed,     ///< the locked room ended by itself, was killed, or answered nonsense
  ReaderTimedOut,    ///< the locked room met its time limit
  Unreadable,        ///< permission, a vanished file, a device: nothing was taken in
  TooManyFacts,      ///< a limit of extraction was met
  OutsidePosts,      ///< words of a page of posts that stand in none of them, or in one twice
  PasswordNeeded,    ///< locked, and none of the passwords given opens it
  /// Two honest readings exist (a header twice, a zip directory and its members); `message` names
  /// both, and which was taken.
  TwoReadings,
  BadContainer,  ///< an archive, mailbox or office file so broken that parts may be missing
  Recognised,    ///< words were recognised in a picture and may be wrong; `message`: how sure
};

/// Something in the input that went unread while the operation went on. Damaged input is
/// ordinary: a Problem stands in the Document, beside what could be read.
struct Problem {
  ProblemCode code = ProblemCode::Empty;
  std::string part;  ///< where: part path, or "" for the source as a whole
  std::string
      message;  ///< one line of plain text: what, where, what was kept. May quote hostile words.

  friend bool operator==(const Problem&, const Problem&) = default;
};

}  // namespace habeas
