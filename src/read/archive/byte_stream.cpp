// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/byte_stream.h"

#include <algorithm>
#include <cstring>

#include "read/archive/gzip_stream.h"
#include "read/archive/little_endian.h"

namespace habeas {
namespace {

constexpr std::size_t kStreamPieceBytes = 1U << 20U;
constexpr std::size_t kUnpackRoomBytes = 1U << 20U;
constexpr std::uint64_t kDictionaryBytesMax = 16U << 20U;
constexpr std::string_view kZstdSign{"\x28\xB5\x2F\xFD", 4};
constexpr std::string_view kZstdDictionarySign{"\x5D\x2A\x4D\x18", 4};

class PlainStream final : public ByteStream {
 public:
  PlainStream(const ByteSource& source, std::uint64_t bytes_max)
      : ByteStream(bytes_max), source_(source) {}

 private:
  void refill() override {
    const Result<std::string> piece = source_.read_at(at_, kStreamPieceBytes);
    if (!piece) return finish(StreamEnd::Unreadable);
    if (piece->empty()) return finish(StreamEnd::Proper);
    set_member_at(0);
    at_ += piece->size();
    append(*piece);
  }

  const ByteSource& source_;
  std::uint64_t at_ = 0;
};

/// Streams or frames one after the other, unpacked by one Unpacker after the other.
class UnpackedStream final : public ByteStream {
 public:
  UnpackedStream(const ByteSource& source, Packing packing, std::uint64_t bytes_max)
      : ByteStream(bytes_max), source_(source), packing_(packing) {
    if (packing == Packing::Zstd) load_dictionary();
  }

 private:
  // The first frame of a .warc.zst may be a dictionary, packed itself or not, for all others.
  void load_dictionary() {
    const Result<std::string> head = source_.read_at(0, 8);
    if (!head || head->substr(0, 4) != kZstdDictionarySign) return;
    const std::uint32_t size = LittleEndianReader(std::string_view(*head).substr(4)).u32();
    if (size > kDictionaryBytesMax) return;
    Result<std::string> dictionary = source_.read_at(8, size);
    if (!dictionary) return;
    at_ = 8 + dictionary->size();
    dictionary_ = std::move(*dictionary);
    if (dictionary_.substr(0, 4) == kZstdSign) {
      dictionary_ = unpack_all(Packing::Zstd, dictionary_, kDictionaryBytesMax).bytes;
    }
  }

  void refill() override {
    if (packed_.empty() && !load_piece()) return;
    if (!unpacker_) {
      packed_.remove_prefix(std::min(packed_.find_first_not_of('\0'), packed_.size()));  // padding
      if (packed_.empty()) return;
      unpacker_ = make_unpacker(packing_, dictionary_);
      set_member_at(at_ - packed_.size());
    }
    out_.clear();
    const std::size_t packed_before = packed_.size();
    const UnpackState state = unpacker_->unpack(packed_, kUnpackRoomBytes, out_);
    const bool stands_still = out_.empty() && packed_.size() == packed_before;
    append(out_);
    if (end() != StreamEnd::None) return;
    if (state == UnpackState::Broken || (stands_still && state == UnpackState::Going)) {
      finish(StreamEnd::Damaged);
    }
    if (state == UnpackState::Ended) unpacker_.reset();
  }

  bool load_piece() {
    Result<std::string> piece = source_.read_at(at_, kStreamPieceBytes);
    if (!piece || piece->empty()) {
      finish(!piece ? StreamEnd::Unreadable : unpacker_ ? StreamEnd::CutOff : StreamEnd::Proper);
      return false;
    }
    piece_ = std::move(*piece);
    packed_ = piece_;
    at_ += piece_.size();
    return true;
  }

  const ByteSource& source_;
  Packing packing_;
  std::string dictionary_;
  std::uint64_t at_ = 0;
  std::string piece_;
  std::string_view packed_;
  std::string out_;
  std::unique_ptr<Unpacker> unpacker_;
};

}  // namespace

bool ByteStream::want(std::size_t count) {
  while (end_ - begin_ < count && end_reason_ == StreamEnd::None) refill();
  return end_ - begin_ >= count;
}

std::uint64_t ByteStream::skip(std::uint64_t count) {
  std::uint64_t left = count;
  while (left > 0 && want(1)) {
    const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(left, ahead().size()));
    drop(step);
    left -= step;
  }
  return count - left;
}

bool ByteStream::resume() {
  if (end_reason_ != StreamEnd::Damaged) return false;
  drop(ahead().size());
  end_reason_ = StreamEnd::None;
  if (!find_sound_place()) end_reason_ = StreamEnd::Proper;
  return end_reason_ == StreamEnd::None;
}

char* ByteStream::space(std::size_t count) {
  if (begin_ == end_) begin_ = end_ = 0;
  if (capacity_ - end_ >= count) return buffer_.get() + end_;
  const std::size_t kept = end_ - begin_;
  if (capacity_ - kept < count || kept > capacity_ / 2) {
    // Without the zeros that make_unique would write.
    const std::size_t capacity = std::max(2 * capacity_, kept + count);
    std::unique_ptr<char[]> larger(new char[capacity]);
    if (kept > 0) std::memcpy(larger.get(), buffer_.get() + begin_, kept);
    buffer_ = std::move(larger);
    capacity_ = capacity;
  } else {
    std::memmove(buffer_.get(), buffer_.get() + begin_, kept);
  }
  begin_ = 0;
  end_ = kept;
  return buffer_.get() + end_;
}

void ByteStream::append(std::string_view bytes) {
  if (bytes.empty()) return;
  std::memcpy(space(bytes.size()), bytes.data(), bytes.size());
  add(bytes.size());
}

void ByteStream::add(std::size_t count) {
  const auto allowed = static_cast<std::size_t>(std::min<std::uint64_t>(count, bytes_max_ - made_));
  made_ += allowed;
  end_ += allowed;
  if (allowed < count) finish(StreamEnd::TooLarge);
}

std::unique_ptr<ByteStream> open_stream(const ByteSource& source, Packing packing,
                                        std::uint64_t bytes_max) {
  if (packing == Packing::Stored) return std::make_unique<PlainStream>(source, bytes_max);
  if (packing == Packing::Gzip) return make_gzip_stream(source, bytes_max);
  return std::make_unique<UnpackedStream>(source, packing, bytes_max);
}

Packing find_packing(std::string_view head) {
  if (head.substr(0, 3) == "\x1F\x8B\x08") return Packing::Gzip;
  if (head.substr(0, 4) == kZstdSign || head.substr(0, 4) == kZstdDictionarySign) {
    return Packing::Zstd;
  }
  constexpr std::string_view kXzSign{
      "\xFD"
      "7zXZ\x00",
      6};
  if (head.substr(0, 6) == kXzSign) return Packing::Xz;
  const bool bzip2 = head.size() >= 10 && head.substr(0, 3) == "BZh" && head[3] >= '1' &&
                     head[3] <= '9' && head.substr(4, 6) == "1AY&SY";
  return bzip2 ? Packing::Bzip2 : Packing::Stored;
}

}  // namespace habeas
