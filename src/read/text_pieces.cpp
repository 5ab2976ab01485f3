// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/text_pieces.h"

#include <algorithm>

#include <fmt/format.h>

#include "read/charset.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::uint64_t kSampleBytes = 64U << 10U;

bool is_wide(const std::string& charset) { return charset.substr(0, 6) == "UTF-16"; }

std::size_t bom_bytes(std::string_view head) {
  if (head.substr(0, 3) == "\xEF\xBB\xBF") return 3;
  return head.substr(0, 2) == "\xFE\xFF" || head.substr(0, 2) == "\xFF\xFE" ? 2 : 0;
}

std::size_t count_replacements(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find("\uFFFD"); at != std::string_view::npos;
       at = text.find("\uFFFD", at + 3)) {
    ++count;
  }
  return count;
}

/// How many bytes at the end of UTF-8 `bytes` are the begin of a character.
std::size_t unfinished_bytes(std::string_view bytes) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
    const auto lead = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if ((lead & 0xC0U) == 0x80U) continue;
    const std::size_t wanted = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC2U ? 2 : 1;
    return wanted > back ? back : 0;
  }
  return 0;
}

}  // namespace

Result<TextPieces> TextPieces::make(const ByteSource& source, const std::string& declared) {
  TextPieces pieces(source);
  TRY(pieces.choose_charset(declared));
  return pieces;
}

Result<void> TextPieces::choose_charset(const std::string& declared) {
  TRY(std::string head, source_->read_at(0, kSampleBytes));
  offset_ = bom_bytes(head);
  // A sample that ends inside a character is no broken text.
  if (head.size() == kSampleBytes) head.resize(head.size() - unfinished_bytes(head));
  DecodedText decoded = decode_text(head, declared);
  charset_ = decoded.charset;
  for (Problem& problem : decoded.problems) {
    if (problem.code == ProblemCode::CharsetDisagrees) problems_.push_back(std::move(problem));
  }
  if (charset_ != "UTF-8" || offset_ > 0) return {};
  std::string carried;
  for (std::uint64_t at = 0; at < source_->size();) {
    TRY(std::string piece, source_->read_at(at, kPieceBytes));
    if (piece.empty()) break;
    at += piece.size();
    carried += piece;
    const std::size_t whole = carried.size() - unfinished_bytes(carried);
    if (!is_utf8(std::string_view(carried).substr(0, whole))) {
      // The bytes around the first strange ones tell more than the begin of the text.
      std::size_t strange = 0;
      for (std::size_t next = 0; next < whole; strange = next) {
        if (next_character(carried, next) == kReplacement) break;
      }
      const std::size_t begin = strange - std::min<std::size_t>(strange, kSampleBytes / 2);
      charset_ = decode_text(carried.substr(begin, kSampleBytes), declared).charset;
      return {};
    }
    carried.erase(0, whole);
  }
  return {};
}

std::size_t TextPieces::find_cut(bool at_end) const {
  if (at_end) return carried_.size();
  if (is_wide(charset_)) {
    const bool little = charset_ == "UTF-16LE";
    for (std::size_t at = carried_.size() & ~std::size_t{1}; at >= 2; at -= 2) {
      const char low = carried_[at - (little ? 2 : 1)];
      const char high = carried_[at - (little ? 1 : 2)];
      if (low == '\n' && high == '\0') return at;
    }
    return carried_.size() & ~std::size_t{1};
  }
  const std::size_t line_end = carried_.rfind('\n');
  if (line_end != std::string::npos) return line_end + 1;
  return carried_.size() - (charset_ == "UTF-8" ? unfinished_bytes(carried_) : 0);
}

Result<std::optional<std::string>> TextPieces::next() {
  if (has_ended_) return std::optional<std::string>();
  TRY(const std::string piece, source_->read_at(offset_, kPieceBytes));
  offset_ += piece.size();
  carried_ += piece;
  const bool at_end = piece.empty() || offset_ >= source_->size();
  const std::size_t cut = find_cut(at_end);
  const std::string_view bytes = std::string_view(carried_).substr(0, cut);
  std::string text = decode_piece(bytes, charset_);
  // U+FFFD that stands in the source is no fault of its charset.
  strange_ += count_replacements(text);
  if (charset_ == "UTF-8") strange_ -= std::min<std::uint64_t>(strange_, count_replacements(bytes));
  carried_.erase(0, cut);
  if (at_end) {
    has_ended_ = true;
    if (strange_ > 0) {
      problems_.push_back({ProblemCode::BadCharset, "",
                           fmt::format("{} characters that {} does not have", strange_, charset_)});
    }
  }
  return std::optional<std::string>(std::move(text));
}

}  // namespace habeas
