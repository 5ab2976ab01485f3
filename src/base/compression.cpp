// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/compression.h"

#include <zstd.h>

#include <memory>

namespace habeas {
namespace {

constexpr int kLevel = 3;

struct FreeCompressor {
  void operator()(ZSTD_CCtx* compressor) const { ZSTD_freeCCtx(compressor); }
};

}  // namespace

Result<std::string> compress(std::string_view bytes) {
  const std::unique_ptr<ZSTD_CCtx, FreeCompressor> compressor(ZSTD_createCCtx());
  if (!compressor) return fail(ErrorCode::TooLarge, "there is not enough memory to compress");
  ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_checksumFlag, 1);
  std::string compressed(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress2(compressor.get(), compressed.data(), compressed.size(),
                                          bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0) return fail(ErrorCode::TooLarge, "cannot compress");
  compressed.resize(size);
  return compressed;
}

Result<std::string> decompress(std::string_view compressed, std::size_t bytes_max) {
  const unsigned long long size = ZSTD_getFrameContentSize(compressed.data(), compressed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > bytes_max) {
    return fail(ErrorCode::Corrupt, "a compressed piece is damaged");
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  const std::size_t made =
      ZSTD_decompress(bytes.data(), bytes.size(), compressed.data(), compressed.size());
  if (ZSTD_isError(made) != 0 || made != bytes.size()) {
    return fail(ErrorCode::Corrupt, "a compressed piece is damaged");
  }
  return bytes;
}

}  // namespace habeas
