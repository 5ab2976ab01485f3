// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/evidence.h"

#include <cassert>

namespace habeas {

Evidence cite(std::string_view text, TextSpan span, std::string_view rule) {
  assert(span.begin <= span.end && span.end <= text.size());
  return {span, std::string(slice(text, span)), std::string(rule)};
}

bool still_holds(const Evidence& evidence, std::string_view text) noexcept {
  const TextSpan span = evidence.span;
  if (span.begin >= span.end || span.end > text.size()) return false;
  return slice(text, span) == evidence.quote;
}

}  // namespace habeas
