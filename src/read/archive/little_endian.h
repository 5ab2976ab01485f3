// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace habeas {

/// Reads little-endian numbers one after the other; past the end they are 0 and `has_failed`.
class LittleEndianReader {
 public:
  explicit LittleEndianReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  std::uint64_t u64() { return number(8); }
  std::string_view bytes(std::size_t count) {
    if (bytes_.size() < count) failed_ = true;
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(taken.size());
    return taken;
  }
  void skip(std::size_t count) { bytes(count); }
  std::size_t left() const { return bytes_.size(); }
  bool has_failed() const { return failed_; }

 private:
  std::uint64_t number(std::size_t count) {
    const std::string_view taken = bytes(count);
    if (taken.size() < count) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;) {
      value = (value << 8U) | static_cast<unsigned char>(taken[i]);
    }
    return value;
  }

  std::string_view bytes_;
  bool failed_ = false;
};

}  // namespace habeas
