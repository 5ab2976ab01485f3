// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace habeas {

/// How a zip member is locked.
enum class ZipLockKind : std::uint8_t {
  None,
  Traditional,  ///< PKWARE, APPNOTE 6.1: weak, and checked by one byte and the CRC only
  Aes,          ///< WinZip AE-1 and AE-2: AES in counter mode, HMAC-SHA1 over what is locked
  Unknown,      ///< PKWARE strong encryption: this version cannot open it
};

struct ZipLock {
  ZipLockKind kind = ZipLockKind::None;
  std::uint8_t aes_strength = 0;  ///< 1, 2, 3: 128, 192, 256 bits
  std::uint8_t check_byte = 0;    ///< Traditional: what the last of the 12 bytes unlocks to

  friend bool operator==(const ZipLock&, const ZipLock&) = default;
};

/// How many bytes stand before the packed bytes and after them. REQUIRES: kind is not Unknown.
std::size_t lock_head_bytes(const ZipLock& lock);
std::size_t lock_tail_bytes(const ZipLock& lock);

/// Unlocks one member, piece by piece. Not copied; one thread.
class ZipKey {
 public:
  virtual ~ZipKey() = default;
  /// Unlocks the next bytes in place.
  virtual void unlock(std::string& bytes) = 0;
  /// After all bytes: true if `tail` proves that nothing was altered. Traditional proves nothing.
  virtual bool is_proved_by(std::string_view tail) = 0;
};

/// The key that `password` makes; nullptr if it is surely not the right one (a wrong one passes in
/// 1 of 256 with Traditional, 1 of 65,536 with Aes). REQUIRES: head.size() == lock_head_bytes().
std::unique_ptr<ZipKey> make_zip_key(const ZipLock& lock, std::string_view head,
                                     std::string_view password);

}  // namespace habeas
