// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace habeas {

/// How bytes are packed.
enum class Packing : std::uint8_t {
  Stored,
  Deflate,  ///< RFC 1951, bare, as in a zip
  Zlib,     ///< RFC 1950
  Gzip,     ///< RFC 1952, one member
  Bzip2,    ///< one stream
  Xz,       ///< one .xz stream, or an old .lzma file
  Zstd,     ///< RFC 8878, one frame; skippable frames give nothing
  Brotli,   ///< RFC 7932
};

enum class UnpackState : std::uint8_t {
  Going,   ///< all packed bytes are used up, or `room` is
  Ended,   ///< the stream ended by its own word; what is left of the packed bytes is not its own
  Broken,  ///< damaged from here on; what came out before is sound as far as can be told
};

/// Unpacks one stream, piece by piece. At most 128 MiB of memory of its own, whatever the stream
/// asks for (Broken if it wants more). One thread.
class Unpacker {
 public:
  virtual ~Unpacker() = default;

  /// Appends at most `room` bytes to `out` and takes what it used from the begin of `packed`. After
  /// a call that filled `room`, more may come without further packed bytes.
  virtual UnpackState unpack(std::string_view& packed, std::size_t room, std::string& out) = 0;
};

/// `dictionary` is for zstd only. Never nullptr unless memory is short.
std::unique_ptr<Unpacker> make_unpacker(Packing packing, std::string_view dictionary = {});

/// A whole stream, or several one after the other (gzip members, zstd frames), in one go.
struct Unpacked {
  std::string bytes;                       ///< at most `bytes_max`
  UnpackState state = UnpackState::Ended;  ///< Going: the stream is cut off, or longer than that
  bool too_large = false;
};
Unpacked unpack_all(Packing packing, std::string_view packed, std::size_t bytes_max);

}  // namespace habeas
