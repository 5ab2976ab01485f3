// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes are a mailbox: the messages are the same in pieces of any size, lie one behind the
// other, and are read.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "read/mail/mbox.h"
#include "read/mail/mbox_reader.h"
#include "read/read_check.h"

namespace {

constexpr std::size_t kMessageBytesMax = 4096;

void check(bool holds) {
  if (!holds) std::abort();
}

class SlowSource final : public habeas::ByteSource {
 public:
  SlowSource(std::string bytes, std::uint64_t piece_bytes)
      : bytes_(std::move(bytes)), piece_bytes_(piece_bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  habeas::Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    return bytes_.substr(offset, std::min(length, piece_bytes_));
  }

 private:
  std::string bytes_;
  std::uint64_t piece_bytes_;
};

/// Messages that are not cut: where those are cut depends on the pieces.
std::vector<std::string> split(const std::string& bytes, std::uint64_t piece_bytes,
                               std::size_t message_bytes_max) {
  std::vector<std::string> messages;
  std::uint64_t last = 0;
  const auto outcome = habeas::split_mbox(
      SlowSource(bytes, piece_bytes), message_bytes_max, [&](const habeas::MboxMessage& message) {
        check(messages.empty() || message.offset > last);
        check(message.offset < bytes.size() && message.bytes.size() <= message_bytes_max);
        last = message.offset;
        messages.emplace_back(message.bytes);
        return true;
      });
  check(outcome.has_value());
  return messages;
}

class QuietSink final : public habeas::PartSink {
 public:
  void add_document(habeas::Document document) override { check(!habeas::find_fault(document)); }
  void add_problem(habeas::Problem) override {}
  void add_part(habeas::Part) override {}
  std::uint64_t bytes_left() const override { return 1U << 20U; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string box(reinterpret_cast<const char*>(bytes), size);
  check(split(box, 1U << 20U, 1U << 20U) == split(box, 61, 1U << 20U));
  (void)split(box, 61, kMessageBytesMax);
  QuietSink sink;
  habeas::ReadLimits limits;
  limits.text_bytes_max = 1U << 20U;
  limits.part_bytes_max = 1U << 20U;
  habeas::read_mbox({}, habeas::MemorySource(box), limits, sink);
  return 0;
}
