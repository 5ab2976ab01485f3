// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/zip_records.h"

#include <zlib.h>

#include "read/archive/legacy_names.h"
#include "read/archive/little_endian.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::uint16_t kExtraZip64 = 0x0001;
constexpr std::uint16_t kExtraUnicodePath = 0x7075;
constexpr std::uint16_t kExtraAes = 0x9901;
constexpr std::uint32_t kIn64 = 0xFFFFFFFFU;
constexpr std::uint8_t kMadeOnUnix = 3;

std::uint32_t crc_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

void read_zip64(LittleEndianReader field, ZipMember& member, bool in_directory) {
  if (member.bytes == kIn64) member.bytes = field.u64();
  if (member.packed_bytes == kIn64) member.packed_bytes = field.u64();
  if (in_directory && member.header_at == kIn64) member.header_at = field.u64();
}

void read_extra(std::string_view extra, ZipMember& member, bool in_directory) {
  LittleEndianReader fields(extra);
  while (fields.left() >= 4) {
    const std::uint16_t tag = fields.u16();
    const std::string_view field = fields.bytes(fields.u16());
    if (tag == kExtraZip64) read_zip64(LittleEndianReader(field), member, in_directory);
    if (tag == kExtraAes && field.size() >= 7 && member.lock.kind != ZipLockKind::None) {
      const auto strength = static_cast<std::uint8_t>(field[4]);
      member.lock.kind = strength >= 1 && strength <= 3 ? ZipLockKind::Aes : ZipLockKind::Unknown;
      member.lock.aes_strength = strength;
      member.method = LittleEndianReader(field.substr(5)).u16();
      // AE-2 keeps no checksum: the proof stands for it.
      if (LittleEndianReader(field).u16() == 2) member.crc = 0;
    }
    if (tag == kExtraUnicodePath && field.size() > 5 &&
        LittleEndianReader(field.substr(1)).u32() == crc_of(member.raw_name) &&
        is_utf8(field.substr(5))) {
      member.name = LegacyNames().decode(field.substr(5));
    }
  }
}

void set_lock(ZipMember& member, std::uint16_t time) {
  if ((member.flags & kZipFlagLocked) == 0) return;
  member.lock.kind =
      (member.flags & kZipFlagStrongLock) != 0 ? ZipLockKind::Unknown : ZipLockKind::Traditional;
  const bool sizes_follow = (member.flags & kZipFlagSizesFollow) != 0;
  member.lock.check_byte = static_cast<std::uint8_t>(sizes_follow ? time >> 8U : member.crc >> 24U);
}

bool ends_like_folder(std::string_view name) {
  return !name.empty() && (name.back() == '/' || name.back() == '\\');
}

ZipMemberKind kind_of(std::uint16_t made_by, std::uint32_t attributes, std::string_view name) {
  if (ends_like_folder(name)) return ZipMemberKind::Folder;
  if ((made_by >> 8U) == kMadeOnUnix) {
    switch (attributes >> 28U) {
      case 0x4:
        return ZipMemberKind::Folder;
      case 0xA:
        return ZipMemberKind::Link;
      case 0x1:
      case 0x2:
      case 0x6:
      case 0xC:
        return ZipMemberKind::Special;
      default:
        break;
    }
  }
  return ZipMemberKind::File;
}

}  // namespace

std::optional<ZipHeader> parse_zip_entry(std::string_view bytes) {
  LittleEndianReader fields(bytes);
  if (fields.bytes(4) != kZipEntrySign) return std::nullopt;
  ZipHeader header;
  ZipMember& member = header.member;
  const std::uint16_t made_by = fields.u16();
  fields.skip(2);
  member.flags = fields.u16();
  member.method = fields.u16();
  const std::uint16_t time = fields.u16();
  fields.skip(2);
  member.crc = fields.u32();
  member.packed_bytes = fields.u32();
  member.bytes = fields.u32();
  const std::uint16_t name_bytes = fields.u16();
  const std::uint16_t extra_bytes = fields.u16();
  const std::uint16_t comment_bytes = fields.u16();
  fields.skip(4);
  const std::uint32_t attributes = fields.u32();
  member.header_at = fields.u32();
  member.raw_name = fields.bytes(name_bytes);
  member.kind = kind_of(made_by, attributes, member.raw_name);
  set_lock(member, time);
  read_extra(fields.bytes(extra_bytes), member, true);
  fields.skip(comment_bytes);
  if (fields.has_failed()) return std::nullopt;
  header.header_bytes = kZipEntryBytes + name_bytes + extra_bytes + comment_bytes;
  return header;
}

std::optional<ZipHeader> parse_zip_local(std::string_view bytes) {
  LittleEndianReader fields(bytes);
  if (fields.bytes(4) != kZipLocalSign) return std::nullopt;
  ZipHeader header;
  ZipMember& member = header.member;
  fields.skip(2);
  member.flags = fields.u16();
  member.method = fields.u16();
  const std::uint16_t time = fields.u16();
  fields.skip(2);
  member.crc = fields.u32();
  member.packed_bytes = fields.u32();
  member.bytes = fields.u32();
  const std::uint16_t name_bytes = fields.u16();
  const std::uint16_t extra_bytes = fields.u16();
  member.raw_name = fields.bytes(name_bytes);
  if (ends_like_folder(member.raw_name)) member.kind = ZipMemberKind::Folder;
  set_lock(member, time);
  read_extra(fields.bytes(extra_bytes), member, false);
  if (fields.has_failed()) return std::nullopt;
  header.header_bytes = kZipLocalBytes + name_bytes + extra_bytes;
  return header;
}

void decode_zip_names(std::vector<ZipMember>& members) {
  LegacyNames names;
  for (const ZipMember& member : members) {
    if (member.name.empty()) names.add(member.raw_name);
  }
  for (ZipMember& member : members) {
    if (member.name.empty()) member.name = names.decode(member.raw_name);
  }
}

}  // namespace habeas
