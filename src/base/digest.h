// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace habeas {

/// A SHA-256 (FIPS 180-4): the name of a Source and of everything else that is named by its bytes.
struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  friend auto operator<=>(const Digest&, const Digest&) = default;
};

Digest sha256(std::string_view bytes);

/// SHA-256 of bytes that come piece by piece. Not copied; used by one thread.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// May be called once.
  Digest finish();

 private:
  alignas(64) std::array<unsigned char, 128> state_{};
};

/// 64 lower-case hexadecimal digits.
std::string to_hex(const Digest& digest);
/// Lower-case hexadecimal digits of any bytes.
std::string to_hex(std::string_view bytes);
/// Nothing if `hex` is not an even number of hexadecimal digits (either case).
std::optional<std::string> parse_hex(std::string_view hex);
/// Nothing unless `hex` is exactly 64 hexadecimal digits.
std::optional<Digest> parse_digest(std::string_view hex);
/// The 32 bytes as a string, for blobs. `digest_of_bytes` is the way back.
std::string to_bytes(const Digest& digest);
std::optional<Digest> digest_of_bytes(std::string_view bytes);

}  // namespace habeas
