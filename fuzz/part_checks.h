// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include "read/formats.h"
#include "text/utf8.h"

namespace habeas {

/// Takes the parts of one container and sees that the limits hold; reads none of them.
class PartChecks final : public PartSink {
 public:
  explicit PartChecks(const ReadLimits& limits) : limits_(limits) {}

  void add_document(Document) override { std::abort(); }
  void add_problem(Problem problem) override {
    if (!is_utf8(problem.message) || ++problems_ > 10'000) std::abort();
  }
  void add_part(Part part) override {
    if (part.bytes.size() > limits_.part_bytes_max || part.bytes.size() > bytes_left())
      std::abort();
    if (!is_utf8(part.path) || !is_utf8(part.address) || !is_utf8(part.media_type)) std::abort();
    used_ += part.bytes.size();
  }
  std::uint64_t bytes_left() const override { return limits_.unpacked_bytes_max - used_; }
  bool wants_fields() const override { return true; }
  void add_fields(PartFields) override {}

 private:
  const ReadLimits& limits_;
  std::uint64_t used_ = 0;
  std::uint64_t problems_ = 0;
};

/// Has `read` take `bytes` apart within small limits.
template <class Read>
void check_parts(const std::uint8_t* bytes, std::size_t size, const Read& read) {
  ReadLimits limits;
  limits.part_bytes_max = 1U << 20U;
  limits.unpacked_bytes_max = 4U << 20U;
  SourceLabel label;
  label.passwords = {"oral 2016"};
  PartChecks checks(limits);
  read(label, MemorySource(std::string(reinterpret_cast<const char*>(bytes), size)), limits,
       checks);
}

}  // namespace habeas
