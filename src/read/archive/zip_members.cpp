// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/zip_members.h"

#include <algorithm>

#include <fmt/format.h>
#include <zlib.h>

#include "read/archive/legacy_names.h"
#include "read/archive/little_endian.h"
#include "read/archive/unpack.h"
#include "read/archive/zip_records.h"

namespace habeas {
namespace {

constexpr std::size_t kPieceBytes = 1U << 20U;
constexpr std::size_t kExtraGuessBytes = 512;
constexpr std::size_t kHeaderBytesMax = kZipLocalBytes + 2 * 0xFFFF;

std::optional<Packing> packing_of(std::uint16_t method) {
  switch (method) {
    case 0:
      return Packing::Stored;
    case 8:
      return Packing::Deflate;
    case 12:
      return Packing::Bzip2;
    case 93:
      return Packing::Zstd;
    case 95:
      return Packing::Xz;
    default:
      return std::nullopt;
  }
}

std::string_view name_of_method(std::uint16_t method) {
  switch (method) {
    case 1:
      return "Shrink";
    case 6:
      return "Implode";
    case 9:
      return "Deflate64";
    case 14:
      return "LZMA";
    case 98:
      return "PPMd";
    default:
      return "an unknown method";
  }
}

/// Where the packed bytes of a member stand.
struct PackedPlace {
  std::uint64_t begin = 0;
  std::uint64_t bytes = 0;
  bool cut_off = false;
};

/// One try to unpack, with one key or none.
struct UnpackTry {
  std::string bytes;
  UnpackState state = UnpackState::Going;
  bool is_proved = true;  ///< by the lock's own proof
  bool crc_fits = true;
  bool is_too_long = false;
  bool source_broke = false;
};

void tell(ZipTaken& taken, ProblemCode code, std::string message) {
  taken.problems.push_back({code, "", std::move(message)});
}

std::string differences(const ZipMember& member, const ZipMember& local) {
  std::string found;
  const auto differ = [&found](std::string_view what, const auto& listed, const auto& written) {
    if (listed == written) return;
    if (!found.empty()) found += "; ";
    found += fmt::format("{} {} against {}", what, listed, written);
  };
  if (local.raw_name != member.raw_name) {
    differ("name", member.name, LegacyNames().decode(local.raw_name));
  }
  differ("method", member.method, local.method);
  differ("lock", (member.flags & kZipFlagLocked) != 0, (local.flags & kZipFlagLocked) != 0);
  if ((local.flags & kZipFlagSizesFollow) == 0) {
    differ("packed size", member.packed_bytes, local.packed_bytes);
    differ("size", member.bytes, local.bytes);
    differ("checksum", member.crc, local.crc);
  }
  return found;
}

std::optional<PackedPlace> find_packed(const ByteSource& source, const ZipMember& member,
                                       ZipTaken& taken) {
  std::optional<ZipHeader> local;
  for (const std::size_t wanted :
       {kZipLocalBytes + member.raw_name.size() + kExtraGuessBytes, kHeaderBytesMax}) {
    const Result<std::string> bytes = source.read_at(member.header_at, wanted);
    if (!bytes) {
      tell(taken, ProblemCode::Unreadable, bytes.error().message);
      return std::nullopt;
    }
    local = parse_zip_local(*bytes);
    if (local) break;
  }
  if (!local) {
    tell(taken, ProblemCode::BadContainer, "no member stands where the zip directory says; unread");
    return std::nullopt;
  }
  if ((local->member.flags & kZipFlagMasked) == 0 && member.sizes_known) {
    const std::string found = differences(member, local->member);
    if (!found.empty()) {
      tell(taken, ProblemCode::TwoReadings,
           fmt::format("zip directory and local header differ: {}; the directory is taken", found));
    }
  }
  PackedPlace place{member.header_at + local->header_bytes, member.packed_bytes, false};
  const std::uint64_t end = std::min(member.next_at, source.size());
  if (place.begin > end || place.bytes > end - place.begin) {
    const bool at_end = member.next_at >= source.size();
    tell(taken, at_end ? ProblemCode::CutOff : ProblemCode::BadContainer,
         at_end ? "the zip ends inside this member; what there is was read"
                : "this member reaches into the next; only its own bytes were read");
    place.bytes = place.begin > end ? 0 : end - place.begin;
    place.cut_off = true;
  }
  return place;
}

/// True if a local header that no directory entry names begins right behind this member.
bool hides_another(const ByteSource& source, const ZipMember& member, const PackedPlace& place) {
  constexpr std::uint64_t kSizesBytesMax = 24;
  const std::uint64_t end = place.begin + place.bytes;
  if (place.cut_off || !member.sizes_known || member.next_at < end + kZipLocalBytes) return false;
  const Result<std::string> gap = source.read_at(end, kSizesBytesMax + kZipLocalSign.size());
  return gap && gap->find(kZipLocalSign) != std::string::npos;
}

std::uint32_t add_to_crc(std::uint32_t crc, std::string_view bytes) {
  return static_cast<std::uint32_t>(
      crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

UnpackTry unpack_member(const ByteSource& source, const ZipMember& member, const PackedPlace& place,
                        Packing packing, std::uint64_t bytes_max, ZipKey* key) {
  UnpackTry made;
  const std::size_t head = lock_head_bytes(member.lock);
  const std::size_t tail = lock_tail_bytes(member.lock);
  std::uint64_t at = place.begin + std::min<std::uint64_t>(head, place.bytes);
  const std::uint64_t locked = place.bytes - std::min<std::uint64_t>(head + tail, place.bytes);
  const std::uint64_t end = at + locked;
  const std::unique_ptr<Unpacker> unpacker = make_unpacker(packing);
  while (at < end && made.state == UnpackState::Going && made.bytes.size() <= bytes_max) {
    Result<std::string> piece = source.read_at(at, std::min<std::uint64_t>(kPieceBytes, end - at));
    made.source_broke = !piece || piece->empty();
    if (made.source_broke) return made;
    at += piece->size();
    if (key != nullptr) key->unlock(*piece);
    std::string_view packed = *piece;
    // One byte more than allowed is unpacked, so that too long is told from just enough.
    made.state = unpacker->unpack(
        packed, static_cast<std::size_t>(bytes_max + 1 - made.bytes.size()), made.bytes);
  }
  if (packing == Packing::Stored && at == end && !place.cut_off) made.state = UnpackState::Ended;
  if (made.bytes.size() > bytes_max) {
    made.is_too_long = true;
    made.bytes.resize(static_cast<std::size_t>(bytes_max));
    return made;
  }
  const bool has_crc =
      member.sizes_known && !(member.lock.kind == ZipLockKind::Aes && member.crc == 0);
  made.crc_fits = !has_crc || add_to_crc(0, made.bytes) == member.crc;
  if (key != nullptr && at == end && tail > 0) {
    const Result<std::string> proof = source.read_at(end, tail);
    made.is_proved = proof && key->is_proved_by(*proof);
  }
  return made;
}

/// A password as given, and as a program would have written it that knew no UTF-8.
std::vector<std::string> spellings_of(const std::string& password) {
  std::vector<std::string> spellings{password};
  for (const char* const charset : {"IBM866", "windows-1251"}) {
    std::string encoded = encode_in(password, charset);
    if (!encoded.empty() && encoded != password) spellings.push_back(std::move(encoded));
  }
  return spellings;
}

/// Tries all passwords; nothing if none opens the member.
std::optional<UnpackTry> unlock_member(const ByteSource& source, const ZipMember& member,
                                       const PackedPlace& place, Packing packing,
                                       std::uint64_t bytes_max,
                                       std::span<const std::string> passwords, ZipTaken& taken) {
  const Result<std::string> head = source.read_at(
      place.begin, std::min<std::uint64_t>(lock_head_bytes(member.lock), place.bytes));
  if (!head || member.lock.kind == ZipLockKind::Unknown) return std::nullopt;
  std::optional<UnpackTry> damaged;
  const std::size_t count = std::min(passwords.size(), kZipPasswordsMax);
  for (std::size_t i = 0; i < count; ++i) {
    for (const std::string& spelling : spellings_of(passwords[i])) {
      const std::unique_ptr<ZipKey> key = make_zip_key(member.lock, *head, spelling);
      if (!key) continue;
      UnpackTry made = unpack_member(source, member, place, packing, bytes_max, key.get());
      const bool is_whole = made.state == UnpackState::Ended && made.crc_fits && made.is_proved;
      // A wrong password passes the lock's own check now and then, but not the checksum.
      const bool is_surely_right = member.lock.kind == ZipLockKind::Aes || made.is_too_long;
      if (!is_whole && !is_surely_right) continue;
      taken.password = i;
      if (is_whole || made.is_too_long) return made;
      damaged = std::move(made);
    }
  }
  return damaged;
}

void tell_of_try(const UnpackTry& made, const ZipMember& member, const PackedPlace& place,
                 std::uint64_t bytes_max, ZipTaken& taken) {
  if (made.source_broke) tell(taken, ProblemCode::Unreadable, "the zip could not be read further");
  if (made.is_too_long) {
    const bool lies = member.sizes_known && bytes_max == member.bytes;
    tell(taken, lies ? ProblemCode::TwoReadings : ProblemCode::TooLarge,
         fmt::format("{} {} bytes; the rest is unread",
                     lies ? "this member unpacks to more than the zip directory says:"
                          : "this member unpacks to more than",
                     bytes_max));
    return;
  }
  if (made.state != UnpackState::Ended && !place.cut_off && !made.source_broke) {
    tell(taken, ProblemCode::BadContainer,
         fmt::format("this member is damaged after {} bytes; those were read", made.bytes.size()));
  } else if (!place.cut_off && (!made.crc_fits || !made.is_proved)) {
    tell(taken, ProblemCode::BadContainer,
         "the checksum of this member does not fit its bytes; they were read all the same");
  }
}

}  // namespace

ZipTaken take_zip_member(const ByteSource& source, const ZipMember& member, std::uint64_t bytes_max,
                         std::span<const std::string> passwords) {
  ZipTaken taken;
  const std::optional<Packing> packing = packing_of(member.method);
  if (member.overlaps) {
    tell(taken, ProblemCode::BadContainer, "this member lies inside the bytes of another; unread");
  } else if (member.sizes_known && member.bytes > bytes_max) {
    tell(taken, ProblemCode::TooLarge,
         fmt::format("a member of {} bytes, over {}: kept inside the zip, not read", member.bytes,
                     bytes_max));
  } else if (!packing) {
    tell(taken, ProblemCode::NotText,
         fmt::format("packed by {}, which this version does not unpack",
                     name_of_method(member.method)));
  }
  if (!taken.problems.empty()) return taken;
  const std::optional<PackedPlace> place = find_packed(source, member, taken);
  if (!place) return taken;
  if (hides_another(source, member, *place)) {
    tell(taken, ProblemCode::TwoReadings,
         "behind this member stands another that the zip directory does not name; it is unread");
  }
  const std::uint64_t wanted = member.sizes_known ? std::min(bytes_max, member.bytes) : bytes_max;
  std::optional<UnpackTry> made;
  if (member.lock.kind == ZipLockKind::None) {
    made = unpack_member(source, member, *place, *packing, wanted, nullptr);
  } else {
    made = unlock_member(source, member, *place, *packing, wanted, passwords, taken);
  }
  if (!made) {
    tell(taken, ProblemCode::PasswordNeeded,
         passwords.empty() ? "locked with a password; none was given"
                           : "locked with a password; none of those given opens it");
    return taken;
  }
  tell_of_try(*made, member, *place, wanted, taken);
  const bool gave_nothing = made->bytes.empty() && made->state != UnpackState::Ended;
  if (!gave_nothing || wanted == 0) taken.bytes = std::move(made->bytes);
  return taken;
}

}  // namespace habeas
