// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "read/archive/unpack.h"
#include "read/byte_source.h"

namespace habeas {

/// Why a stream gives no more.
enum class StreamEnd : std::uint8_t {
  None,        ///< it goes on
  Proper,      ///< all was read
  CutOff,      ///< the source ends in the middle of what is packed
  Damaged,     ///< what is packed is broken here; resume() may find a sound place further on
  TooLarge,    ///< the limit of unpacked bytes was met
  Unreadable,  ///< the source itself broke
};

/// Bytes one after the other, packed or not, with a window on what comes next. Memory is what was
/// asked to be seen at once, and at most 64 MiB beside it. Views hold until the next call that is
/// not const.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;

  /// What was unpacked and not yet dropped.
  std::string_view ahead() const { return {buffer_.get() + begin_, end_ - begin_}; }

  /// Reads on until `count` bytes stand ahead; false if the stream ends before.
  bool want(std::size_t count);

  /// REQUIRES: count <= ahead().size().
  void drop(std::size_t count) {
    begin_ += count;
    offset_ += count;
  }

  /// Drops `count` bytes, reading on; returns how many there were.
  std::uint64_t skip(std::uint64_t count);

  /// Where ahead() begins in the stream.
  std::uint64_t offset() const { return offset_; }

  /// Where the packed member began, in the source, out of which the end of ahead() came.
  std::uint64_t member_at() const { return member_at_; }

  /// None as long as want() may still succeed.
  StreamEnd end() const { return end_reason_; }

  /// After Damaged: drops what stands ahead and goes on at the next sound place. False, and
  /// Proper, if there is none.
  bool resume();

 protected:
  explicit ByteStream(std::uint64_t bytes_max) : bytes_max_(bytes_max) {}

  /// Appends some bytes through space() and add() or append(), or calls finish().
  virtual void refill() = 0;
  /// Moves to the next sound place; false if there is none.
  virtual bool find_sound_place() { return false; }

  /// Room for `count` bytes more behind ahead().
  char* space(std::size_t count);
  void add(std::size_t count);
  /// Both at once.
  void append(std::string_view bytes);
  void finish(StreamEnd reason) { end_reason_ = reason; }
  void set_member_at(std::uint64_t at) { member_at_ = at; }

 private:
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t offset_ = 0;
  std::uint64_t made_ = 0;
  std::uint64_t member_at_ = 0;
  std::uint64_t bytes_max_;
  StreamEnd end_reason_ = StreamEnd::None;
};

/// A stream over all of `source`, which must outlive it: as it is (Stored), all its gzip members,
/// bzip2 or xz streams, or zstd frames one after the other (with the dictionary frame of
/// .warc.zst). Gives at most `bytes_max` bytes.
std::unique_ptr<ByteStream> open_stream(const ByteSource& source, Packing packing,
                                        std::uint64_t bytes_max);

/// How a source that begins with `head` is packed: Stored if not at all.
Packing find_packing(std::string_view head);

}  // namespace habeas
