// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/offset_map.h"

#include <algorithm>
#include <cassert>

namespace habeas {

void OffsetMap::add(std::size_t made_begin, std::size_t source_begin) {
  assert(steps_.empty() ||
         (made_begin >= steps_.back().made && source_begin >= steps_.back().source));
  if (!steps_.empty() && steps_.back().made == made_begin) {
    steps_.back().source = source_begin;
    return;
  }
  steps_.push_back({made_begin, source_begin});
}

std::size_t OffsetMap::to_source(std::size_t made) const {
  const auto after =
      std::upper_bound(steps_.begin(), steps_.end(), made,
                       [](std::size_t value, const Step& step) { return value < step.made; });
  if (after == steps_.begin()) return made;
  const Step& step = *(after - 1);
  const std::size_t there = step.source + (made - step.made);
  return after == steps_.end() ? there : std::min(there, after->source);
}

TextSpan OffsetMap::to_source(TextSpan made) const {
  if (made.begin >= made.end) {
    const std::size_t there = to_source(made.begin);
    return make_span(there, there);
  }
  return make_span(to_source(made.begin), to_source(made.end - 1) + 1);
}

}  // namespace habeas
