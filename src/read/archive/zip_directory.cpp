// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "read/archive/little_endian.h"
#include "read/archive/zip_members.h"
#include "read/archive/zip_records.h"

namespace habeas {
namespace {

constexpr std::size_t kTailBytes = kZip64LocatorBytes + kZipEndBytes + 0xFFFF;
constexpr std::size_t kLocalHeaderBytesMax = kZipLocalBytes + 2 * 0xFFFF;
constexpr std::size_t kScanPieceBytes = 1U << 20U;
constexpr std::uint16_t kCountIn64 = 0xFFFF;
constexpr std::uint32_t kSizeIn64 = 0xFFFFFFFFU;

/// The end record, zip64 or not: where the directory stands.
struct ZipEnd {
  std::uint64_t entries = 0;
  std::uint64_t directory_at = 0;  ///< as written
  std::uint64_t directory_bytes = 0;
  std::uint64_t ends_at = 0;  ///< first byte after the directory, in the source
  bool is_wide = false;       ///< the count has more than 16 bits
};

std::optional<ZipEnd> find_zip64_end(const ByteSource& source, std::uint64_t locator_at) {
  const Result<std::string> locator = source.read_at(locator_at, kZip64LocatorBytes);
  if (!locator || locator->substr(0, 4) != kZip64LocatorSign) return std::nullopt;
  LittleEndianReader located(std::string_view(*locator).substr(8));
  // Where it says, or right before itself, as in a zip behind other bytes.
  const std::uint64_t before = locator_at - std::min<std::uint64_t>(locator_at, kZip64EndBytes);
  for (const std::uint64_t at : {located.u64(), before}) {
    const Result<std::string> record = source.read_at(at, kZip64EndBytes);
    if (!record || record->size() < kZip64EndBytes) continue;
    if (record->substr(0, 4) != kZip64EndSign) continue;
    LittleEndianReader fields(std::string_view(*record).substr(32));
    ZipEnd end;
    end.entries = fields.u64();
    end.directory_bytes = fields.u64();
    end.directory_at = fields.u64();
    end.ends_at = at;
    end.is_wide = true;
    return end;
  }
  return std::nullopt;
}

/// The last end record whose comment reaches to the end of the source, else the last at all.
std::optional<std::size_t> find_end_sign(std::string_view tail) {
  std::optional<std::size_t> last;
  for (std::size_t at = tail.rfind(kZipEndSign); at != std::string_view::npos;
       at = at == 0 ? std::string_view::npos : tail.rfind(kZipEndSign, at - 1)) {
    const std::string_view record = tail.substr(at);
    if (record.size() < kZipEndBytes) continue;
    if (LittleEndianReader(record.substr(20)).u16() + kZipEndBytes == record.size()) return at;
    if (!last) last = at;
  }
  return last;
}

std::optional<ZipEnd> find_zip_end(const ByteSource& source) {
  const std::uint64_t tail_at = source.size() - std::min<std::uint64_t>(source.size(), kTailBytes);
  const Result<std::string> tail = source.read_at(tail_at, kTailBytes);
  if (!tail) return std::nullopt;
  const std::optional<std::size_t> found = find_end_sign(*tail);
  if (!found) return std::nullopt;
  LittleEndianReader fields(std::string_view(*tail).substr(*found + 10));
  ZipEnd end;
  end.entries = fields.u16();
  end.directory_bytes = fields.u32();
  end.directory_at = fields.u32();
  end.ends_at = tail_at + *found;
  const bool wants64 = end.entries == kCountIn64 || end.directory_bytes == kSizeIn64 ||
                       end.directory_at == kSizeIn64;
  if (wants64 && end.ends_at >= kZip64LocatorBytes) {
    if (auto wide = find_zip64_end(source, end.ends_at - kZip64LocatorBytes)) return wide;
  }
  return end;
}

/// Where the directory begins, and by how much all offsets are shifted by bytes before the zip.
struct DirectoryPlace {
  std::uint64_t begin = 0;
  std::uint64_t shift = 0;
};

std::optional<DirectoryPlace> find_directory(const ByteSource& source, const ZipEnd& end) {
  const auto has_entry = [&](std::uint64_t at) {
    if (end.entries == 0) return at <= end.ends_at;
    const Result<std::string> sign = source.read_at(at, kZipEntrySign.size());
    return sign && *sign == kZipEntrySign;
  };
  if (end.directory_bytes <= end.ends_at) {
    const std::uint64_t begin = end.ends_at - end.directory_bytes;
    if (begin >= end.directory_at && has_entry(begin)) {
      return DirectoryPlace{begin, begin - end.directory_at};
    }
  }
  if (end.directory_at < end.ends_at && has_entry(end.directory_at)) {
    return DirectoryPlace{end.directory_at, 0};
  }
  return std::nullopt;
}

void add_problem(ZipDirectory& directory, ProblemCode code, std::string message) {
  directory.problems.push_back({code, "", std::move(message)});
}

/// Reads the entries from `place` on; false if there is none though some are claimed.
bool read_entries(const ByteSource& source, const ZipEnd& end, DirectoryPlace place,
                  ZipDirectory& directory) {
  const std::uint64_t claimed = end.ends_at - place.begin;
  const Result<std::string> bytes =
      source.read_at(place.begin, std::min(claimed, kZipDirectoryBytesMax));
  if (!bytes) return false;
  std::string_view left = *bytes;
  std::uint64_t entries = 0;
  std::uint64_t impossible = 0;
  while (const std::optional<ZipHeader> header = parse_zip_entry(left)) {
    left.remove_prefix(header->header_bytes);
    ++entries;
    if (directory.members.size() == kZipMembersMax) continue;
    ZipMember member = header->member;
    member.header_at += place.shift;
    if (member.header_at < place.shift || member.header_at + kZipLocalBytes > place.begin) {
      ++impossible;
      continue;
    }
    directory.members.push_back(std::move(member));
  }
  if (claimed > kZipDirectoryBytesMax || entries > kZipMembersMax) {
    add_problem(directory, ProblemCode::TooLarge,
                fmt::format("a zip directory over {} members or {} bytes; the rest is unread",
                            kZipMembersMax, kZipDirectoryBytesMax));
  } else if (end.is_wide ? entries != end.entries : (entries & 0xFFFFU) != end.entries) {
    add_problem(
        directory, ProblemCode::BadContainer,
        fmt::format("the zip directory claims {} members and lists {}", end.entries, entries));
  }
  if (impossible > 0) {
    add_problem(
        directory, ProblemCode::BadContainer,
        fmt::format("{} members of the zip directory stand outside the zip; unread", impossible));
  }
  return entries > 0 || end.entries == 0;
}

/// Where the next local header, size record or directory entry begins from `at` on; the end of the
/// source if none does.
std::uint64_t find_next_sign(const ByteSource& source, std::uint64_t at) {
  constexpr std::string_view kSizesSign{"PK\x07\x08", 4};
  while (at < source.size()) {
    const Result<std::string> piece = source.read_at(at, kScanPieceBytes);
    if (!piece) break;
    std::size_t found = std::string::npos;
    for (const std::string_view sign : {kZipLocalSign, kZipEntrySign, kSizesSign}) {
      found = std::min(found, piece->find(sign));
    }
    if (found != std::string::npos) return at + found;
    if (piece->size() < kScanPieceBytes) break;
    at += piece->size() - (kZipLocalSign.size() - 1);
  }
  return source.size();
}

/// Sets the sizes of a member whose header does not have them; gives where the next may begin.
std::uint64_t find_sizes(const ByteSource& source, std::uint64_t packed_at, ZipMember& member) {
  constexpr std::size_t kSizesBytes = 16;
  std::uint64_t at = packed_at;
  while (true) {
    const std::uint64_t sign_at = find_next_sign(source, at);
    const Result<std::string> record = source.read_at(sign_at, kSizesBytes);
    LittleEndianReader fields(record ? std::string_view(*record) : std::string_view());
    const std::string_view sign = fields.bytes(4);
    member.crc = fields.u32();
    member.packed_bytes = fields.u32();
    member.bytes = fields.u32();
    if (sign == "PK\x07\x08" && member.packed_bytes != (sign_at - packed_at)) {
      at = sign_at + 4;  // the same four bytes inside what is packed
      continue;
    }
    if (sign == "PK\x07\x08") return sign_at + kSizesBytes;
    member.sizes_known = false;
    member.crc = 0;
    member.bytes = 0;
    member.packed_bytes = sign_at - packed_at;
    return sign_at;
  }
}

/// A zip without a directory: from one local header to the next.
void read_local_headers(const ByteSource& source, ZipDirectory& directory) {
  std::uint64_t at = find_next_sign(source, 0);
  while (directory.members.size() < kZipMembersMax) {
    const Result<std::string> bytes = source.read_at(at, kLocalHeaderBytesMax);
    if (!bytes) break;
    std::optional<ZipHeader> header = parse_zip_local(*bytes);
    if (!header) break;
    ZipMember& member = header->member;
    member.header_at = at;
    const std::uint64_t packed_at = at + header->header_bytes;
    const bool sizes_follow = (member.flags & kZipFlagSizesFollow) != 0;
    if (sizes_follow && member.packed_bytes == 0) {
      at = find_sizes(source, packed_at, member);
    } else {
      at = packed_at + member.packed_bytes;
      if (at < packed_at || at > source.size()) at = source.size();
    }
    directory.members.push_back(std::move(member));
  }
}

/// Members in the order of their headers: where each ends at the latest, and who overlaps.
void find_overlaps(ZipDirectory& directory, std::uint64_t members_end) {
  std::vector<std::size_t> order(directory.members.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::make_pair(directory.members[a].header_at, a) <
           std::make_pair(directory.members[b].header_at, b);
  });
  std::uint64_t covered_to = 0;
  std::size_t overlapping = 0;
  ZipMember* before = nullptr;
  for (const std::size_t i : order) {
    ZipMember& member = directory.members[i];
    member.next_at = members_end;
    member.overlaps = member.header_at < covered_to;
    overlapping += member.overlaps ? 1 : 0;
    if (member.overlaps) continue;
    if (before != nullptr) before->next_at = member.header_at;
    before = &member;
    const std::uint64_t header_end = member.header_at + kZipLocalBytes + member.raw_name.size();
    const std::uint64_t end = header_end + member.packed_bytes;
    covered_to = std::max(covered_to, end < header_end ? members_end : end);
  }
  if (overlapping > 0) {
    add_problem(directory, ProblemCode::BadContainer,
                fmt::format("{} members of the zip lie inside the bytes of others, which honest "
                            "programs never write; those are unread",
                            overlapping));
  }
}

void find_double_names(ZipDirectory& directory) {
  std::set<std::string_view> names;
  std::size_t twice = 0;
  std::string_view first;
  for (const ZipMember& member : directory.members) {
    if (names.insert(member.name).second) continue;
    if (twice++ == 0) first = member.name;
  }
  if (twice == 0) return;
  add_problem(directory, ProblemCode::TwoReadings,
              fmt::format("{} members of the zip have the name of another (the first: {}); "
                          "programs show one of them, here all are read",
                          twice, first));
}

}  // namespace

const ZipMember* ZipDirectory::find(std::string_view name) const {
  const auto found = std::find_if(members.rbegin(), members.rend(),
                                  [&](const ZipMember& member) { return member.name == name; });
  return found == members.rend() ? nullptr : &*found;
}

bool begins_like_zip(std::string_view head) {
  const std::string_view sign = head.substr(0, 4);
  if (sign == kZipLocalSign || sign == kZipEndSign) return true;
  const bool spans = sign == "PK00" || sign == "PK\x07\x08";
  return spans && head.size() >= 8 && head.substr(4, 4) == kZipLocalSign;
}

ZipDirectory read_zip_directory(const ByteSource& source) {
  ZipDirectory directory;
  std::uint64_t members_end = source.size();
  const std::optional<ZipEnd> end = find_zip_end(source);
  const std::optional<DirectoryPlace> place =
      end ? find_directory(source, *end) : std::optional<DirectoryPlace>();
  if (place && read_entries(source, *end, *place, directory)) {
    members_end = place->begin;
  } else {
    directory = {};
    read_local_headers(source, directory);
    add_problem(directory, end ? ProblemCode::BadContainer : ProblemCode::CutOff,
                fmt::format("the zip has no directory at its end; {} members were found without "
                            "it, others may be missing",
                            directory.members.size()));
  }
  decode_zip_names(directory.members);
  find_overlaps(directory, members_end);
  find_double_names(directory);
  return directory;
}

}  // namespace habeas
