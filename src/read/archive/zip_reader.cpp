// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/zip_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "read/archive/archive_parts.h"
#include "read/archive/zip_members.h"

namespace habeas {

bool sniff_zip(const SourceHead& head) { return begins_like_zip(head.bytes); }

void read_zip(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
              PartSink& sink) {
  const ZipDirectory directory = read_zip_directory(source);
  for (const Problem& problem : directory.problems) sink.add_problem(problem);
  if (directory.members.empty() && directory.problems.empty()) {
    return sink.add_problem({ProblemCode::Empty, "", "the zip has no members"});
  }
  std::vector<std::string> passwords = label.passwords;
  ArchiveParts parts("zip:", limits, sink);
  for (const ZipMember& member : directory.members) {
    if (member.kind == ZipMemberKind::Folder) continue;
    if (member.kind != ZipMemberKind::File) {
      parts.pass_over(member.name);
      continue;
    }
    if (member.overlaps) continue;  // told once, by the directory
    if (!parts.has_room_for(member.sizes_known ? member.bytes : 0)) return;
    ZipTaken taken = take_zip_member(source, member, parts.bytes_max(), passwords);
    if (taken.password) {
      std::rotate(passwords.begin(),
                  passwords.begin() + static_cast<std::ptrdiff_t>(*taken.password),
                  passwords.begin() + static_cast<std::ptrdiff_t>(*taken.password) + 1);
    }
    for (Problem& problem : taken.problems) parts.tell(member.name, std::move(problem));
    if (taken.bytes) parts.add(member.name, std::move(*taken.bytes));
  }
  parts.finish();
}

}  // namespace habeas
