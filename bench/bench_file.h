// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdio>
#include <string>

#include "read/byte_source.h"

namespace habeas {

/// A file on the disk as readers know sources, read piece by piece. For one thread.
class BenchFile final : public ByteSource {
 public:
  explicit BenchFile(const char* path) : file_(std::fopen(path, "rb")) {
    if (file_ == nullptr) return;
    std::setvbuf(file_, nullptr, _IONBF, 0);
    std::fseek(file_, 0, SEEK_END);
    size_ = static_cast<std::uint64_t>(std::ftell(file_));
  }
  ~BenchFile() override {
    if (file_ != nullptr) std::fclose(file_);
  }
  BenchFile(const BenchFile&) = delete;
  BenchFile& operator=(const BenchFile&) = delete;

  bool is_open() const { return file_ != nullptr; }
  std::uint64_t size() const override { return size_; }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    if (offset >= size_) return std::string();
    std::string bytes(std::min(length, size_ - offset), '\0');
    std::fseek(file_, static_cast<long>(offset), SEEK_SET);
    bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file_));
    return bytes;
  }

 private:
  std::FILE* file_;
  std::uint64_t size_ = 0;
};

}  // namespace habeas
