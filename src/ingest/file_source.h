// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/digest.h"
#include "base/disk.h"
#include "read/byte_source.h"

namespace habeas {

/// An open file as readers see it. Borrows the file.
class FileSource final : public ByteSource {
 public:
  explicit FileSource(const OpenFile& file) : file_(file) {}
  std::uint64_t size() const override { return file_.size(); }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    return file_.read_at(offset, length);
  }

 private:
  const OpenFile& file_;
};

/// SHA-256 of all of an open file, read piece by piece. Errors: those of the disk.
Result<Digest> digest_of(const OpenFile& file);

}  // namespace habeas
