// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/problem.h"
#include "read/byte_source.h"

namespace habeas {

/// A long text, decoded piece by piece in memory that does not grow with it. The charset is chosen
/// as decode_text does, after all bytes were looked at once: a text of a gigabyte whose last line
/// alone is not UTF-8 is not UTF-8.
class TextPieces {
 public:
  /// Looks at all of `source`, which must outlive this. `declared`: a charset, "" if none. An
  /// Error: the source broke.
  static Result<TextPieces> make(const ByteSource& source, const std::string& declared);

  /// The next stretch of text, cut behind a line end where there is one within kPieceBytes;
  /// nothing at the end.
  Result<std::optional<std::string>> next();

  const std::string& charset() const { return charset_; }
  /// What was found on the way; complete once next() gave nothing.
  const std::vector<Problem>& problems() const { return problems_; }

  static constexpr std::uint64_t kPieceBytes = 1U << 20U;

 private:
  explicit TextPieces(const ByteSource& source) : source_(&source) {}
  Result<void> choose_charset(const std::string& declared);
  std::size_t find_cut(bool at_end) const;

  const ByteSource* source_;
  std::string charset_;
  std::uint64_t offset_ = 0;
  std::string carried_;  ///< bytes behind the last cut
  std::uint64_t strange_ = 0;
  bool has_ended_ = false;
  std::vector<Problem> problems_;
};

}  // namespace habeas
