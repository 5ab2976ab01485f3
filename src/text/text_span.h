// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace habeas {

/// A half-open range of bytes, `begin` to before `end`, of a text that the owner names.
/// Documents are limited to 64 MB of text (read/limits.h), so 32 bits hold every position.
struct TextSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend auto operator<=>(const TextSpan&, const TextSpan&) = default;
};

inline TextSpan make_span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

inline std::uint32_t length(TextSpan span) { return span.end - span.begin; }

inline bool contains(TextSpan outer, TextSpan inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

inline bool overlaps(TextSpan a, TextSpan b) { return a.begin < b.end && b.begin < a.end; }

/// The bytes of `span`. REQUIRES: span.begin <= span.end <= text.size().
inline std::string_view slice(std::string_view text, TextSpan span) {
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace habeas
