// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/gzip_stream.h"

#include <algorithm>

#include <libdeflate.h>

namespace habeas {
namespace {

constexpr std::size_t kPieceBytes = 1U << 20U;
constexpr std::size_t kLowWaterBytes = 64U << 10U;
constexpr std::size_t kMemberPackedBytesMax = 16U << 20U;
constexpr std::size_t kMemberSpaceBytesMin = 1U << 20U;
constexpr std::size_t kMemberSpaceBytesMax = 64U << 20U;
constexpr std::string_view kSign{"\x1F\x8B\x08", 3};

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

class GzipStream final : public ByteStream {
 public:
  GzipStream(const ByteSource& source, std::uint64_t bytes_max)
      : ByteStream(bytes_max), source_(source), whole_(libdeflate_alloc_decompressor()) {}

 private:
  std::string_view packed() const { return std::string_view(window_).substr(at_); }
  bool is_at_end() const { return window_at_ + window_.size() >= source_.size(); }

  void use(std::size_t count) { at_ += count; }

  /// Makes the window reach further; false at the end of the source.
  bool load_piece() {
    if (is_at_end()) return false;
    // What is left is read again rather than copied twice: it is little, mostly.
    const std::size_t left = packed().size();
    Result<std::string> window =
        source_.read_at(window_at_ + at_, left + std::max(kPieceBytes, left));
    if (!window || window->size() <= left) {
      finish(StreamEnd::Unreadable);
      return false;
    }
    window_at_ += at_;
    at_ = 0;
    window_ = std::move(*window);
    return true;
  }

  void refill() override {
    if (pieces_) return refill_by_pieces();
    if (packed().size() < kLowWaterBytes) load_piece();
    if (end() != StreamEnd::None) return;
    skip_padding();
    if (packed().empty()) {
      if (!load_piece() && end() == StreamEnd::None) finish(StreamEnd::Proper);
      return;
    }
    set_member_at(window_at_ + at_);
    if (packed().substr(0, kSign.size()) != kSign.substr(0, packed().size())) {
      return finish(StreamEnd::Damaged);
    }
    if (!unpack_whole_member()) pieces_ = make_unpacker(Packing::Gzip);
  }

  void skip_padding() {
    while (!packed().empty() && packed().front() == '\0') {
      use(std::min(packed().find_first_not_of('\0'), packed().size()));
      if (packed().empty()) load_piece();
    }
  }

  /// False if the member is too large for this, cut off or damaged: the other way tells which.
  bool unpack_whole_member() {
    if (!whole_) return false;
    while (true) {
      char* const out = space(member_space_);
      std::size_t used = 0;
      std::size_t made = 0;
      const libdeflate_result code = libdeflate_gzip_decompress_ex(
          whole_.get(), packed().data(), packed().size(), out, member_space_, &used, &made);
      if (code == LIBDEFLATE_SUCCESS) {
        use(used);
        add(made);
        return true;
      }
      if (code == LIBDEFLATE_INSUFFICIENT_SPACE) {
        if (member_space_ >= kMemberSpaceBytesMax) return false;
        member_space_ *= 2;
      } else if (packed().size() >= kMemberPackedBytesMax || !load_piece()) {
        return false;
      }
    }
  }

  void refill_by_pieces() {
    if (packed().empty() && !load_piece()) {
      if (end() == StreamEnd::None) finish(StreamEnd::CutOff);
      return;
    }
    std::string_view left = packed();
    out_.clear();
    const UnpackState state = pieces_->unpack(left, kPieceBytes, out_);
    use(packed().size() - left.size());
    append(out_);
    if (state == UnpackState::Going) return;
    pieces_.reset();
    if (state == UnpackState::Broken && end() == StreamEnd::None) finish(StreamEnd::Damaged);
  }

  // A damaged member may have swallowed the next: the search begins right behind its own sign.
  bool find_sound_place() override {
    at_ = member_at() >= window_at_ ? static_cast<std::size_t>(member_at() - window_at_) : 0;
    use(std::min<std::size_t>(1, packed().size()));
    while (end() == StreamEnd::None) {
      const std::size_t found = packed().find(kSign);
      if (found != std::string_view::npos) {
        use(found);
        return true;
      }
      use(packed().size() - std::min(packed().size(), kSign.size() - 1));
      if (!load_piece()) return false;
    }
    return false;
  }

  const ByteSource& source_;
  std::unique_ptr<libdeflate_decompressor, FreeDecompressor> whole_;
  std::string window_;           // packed bytes
  std::uint64_t window_at_ = 0;  // of the window in the source
  std::size_t at_ = 0;           // in the window: the first not used
  std::size_t member_space_ = kMemberSpaceBytesMin;
  std::unique_ptr<Unpacker> pieces_;
  std::string out_;
};

}  // namespace

std::unique_ptr<ByteStream> make_gzip_stream(const ByteSource& source, std::uint64_t bytes_max) {
  return std::make_unique<GzipStream>(source, bytes_max);
}

}  // namespace habeas
