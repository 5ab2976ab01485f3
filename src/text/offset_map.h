// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/text_span.h"

namespace habeas {

/// The way back from a text made for reading (de-glued, de-hyphenated, white space squashed) to
/// the text it was made of. Positions grow in both texts.
class OffsetMap {
 public:
  /// States that from `made_begin` on, made bytes stand for source bytes from `source_begin` on,
  /// one for one, until the next statement. REQUIRES: both grow with each call.
  void add(std::size_t made_begin, std::size_t source_begin);

  /// Where the byte at `made` stands in the source. A byte that was put in (a space that the
  /// source lacks) stands where the byte after it does.
  std::size_t to_source(std::size_t made) const;

  /// The source bytes of a made span: from its first byte to after its last.
  TextSpan to_source(TextSpan made) const;

 private:
  struct Step {
    std::size_t made;
    std::size_t source;
  };
  std::vector<Step> steps_;
};

/// A text as extractors read it (extract/reading_text.h makes it), and the way back.
struct ReadingText {
  std::string text;
  OffsetMap map;
};

}  // namespace habeas
