// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_page.h"

#include <algorithm>

namespace habeas {

PdfBox around(const PdfBox& a, const PdfBox& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

bool holds_middle(const PdfBox& outer, const PdfBox& inner) {
  const double x = (inner.left + inner.right) / 2;
  const double y = (inner.top + inner.bottom) / 2;
  return outer.left <= x && x <= outer.right && outer.top <= y && y <= outer.bottom;
}

}  // namespace habeas
