// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "read/archive/byte_stream.h"
#include "read/read.h"

namespace habeas {

/// The members of one archive on their way to the sink: names, limits, and problems that do not
/// drown the rest. What all archives share.
class ArchiveParts {
 public:
  /// `prefix` begins the lasting name of each part: "zip:". All that is handed in must outlive
  /// this.
  ArchiveParts(std::string_view prefix, const ReadLimits& limits, PartSink& sink);

  /// How much of the next member may be unpacked.
  std::uint64_t bytes_max() const;

  /// False if a member of so many bytes, that would fit by itself, is over what all parts together
  /// may have: the archive ends here, and a problem says so.
  bool has_room_for(std::uint64_t bytes);

  /// Hands on a member. Two of one name are told apart by their words where they differ.
  void add(std::string_view name, std::string bytes);

  /// A problem of a member; after kArchiveProblemsMax of one kind they are only counted.
  /// What is locked is counted from the first on: one password opens all, mostly.
  void tell(std::string_view name, Problem problem);

  /// Counts a link or a device, which is named and never followed.
  void pass_over(std::string_view name);

  /// Says what was counted.
  void finish();

 private:
  std::string prefix_;
  const ReadLimits& limits_;
  PartSink& sink_;
  std::map<ProblemCode, std::size_t> told_;
  std::size_t passed_over_ = 0;
  std::string first_passed_over_;
  std::size_t locked_ = 0;
  std::string first_locked_;
  std::string lock_message_;
};
inline constexpr std::size_t kArchiveProblemsMax = 100;  ///< of one kind in one archive

/// Tells why a stream ended, if it did not end properly.
void tell_of_stream_end(const ByteStream& stream, DocumentSink& sink);

/// What kind of unread bytes a member surely is, told without decoding it: "a PNG picture"; "" if
/// it has to go round to know.
std::string_view find_kind_unread_for_sure(const std::string& bytes);

/// The last component of a name in an archive, with / or \ between components.
std::string_view last_component(std::string_view name);

}  // namespace habeas
