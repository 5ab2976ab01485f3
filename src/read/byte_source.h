// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace habeas {

/// Bytes that a reader asks for piece by piece, so that a large source never stands in memory
/// whole. In the locked room the pieces come over the pipe.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  virtual std::uint64_t size() const = 0;

  /// The bytes from `offset` on: exactly `length`, or fewer only at the end. An Error is a broken
  /// pipe or disk: the reader gives up.
  virtual Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const = 0;
};

/// Bytes that already stand in memory. Keeps a copy.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}
  std::uint64_t size() const override { return bytes_.size(); }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override;

 private:
  std::string bytes_;
};

}  // namespace habeas
