// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/unpack.h"

#include <algorithm>
#include <optional>

#include <brotli/decode.h>
#include <bzlib.h>
#include <libdeflate.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include "read/archive/little_endian.h"

namespace habeas {
namespace {

constexpr std::size_t kStepBytes = 256U << 10U;
constexpr std::size_t kPackedStepBytes = 1U << 30U;  // zlib and bzlib count in 32 bits
constexpr std::uint64_t kMemoryBytesMax = 128ULL << 20U;
constexpr int kZstdWindowBitsMax = 27;  // 128 MiB

/// One call of a library: how far it came.
struct Step {
  UnpackState state;
  std::size_t used;
  std::size_t made;
};

/// The loop that all libraries share: calls `step(packed, space)` until it ends, or until input or
/// room are used up.
template <class StepFunction>
UnpackState unpack_in_steps(std::string_view& packed, std::size_t room, std::string& out,
                            const StepFunction& step) {
  const std::size_t out_max = out.size() + room;
  while (out.size() < out_max) {
    const std::size_t begin = out.size();
    const std::size_t space = std::min(out_max - begin, std::max(kStepBytes, begin / 2));
    out.resize(begin + space);
    const Step made = step(packed.substr(0, kPackedStepBytes), out.data() + begin,
                           std::min(space, kPackedStepBytes));
    out.resize(begin + made.made);
    packed.remove_prefix(made.used);
    if (made.state != UnpackState::Going) return made.state;
    if (made.made == 0 && (packed.empty() || made.used == 0)) break;
  }
  return UnpackState::Going;
}

class StoredUnpacker final : public Unpacker {
 public:
  UnpackState unpack(std::string_view& packed, std::size_t room, std::string& out) override {
    const std::string_view taken = packed.substr(0, room);
    out += taken;
    packed.remove_prefix(taken.size());
    return UnpackState::Going;
  }
};

class ZlibUnpacker final : public Unpacker {
 public:
  explicit ZlibUnpacker(int window_bits) { begun_ = inflateInit2(&stream_, window_bits) == Z_OK; }
  ~ZlibUnpacker() override {
    if (begun_) inflateEnd(&stream_);
  }
  ZlibUnpacker(const ZlibUnpacker&) = delete;
  ZlibUnpacker& operator=(const ZlibUnpacker&) = delete;

  UnpackState unpack(std::string_view& packed, std::size_t room, std::string& out) override {
    if (!begun_) return UnpackState::Broken;
    const auto step = [this](std::string_view from, char* to, std::size_t space) {
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(from.data()));
      stream_.avail_in = static_cast<uInt>(from.size());
      stream_.next_out = reinterpret_cast<Bytef*>(to);
      stream_.avail_out = static_cast<uInt>(space);
      const int code = inflate(&stream_, Z_NO_FLUSH);
      const UnpackState state = code == Z_STREAM_END                  ? UnpackState::Ended
                                : code == Z_OK || code == Z_BUF_ERROR ? UnpackState::Going
                                                                      : UnpackState::Broken;
      return Step{state, from.size() - stream_.avail_in, space - stream_.avail_out};
    };
    return unpack_in_steps(packed, room, out, step);
  }

 private:
  z_stream stream_{};
  bool begun_ = false;
};

class Bzip2Unpacker final : public Unpacker {
 public:
  Bzip2Unpacker() { begun_ = BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK; }
  ~Bzip2Unpacker() override {
    if (begun_) BZ2_bzDecompressEnd(&stream_);
  }
  Bzip2Unpacker(const Bzip2Unpacker&) = delete;
  Bzip2Unpacker& operator=(const Bzip2Unpacker&) = delete;

  UnpackState unpack(std::string_view& packed, std::size_t room, std::string& out) override {
    if (!begun_) return UnpackState::Broken;
    const auto step = [this](std::string_view from, char* to, std::size_t space) {
      stream_.next_in = const_cast<char*>(from.data());
      stream_.avail_in = static_cast<unsigned>(from.size());
      stream_.next_out = to;
      stream_.avail_out = static_cast<unsigned>(space);
      const int code = BZ2_bzDecompress(&stream_);
      const UnpackState state = code == BZ_STREAM_END ? UnpackState::Ended
                                : code == BZ_OK       ? UnpackState::Going
                                                      : UnpackState::Broken;
      return Step{state, from.size() - stream_.avail_in, space - stream_.avail_out};
    };
    return unpack_in_steps(packed, room, out, step);
  }

 private:
  bz_stream stream_{};
  bool begun_ = false;
};

class XzUnpacker final : public Unpacker {
 public:
  XzUnpacker() { begun_ = lzma_auto_decoder(&stream_, kMemoryBytesMax, 0) == LZMA_OK; }
  ~XzUnpacker() override { lzma_end(&stream_); }
  XzUnpacker(const XzUnpacker&) = delete;
  XzUnpacker& operator=(const XzUnpacker&) = delete;

  UnpackState unpack(std::string_view& packed, std::size_t room, std::string& out) override {
    if (!begun_) return UnpackState::Broken;
    const auto step = [this](std::string_view from, char* to, std::size_t space) {
      stream_.next_in = reinterpret_cast<const std::uint8_t*>(from.data());
      stream_.avail_in = from.size();
      stream_.next_out = reinterpret_cast<std::uint8_t*>(to);
      stream_.avail_out = space;
      const lzma_ret code = lzma_code(&stream_, LZMA_RUN);
      const UnpackState state = code == LZMA_STREAM_END                     ? UnpackState::Ended
                                : code == LZMA_OK || code == LZMA_BUF_ERROR ? UnpackState::Going
                                                                            : UnpackState::Broken;
      return Step{state, from.size() - stream_.avail_in, space - stream_.avail_out};
    };
    return unpack_in_steps(packed, room, out, step);
  }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool begun_ = false;
};

class ZstdUnpacker final : public Unpacker {
 public:
  explicit ZstdUnpacker(std::string_view dictionary) : context_(ZSTD_createDCtx()) {
    if (context_ == nullptr) return;
    ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, kZstdWindowBitsMax);
    if (!dictionary.empty()) {
      begun_ = ZSTD_isError(
                   ZSTD_DCtx_loadDictionary(context_, dictionary.data(), dictionary.size())) == 0;
    }
  }
  ~ZstdUnpacker() override { ZSTD_freeDCtx(context_); }
  ZstdUnpacker(const ZstdUnpacker&) = delete;
  ZstdUnpacker& operator=(const ZstdUnpacker&) = delete;

  UnpackState unpack(std::string_view& packed, std::size_t room, std::string& out) override {
    if (context_ == nullptr || !begun_) return UnpackState::Broken;
    const auto step = [this](std::string_view from, char* to, std::size_t space) {
      ZSTD_inBuffer in{from.data(), from.size(), 0};
      ZSTD_outBuffer made{to, space, 0};
      const std::size_t code = ZSTD_decompressStream(context_, &made, &in);
      const UnpackState state = ZSTD_isError(code) != 0 ? UnpackState::Broken
                                : code == 0             ? UnpackState::Ended
                                                        : UnpackState::Going;
      return Step{state, in.pos, made.pos};
    };
    return unpack_in_steps(packed, room, out, step);
  }

 private:
  ZSTD_DCtx* context_;
  bool begun_ = true;
};

class BrotliUnpacker final : public Unpacker {
 public:
  BrotliUnpacker() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {}
  ~BrotliUnpacker() override { BrotliDecoderDestroyInstance(state_); }
  BrotliUnpacker(const BrotliUnpacker&) = delete;
  BrotliUnpacker& operator=(const BrotliUnpacker&) = delete;

  UnpackState unpack(std::string_view& packed, std::size_t room, std::string& out) override {
    if (state_ == nullptr) return UnpackState::Broken;
    const auto step = [this](std::string_view from, char* to, std::size_t space) {
      std::size_t left = from.size();
      const auto* in = reinterpret_cast<const std::uint8_t*>(from.data());
      std::size_t free = space;
      auto* made = reinterpret_cast<std::uint8_t*>(to);
      const BrotliDecoderResult code =
          BrotliDecoderDecompressStream(state_, &left, &in, &free, &made, nullptr);
      const UnpackState state = code == BROTLI_DECODER_RESULT_SUCCESS ? UnpackState::Ended
                                : code == BROTLI_DECODER_RESULT_ERROR ? UnpackState::Broken
                                                                      : UnpackState::Going;
      return Step{state, from.size() - left, space - free};
    };
    return unpack_in_steps(packed, room, out, step);
  }

 private:
  BrotliDecoderState* state_;
};

}  // namespace

std::unique_ptr<Unpacker> make_unpacker(Packing packing, std::string_view dictionary) {
  switch (packing) {
    case Packing::Deflate:
      return std::make_unique<ZlibUnpacker>(-MAX_WBITS);
    case Packing::Zlib:
      return std::make_unique<ZlibUnpacker>(MAX_WBITS);
    case Packing::Gzip:
      return std::make_unique<ZlibUnpacker>(MAX_WBITS + 16);
    case Packing::Bzip2:
      return std::make_unique<Bzip2Unpacker>();
    case Packing::Xz:
      return std::make_unique<XzUnpacker>();
    case Packing::Zstd:
      return std::make_unique<ZstdUnpacker>(dictionary);
    case Packing::Brotli:
      return std::make_unique<BrotliUnpacker>();
    case Packing::Stored:
      break;
  }
  return std::make_unique<StoredUnpacker>();
}

namespace {

/// One sound gzip member of a size that it tells itself, at twice the speed; nothing if it is
/// anything else.
std::optional<std::string> unpack_gzip_at_once(std::string_view packed, std::size_t bytes_max) {
  constexpr std::size_t kGzipBytesMin = 18;
  constexpr std::size_t kRatioMax = 1032;  // of deflate, at its best
  if (packed.size() < kGzipBytesMin) return std::nullopt;
  const std::size_t claimed = LittleEndianReader(packed.substr(packed.size() - 4)).u32();
  if (claimed > bytes_max || claimed / kRatioMax > packed.size()) return std::nullopt;
  std::string bytes(claimed, '\0');
  libdeflate_decompressor* const decompressor = libdeflate_alloc_decompressor();
  if (decompressor == nullptr) return std::nullopt;
  std::size_t used = 0;
  std::size_t made = 0;
  const libdeflate_result code = libdeflate_gzip_decompress_ex(
      decompressor, packed.data(), packed.size(), bytes.data(), bytes.size(), &used, &made);
  libdeflate_free_decompressor(decompressor);
  if (code != LIBDEFLATE_SUCCESS || used != packed.size() || made != claimed) return std::nullopt;
  return bytes;
}

}  // namespace

Unpacked unpack_all(Packing packing, std::string_view packed, std::size_t bytes_max) {
  Unpacked all;
  if (packing == Packing::Gzip) {
    if (std::optional<std::string> bytes = unpack_gzip_at_once(packed, bytes_max)) {
      all.bytes = std::move(*bytes);
      return all;
    }
  }
  bool first = true;
  while (first || !packed.empty()) {
    const std::unique_ptr<Unpacker> unpacker = make_unpacker(packing);
    const std::size_t begin = all.bytes.size();
    const UnpackState state = unpacker->unpack(packed, bytes_max + 1 - begin, all.bytes);
    // What follows a whole stream and is none itself is padding.
    if (!first && state == UnpackState::Broken && all.bytes.size() == begin) break;
    all.state = state;
    first = false;
    if (state != UnpackState::Ended) break;
  }
  all.too_large = all.bytes.size() > bytes_max;
  if (all.too_large) {
    all.bytes.resize(bytes_max);
    all.state = UnpackState::Going;
  }
  if (packing == Packing::Stored && !all.too_large) all.state = UnpackState::Ended;
  return all;
}

}  // namespace habeas
