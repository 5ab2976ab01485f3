// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/zip_lock.h"

#include <algorithm>

#include <nettle/aes.h>
#include <nettle/hmac.h>
#include <nettle/pbkdf2.h>

namespace habeas {
namespace {

constexpr std::size_t kTraditionalHeadBytes = 12;
constexpr std::size_t kAesCheckBytes = 2;
constexpr std::size_t kAesProofBytes = 10;
constexpr unsigned kAesRounds = 1000;

std::size_t aes_key_bytes(const ZipLock& lock) { return 8U + 8U * lock.aes_strength; }
std::size_t aes_salt_bytes(const ZipLock& lock) { return 4U + 4U * lock.aes_strength; }

const std::uint8_t* as_octets(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

constexpr std::array<std::uint32_t, 256> make_crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    table[i] = crc;
  }
  return table;
}
constexpr std::array<std::uint32_t, 256> kCrcTable = make_crc_table();

class TraditionalKey final : public ZipKey {
 public:
  explicit TraditionalKey(std::string_view password) {
    for (const char c : password) turn(static_cast<std::uint8_t>(c));
  }
  void unlock(std::string& bytes) override {
    for (char& c : bytes) {
      const std::uint32_t word = (keys_[2] | 2U) & 0xFFFFU;
      c = static_cast<char>(static_cast<std::uint8_t>(c) ^ ((word * (word ^ 1U)) >> 8U));
      turn(static_cast<std::uint8_t>(c));
    }
  }
  bool is_proved_by(std::string_view) override { return true; }

 private:
  static std::uint32_t crc_step(std::uint32_t crc, std::uint32_t byte) {
    return kCrcTable[(crc ^ byte) & 0xFFU] ^ (crc >> 8U);
  }
  void turn(std::uint8_t byte) {
    keys_[0] = crc_step(keys_[0], byte);
    keys_[1] = (keys_[1] + (keys_[0] & 0xFFU)) * 134775813U + 1U;
    keys_[2] = crc_step(keys_[2], keys_[1] >> 24U);
  }

  std::array<std::uint32_t, 3> keys_{0x12345678U, 0x23456789U, 0x34567890U};
};

class AesKey final : public ZipKey {
 public:
  AesKey(std::string_view key, std::string_view proof_key) : key_bytes_(key.size()) {
    if (key_bytes_ == AES128_KEY_SIZE) nettle_aes128_set_encrypt_key(&aes128_, as_octets(key));
    if (key_bytes_ == AES192_KEY_SIZE) nettle_aes192_set_encrypt_key(&aes192_, as_octets(key));
    if (key_bytes_ == AES256_KEY_SIZE) nettle_aes256_set_encrypt_key(&aes256_, as_octets(key));
    nettle_hmac_sha1_set_key(&hmac_, proof_key.size(), as_octets(proof_key));
  }
  void unlock(std::string& bytes) override {
    nettle_hmac_sha1_update(&hmac_, bytes.size(), as_octets(bytes));
    for (char& c : bytes) {
      if (used_ == mask_.size()) next_mask();
      c = static_cast<char>(static_cast<std::uint8_t>(c) ^ mask_[used_++]);
    }
  }
  bool is_proved_by(std::string_view tail) override {
    std::array<std::uint8_t, kAesProofBytes> proof{};
    nettle_hmac_sha1_digest(&hmac_, proof.size(), proof.data());
    return tail.size() == proof.size() && std::equal(proof.begin(), proof.end(), as_octets(tail));
  }

 private:
  // The counter is little-endian and begins at 1, which no library's counter mode does.
  void next_mask() {
    for (std::uint8_t& digit : counter_) {
      if (++digit != 0) break;
    }
    if (key_bytes_ == AES128_KEY_SIZE) encrypt(nettle_aes128_encrypt, aes128_);
    if (key_bytes_ == AES192_KEY_SIZE) encrypt(nettle_aes192_encrypt, aes192_);
    if (key_bytes_ == AES256_KEY_SIZE) encrypt(nettle_aes256_encrypt, aes256_);
    used_ = 0;
  }
  template <class Function, class Context>
  void encrypt(Function function, const Context& context) {
    function(&context, mask_.size(), mask_.data(), counter_.data());
  }

  std::size_t key_bytes_;
  aes128_ctx aes128_{};
  aes192_ctx aes192_{};
  aes256_ctx aes256_{};
  hmac_sha1_ctx hmac_{};
  std::array<std::uint8_t, AES_BLOCK_SIZE> counter_{};
  std::array<std::uint8_t, AES_BLOCK_SIZE> mask_{};
  std::size_t used_ = AES_BLOCK_SIZE;
};

std::unique_ptr<ZipKey> make_aes_key(const ZipLock& lock, std::string_view head,
                                     std::string_view password) {
  const std::string_view salt = head.substr(0, aes_salt_bytes(lock));
  const std::size_t key_bytes = aes_key_bytes(lock);
  std::string made(2 * key_bytes + kAesCheckBytes, '\0');
  nettle_pbkdf2_hmac_sha1(password.size(), as_octets(password), kAesRounds, salt.size(),
                          as_octets(salt), made.size(),
                          reinterpret_cast<std::uint8_t*>(made.data()));
  const std::string_view all = made;
  if (all.substr(2 * key_bytes) != head.substr(salt.size(), kAesCheckBytes)) return nullptr;
  return std::make_unique<AesKey>(all.substr(0, key_bytes), all.substr(key_bytes, key_bytes));
}

}  // namespace

std::size_t lock_head_bytes(const ZipLock& lock) {
  if (lock.kind == ZipLockKind::Traditional) return kTraditionalHeadBytes;
  return lock.kind == ZipLockKind::Aes ? aes_salt_bytes(lock) + kAesCheckBytes : 0;
}

std::size_t lock_tail_bytes(const ZipLock& lock) {
  return lock.kind == ZipLockKind::Aes ? kAesProofBytes : 0;
}

std::unique_ptr<ZipKey> make_zip_key(const ZipLock& lock, std::string_view head,
                                     std::string_view password) {
  if (head.size() != lock_head_bytes(lock)) return nullptr;
  if (lock.kind == ZipLockKind::Aes) return make_aes_key(lock, head, password);
  if (lock.kind != ZipLockKind::Traditional) return nullptr;
  auto key = std::make_unique<TraditionalKey>(password);
  std::string first(head);
  key->unlock(first);
  if (static_cast<std::uint8_t>(first.back()) != lock.check_byte) return nullptr;
  return key;
}

}  // namespace habeas
